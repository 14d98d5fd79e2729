"""Stories: an inspector says that a child is at risk and a senior follows it up; a case goes back to the council."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files, safety
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.safety.models import Alarm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = factories.NOW


def seated(inspection: Inspection, role: str, name: str) -> Person:
    person = factories.person(role, name=name)
    Seat.objects.create(inspection=inspection, person=person, role=role, began_at=NOW)
    return person


def test_an_inspector_says_that_a_child_is_at_risk_and_a_senior_follows_it_up(visitor: Visitor):
    # Given an inspection whose contacts are known
    inspection = child_files.announced()
    safety.contacts(inspection)
    inspector, lead = (seated(inspection, f"{r}_inspector", n) for r, n in (("team", "Ines Kemp"), ("lead", "Leo Tay")))
    visitor.go_on_as(inspector)

    # When the inspector says that a child is at risk, and forgets something
    page = visitor.open(f"/inspections/{inspection.ref}/safety/report/")
    visitor.pictured("report")
    page.get_by_label("What makes you worried now").fill("She said he has a knife")
    page.get_by_role("button", name="Save, and see whom to tell").click()

    # Then nothing that was written is lost
    expect(page.get_by_role("alert")).to_contain_text("Say whether the child is in immediate danger")
    expect(page.get_by_label("What makes you worried now")).to_have_value("She said he has a knife")
    visitor.check()
    visitor.pictured("report-errors")
    page.get_by_role("group", name="Is the child in immediate danger?").get_by_label("Yes").check()
    page.get_by_label("A parent, a carer or somebody close to the child").check()
    page.get_by_role("button", name="Save, and see whom to tell").click()

    # And the page says whom to ring now, and that the family is not told
    expect(page.get_by_text("Immediate danger: ring 999 now.")).to_be_visible()
    expect(page.get_by_role("link", name="020 7946 0020").first).to_have_attribute("href", "tel:02079460020")
    expect(page.get_by_text("The parents or carers are not told.")).to_be_visible()
    visitor.check()
    visitor.pictured("alarm")

    # When they have told, and somebody took it
    page.get_by_label("Police: Police desk").check()
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Note it").click()
    page.get_by_label("Who took it").fill("The duty sergeant")
    page.get_by_role("button", name="Note the receipt").click()
    expect(page.get_by_role("table")).to_contain_text("The duty sergeant")
    visitor.check()

    # Then a senior inspector follows up and closes it
    visitor.go_on_as(lead)
    visitor.open(f"/inspections/{inspection.ref}/safety/")
    visitor.pictured("front")
    page.get_by_role("table", name="Children at risk").get_by_role("link").click()
    page.get_by_label("What you found done for the child, and what you asked for").fill("Seen at home tonight")
    page.get_by_role("button", name="Note the follow-up").click()
    page.get_by_label("What the authority answered").fill("A conference is on Thursday")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("table")).to_contain_text("A conference is on Thursday")
    visitor.check()
    visitor.pictured("closed")
    assert [step.kind for step in Alarm.objects.get().steps.all()] == ["told", "received", "followed_up", "closed"]


def test_it_is_said_without_javascript_too(visitor: Visitor, browser):
    inspection = child_files.announced()
    inspector = seated(inspection, "team_inspector", "Ines Kemp")
    context = browser.new_context(java_script_enabled=False)
    cookie = factories.signed_in(inspector).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])
    page = context.new_page()
    page.goto(f"{visitor.address}/inspections/{inspection.ref}/safety/report/")
    page.get_by_label("What makes you worried now").fill("A bruise like a hand")
    page.get_by_role("group", name="Is the child in immediate danger?").get_by_label("I am not sure").check()
    page.get_by_label("I do not know, or nobody in particular").check()
    page.get_by_role("button", name="Save, and see whom to tell").click()
    expect(page.get_by_text("no number known for Elmshire (fictional)").first).to_be_visible()
    context.close()


def test_the_council_enters_whom_to_ring_and_answers_a_case(visitor: Visitor):
    # Given a council's officer
    inspection = child_files.announced()
    inspector = seated(inspection, "team_inspector", "Ines Kemp")
    officer = child_files.officer(child_files.council(inspection))
    visitor.go_on_as(officer)

    # When they enter and confirm an office
    page = visitor.open(f"/inspections/{inspection.ref}/safety/")
    expect(page.get_by_text("Nobody has entered: ")).to_be_visible()
    visitor.pictured("front-officer")
    page.get_by_role("link", name="Enter or confirm contacts").click()
    visitor.check()
    page.get_by_label("Which office").select_option("duty_team")
    page.get_by_label("Name of the office").fill("Night desk")
    page.get_by_label("Telephone number").fill("020 7946 0999")
    page.get_by_label("When somebody answers").fill("5pm to 9am")
    page.get_by_role("button", name="Enter this contact").click()
    page.get_by_role("button", name="Confirm Emergency duty team of Elmshire (fictional)").click()
    expect(page.get_by_text("not confirmed")).to_have_count(0)
    visitor.check()
    visitor.pictured("contacts")

    # And an inspector refers a case back
    visitor.go_on_as(inspector)
    visitor.open(f"/inspections/{inspection.ref}/safety/back/")
    page.get_by_label("Which agency has to act").select_option(label="Elmshire council (fictional)")
    page.get_by_label("The child’s pseudonym").fill("abcdefghijkl")
    page.get_by_label("What needs doing").fill("Visit her, and tell us what the plan is")
    page.get_by_label("Within").select_option("3_days")
    visitor.pictured("refer")
    page.get_by_role("button", name="Send it to the agency").click()
    expect(page.get_by_role("heading", name="Case referred back")).to_be_visible()
    visitor.check()

    # Then the officer acknowledges and answers it
    visitor.go_on_as(officer)
    visitor.open(f"/inspections/{inspection.ref}/safety/")
    page.get_by_role("table", name="Cases referred back").get_by_role("link").click()
    page.get_by_role("button", name="We have it and are acting on it").click()
    visitor.pictured("case-officer")
    page.get_by_label("Done as asked").check()
    page.get_by_label("What was done, by whom and when").fill("Visited by her worker on Tuesday")
    page.get_by_role("button", name="Send the answer, which closes the case").click()
    expect(page.get_by_text("Visited by her worker on Tuesday")).to_be_visible()
    visitor.check()
