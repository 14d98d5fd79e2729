"""Stories: an inspector looks at all children, at a clock, and opens one child's journey; nobody else sees anything."""

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files, cohorts
from joint_inspection_web.casedata.store import open_events
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.journeys.models import JourneyOpening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AGENCIES = ("council", "police", "health", "schools", "youth_justice")


def seated(visitor: Visitor, inspection: Inspection, *, role: str = "team_inspector"):
    """Somebody who is signed in and sits on the inspection."""
    person = visitor.sign_in_as(role)
    inspections.add_person(inspection, person=person, role=role, by=None, at=factories.NOW)
    return person


def test_an_inspector_looks_at_all_children_and_opens_one_journey(visitor: Visitor):
    # Given lists of five agencies, accepted
    inspection = cohorts.with_children(children=800, agencies=AGENCIES)
    person = seated(visitor, inspection, role="lead_inspector")
    children = f"/inspections/{inspection.ref}/children/"

    # When the inspector opens the pages about all children
    page = visitor.open(children)
    expect(page.get_by_role("heading", name="All children")).to_be_visible()
    page.get_by_role("link", name="Ways", exact=True).click()
    expect(page.get_by_role("heading", name="Ways from the front door")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Clocks", exact=True).click()
    visitor.check()
    page.get_by_role("link", name="Assessment, from referral to authorisation").click()
    expect(page.get_by_role("heading", name="The whole distribution, and its tail")).to_be_visible()
    visitor.check()

    # And asks for one child's journey without saying why
    page.get_by_role("link", name="One child", exact=True).click()
    page.get_by_label("The child’s pseudonym").fill(some_child(inspection, person))
    page.get_by_role("button", name="Open the journey").click()

    # Then the page asks for the purpose
    expect(page.get_by_role("alert")).to_contain_text("Say why you need to see this child’s journey")
    visitor.check()

    # And with one, the journey is shown, and recorded for the lead to see
    page.get_by_label("Why you need to see it").fill("Reading the case with the social worker")
    page.get_by_role("button", name="Open the journey").click()
    expect(page.get_by_role("heading", name="Silences")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Who opened").click()
    expect(page.get_by_text("Reading the case with the social worker")).to_be_visible()
    visitor.check()
    assert JourneyOpening.objects.count() == 1


def some_child(inspection: Inspection, person) -> str:
    """The pseudonym of the child of whom most agencies recorded something."""
    events = open_events(inspection, person=person, purpose="A test").events
    counted = events.group_by("child").aggregate([("agency", "count_distinct"), ("position", "max")])
    order = [("agency_count_distinct", "descending"), ("position_max", "descending"), ("child", "ascending")]
    return counted.sort_by(order)["child"][0].as_py()


def test_before_lists_are_accepted_the_pages_say_so(visitor: Visitor):
    inspection = child_files.announced()
    seated(visitor, inspection)
    page = visitor.open(f"/inspections/{inspection.ref}/children/")
    expect(page.get_by_text("No lists have been accepted yet.")).to_be_visible()


def test_a_nominated_officer_and_a_planner_see_no_children(visitor: Visitor):
    inspection = cohorts.with_children()
    for role in ("nominated_officer", "planner"):
        visitor.sign_in_as(role)
        visitor.open(f"/inspections/{inspection.ref}/children/", status=403)
        visitor.open(f"/inspections/{inspection.ref}/children/clocks/", status=403)
