"""A story: an area answers a report, is told that its plan does not reflect the findings, and answers again."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.conftest import Visitor
from factories import following
from joint_inspection.dates import add_working_days
from joint_inspection_web.follow_up import actions
from joint_inspection_web.follow_up.models import Statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(visitor: Visitor, who, path: str):
    """Sign somebody in without the form, and open a page."""
    visitor.go_on_as(who)
    return visitor.open(path)


def test_an_area_answers_twice_and_is_believed(visitor: Visitor):
    # Given a published report, which the council received
    made, people = following.after_publication()
    front, today = f"/inspections/{made.ref}/follow-up/", timezone.localdate()
    page = sign_in(visitor, people["council"], front)
    page.get_by_role("button", name="Note when the report was received").click()
    visitor.kept("following-receipt")
    page.get_by_label("When was the report received?").fill("2 3 2026")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("12 June 2026 Overdue")).to_be_visible()
    visitor.kept("following-received")

    # When it writes an action that lacks something, it is told what, and cannot send it
    page.get_by_role("button", name="Write an action").click()
    visitor.kept("following-write")
    page.get_by_label("What is to be done").fill("Ask every child")
    page.get_by_role("button", name="Keep the action").click()
    expect(page.get_by_text("Action a1: Say which recommendation it answers")).to_be_visible()
    visitor.kept("following-lacks")
    page.get_by_role("button", name="Send the statement").click()
    expect(page.get_by_role("alert")).to_contain_text("The statement cannot be sent yet")

    # When it is whole and sent, inspectors judge that it does not reflect the findings
    row = Statement.objects.get()
    actions.drop_action(row, name="a1", by=people["council"], at=timezone.now())
    following.written(row, by=people["council"], due=add_working_days(today, 60))
    visitor.open(front)
    visitor.kept("following-ready")
    actions.send(row, by=people["council"], at=following.at(6, 10))
    sign_in(visitor, people["lead"], front)
    visitor.kept("following-sent")
    page.get_by_role("button", name="Judge the plan").click()
    page.get_by_label("No: another statement is asked for").check()
    page.get_by_label("Why").fill("Nothing is said of who checks")
    soon = add_working_days(today, 10)
    page.get_by_label("If not: by when another statement is to come").fill(f"{soon.day} {soon.month} {soon.year}")
    visitor.kept("following-judge")
    page.get_by_role("button", name="Say so").click()
    expect(page.get_by_role("heading", name="The plan does not reflect the findings")).to_be_visible()
    visitor.kept("following-judged")

    page.get_by_role("link", name="Was it found before? Findings and earlier ones").click()
    visitor.kept("following-repeats")

    # Then the council answers again, and reports
    sign_in(visitor, people["council"], "/")
    expect(page.get_by_role("table", name="What waits after publications")).to_contain_text("The statement of action")
    visitor.kept("following-desk")
    visitor.open(front)
    page.get_by_role("link", name="Open the new statement").click()
    page.get_by_role("button", name="Begin with the earlier actions").click()
    page.get_by_role("button", name="Send the statement").click()
    page.get_by_role("link", name="a2: Ask every child").click()
    page.get_by_label("It is done").check()
    page.get_by_label("On which day").fill(f"{today.day} {today.month} {today.year}")
    page.get_by_label("What was measured then").fill("91")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_text("The target is met")).to_be_visible()
    visitor.kept("following-done")

    # And somebody else verifies it, and reads cases afresh
    sign_in(visitor, people["lead"], page.url.removeprefix(visitor.address))
    page.get_by_role("button", name="Verify it").click()
    page.get_by_label("Yes, it was done").check()
    page.get_by_label("What you saw").fill("Ten files of ten hold it")
    page.get_by_role("button", name="Say so").click()
    expect(page.get_by_text("Verified as done")).to_be_visible()
    page.get_by_role("button", name="Compare cases read afresh").click()
    cases = {
        "What was looked for": "Wishes are written down", "Whose cases": "Referred children under 10",
        "Before: in how many": "8", "Before: of how many": "20", "Now: in how many": "18", "Now: of how many": "20",
    }  # fmt: skip
    for label, given in cases.items():
        page.get_by_label(label).fill(given)
    page.get_by_label("Higher is better").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("It got better")).to_be_visible()
    visitor.kept("following-helped")
    visitor.open(front)
    expect(page.get_by_role("table", name="Actions", exact=True)).to_contain_text("Verified as done")
    visitor.kept("following-front")
