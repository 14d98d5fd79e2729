"""A story: a lead drafts a report and edits it, two people release it, all sign it, it is published and corrected."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Visitor
from factories import accuracy, publishing
from joint_inspection_web.reports.models import Publication

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_a_working_day")
]  # fmt: skip


def release(visitor: Visitor) -> None:
    """Look through the text, and release it."""
    visitor.page.get_by_label("I read every sentence").check()
    visitor.page.get_by_role("button", name="Release it").click()


def test_a_report_is_drafted_released_signed_published_and_corrected(visitor: Visitor):
    # Given an inspection whose fieldwork is over, and a lead who writes the first draft
    inspection, people = publishing.inspected()
    lead = people["ofsted"]
    publishing.asked_for(inspection, by=lead)
    front, out = (f"/inspections/{inspection.ref}/report/{name}" for name in ("", "out/"))
    visitor.go_on_as(lead)
    page = visitor.open(front)
    page.get_by_role("button", name="Write the first draft").click()
    visitor.check()

    # When a sentence gets a word of quantity, the page asks for its count
    page.get_by_role("link", name="Open sentence s6").click()
    page.get_by_label("Sentence").fill("Most plans for children are written too late.")
    page.get_by_role("button", name="Save the sentence").click()
    expect(page.get_by_text("Give the count and of how many for 'most'")).to_be_visible()
    page.get_by_label("“most”: how many").fill("4")
    page.get_by_label("of how many").fill("6")
    page.get_by_label("of what").fill("plans read")
    visitor.check()
    page.get_by_role("button", name="Save the sentence").click()
    expect(page.get_by_text("Most plans for children are written too late.")).to_be_visible()

    # Then two people release it and every inspectorate signs it
    publishing.written(inspection, by=lead)
    accuracy.settled(inspection)
    visitor.open(out)
    release(visitor)
    for person in people.values():
        visitor.go_on_as(person)
        page.goto(f"{visitor.address}{out}")
        if person == people["cqc"]:
            release(visitor)
        page.get_by_role("button", name="Sign it").click()
    visitor.go_on_as(lead)
    page.goto(f"{visitor.address}{out}")
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("heading", name="What was published")).to_be_visible()
    visitor.check()

    # And what is published is corrected by another text, with a reason
    page.get_by_role("link", name="Correct it").click()
    page.get_by_label("What was wrong").fill("Five of the six plans were late")
    page.get_by_role("button", name="Begin a correction").click()
    expect(page.get_by_text("A correction of what was published")).to_be_visible()
    visitor.check()
    assert Publication.objects.count() == 1
