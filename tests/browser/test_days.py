"""Stories: a lead moves a day and puts an inspection off; a lead and a council plan the days on site together."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from joint_inspection.dates import add_working_days
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections import actions, planning
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(framework: str, kind: str, *, lead: Person) -> Inspection:
    """An inspection that begins in the days to come, told and led."""
    begins_on = add_working_days(timezone.localdate(), 1)
    inspection = actions.open_inspection(
        area=factories.area(), framework=find(framework), kind=kind, begins_on=begins_on, by=None, at=factories.NOW
    )
    told = timezone.now() + timedelta(days=(inspection.notify_on - timezone.localdate()).days)
    actions.announce(inspection, by=None, at=max(told, timezone.now()))
    actions.add_person(inspection, person=lead, role="lead_inspector", by=None, at=factories.NOW)
    return inspection


def words(day) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def test_a_lead_reads_the_days_moves_one_and_puts_the_inspection_off(visitor: Visitor):
    # Given a lead of an inspection that begins tomorrow
    lead = visitor.sign_in_as("lead_inspector", name="Leonora Tebbit")
    inspection = opened("jtai@2022", "front_door", lead=lead)

    # When she opens its page, then it says what it is waiting for
    page = visitor.open(f"/inspections/{inspection.ref}/")
    expect(page.get_by_role("region", name="What now")).to_contain_text("Fieldwork begins on")

    # And its timetable shows three weeks at a glance
    page.get_by_role("link", name="Timetable and calendar").click()
    expect(page.get_by_role("table", name="From the notification to the last day")).to_contain_text("On site")
    expect(page.get_by_text(f"Today is {timezone.localdate():%A}")).to_be_visible()
    visitor.check()

    # When she moves the last step of the fieldwork to a wrong weekday, then that is refused with advice
    row = inspection.timetable.get(stage="feedback")
    later = add_working_days(row.first, 1)
    page.get_by_role("link", name=f"Move {row.what[:40]}").click()
    page.get_by_label("First day").fill(f"{'Sunday' if later.weekday() != 6 else 'Monday'} {later.day} {later:%B %Y}")
    page.get_by_label("Why it moves").fill("Leaders are in court that day")
    page.get_by_role("button", name="Move the step").click()
    expect(page.get_by_role("alert")).to_contain_text(f"but a {later:%A}")
    visitor.check()

    # And on the right one it moves, and the reason stands beside it
    page.get_by_label("First day").fill(words(later))
    page.get_by_role("button", name="Move the step").click()
    expect(page.get_by_text("Leaders are in court that day")).to_be_visible()
    visitor.check()

    # When she puts the inspection off, then somebody answers for it
    visitor.open(f"/inspections/{inspection.ref}/")
    page.get_by_role("button", name="Put the inspection off").click()
    visitor.check()
    page.get_by_role("button", name="Put the inspection off").click()
    expect(page.get_by_role("alert")).to_contain_text("Name the person who answers for it")
    page.get_by_label("Why", exact=True).fill("A police investigation would be harmed")
    page.get_by_label("Who answers for it until it goes on").fill(lead.email)
    page.get_by_label("When it is looked at again").fill(words(add_working_days(timezone.localdate(), 20)))
    page.get_by_role("button", name="Put the inspection off").click()
    expect(page.get_by_role("region", name="What now")).to_contain_text("Leonora Tebbit answers for it")
    visitor.check()


def test_lead_and_council_see_the_same_plan(visitor: Visitor):
    # Given a visit without notice whose first two days are at the front door
    lead = factories.person("lead_inspector", name="Leonora Tebbit")
    inspection = _visit(lead)
    free = planning.on_site(inspection).free
    council = inspection.bodies.get(kind="council").code

    # When its lead proposes something for a free day
    visitor.sign_in_as("nominated_officer", at=council, name="Odette Farrow")
    proposal = planning.Proposal(
        day=free[0], part="morning", what="Sit with duty workers", whom="The duty team", where="Civic Centre"
    )
    planning.propose(inspection, proposal, by=lead, at=timezone.now())

    # Then the council's officer finds it, and proposes another time
    page = visitor.open(f"/inspections/{inspection.ref}/")
    page.get_by_role("link", name="Plan of the days on site").click()
    expect(page.get_by_text("Waits for the council")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Answer Sit with duty workers").click()
    visitor.check()
    page.get_by_label("Yes, but at another time").check()
    page.get_by_label("Other day", exact=True).fill(words(free[1]))
    page.get_by_label("Part of the other day").select_option("afternoon")
    page.get_by_label("Why", exact=True).fill("The team meets that morning")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Other time proposed")).to_be_visible()
    visitor.check()


def _visit(lead: Person) -> Inspection:
    inspection = actions.open_inspection(
        area=factories.area(), framework=find("child-protection@2012"), kind="inspection",
        begins_on=add_working_days(timezone.localdate(), 1), by=None, at=factories.NOW,
    )  # fmt: skip
    actions.announce(inspection, by=None, at=timezone.now() + timedelta(days=5))
    actions.add_person(inspection, person=lead, role="lead_inspector", by=None, at=factories.NOW)
    return inspection
