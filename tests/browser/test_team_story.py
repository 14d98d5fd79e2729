"""Story: a planner puts a team together; whoever is asked declares first; the area reads what the team lacks."""

from datetime import date

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import teams
from joint_inspection.frameworks.load import find
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def joint() -> Inspection:
    """A joint inspection of Elmshire that can be announced today."""
    return inspections.open_inspection(
        area=factories.area(), framework=find("jtai@2022"), kind="thematic", begins_on=date(2026, 3, 2), by=None,
        at=factories.NOW,
    )  # fmt: skip


def test_somebody_is_asked_declares_is_ruled_on_and_seated(visitor: Visitor):
    # Given a joint inspection, an inspector with a brother in the force, and a planner
    inspection, inspector = joint(), factories.person("team_inspector", at="hmicfrs", name="Tom Ferris")
    teams.knows(inspector, "police", "domestic_abuse", shown_on=date(2026, 1, 2))
    planner = factories.person("planner", name="Priya Holloway")
    front = f"/inspections/{inspection.ref}/team/"

    # When the planner chooses the theme and asks the inspector
    visitor.go_on_as(planner)
    page = visitor.open(front)
    page.get_by_label("Theme of this inspection").select_option("domestic_abuse")
    page.get_by_role("button", name="Choose this theme").click()
    page.get_by_label("Email address of the person").fill("nobody@example.org")
    page.get_by_label("Role on the team").select_option("team_inspector")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody has an account with this email address")
    visitor.check()
    page.get_by_label("Email address of the person").fill(inspector.email)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("row", name="Tom Ferris")).to_contain_text("Has not declared yet")

    # Then the inspector sees the theme but not the area, declares, and waits
    visitor.go_on_as(inspector)
    page = visitor.open("/declarations/")
    expect(page.get_by_text("Children who are victims of domestic abuse")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Elmshire")
    page.get_by_label("Family or a close friend works there").check()
    page.get_by_label("Which body?").fill("Elm Valley Police (fictional)")
    page.get_by_label("In a sentence").fill("My brother is a constable")
    page.get_by_role("button", name="Add this").click()
    page.get_by_role("button", name="I have declared everything").click()
    expect(page.get_by_text("Somebody reads what you declared")).to_be_visible()
    visitor.check()
    visitor.open(front, status=404)

    # And the planner reads what was declared, rules on it, and seats the inspector
    visitor.go_on_as(planner)
    page = visitor.open(front)
    page.get_by_role("link", name="Declaration of Tom Ferris").click()
    expect(page.get_by_role("cell", name="My brother is a constable").first).to_be_visible()
    visitor.check()
    page.get_by_label("Allowed, with conditions").check()
    page.get_by_label("Why").fill("The brother works in another division")
    page.get_by_role("button", name="Rule", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Say under which conditions")
    page.get_by_label("Under which conditions").fill("Does not read that division’s cases")
    page.get_by_role("button", name="Rule", exact=True).click()
    page.get_by_role("button", name="Seat Tom Ferris").click()
    expect(page.get_by_role("row", name="Police Tom Ferris")).to_be_visible()
    visitor.check()

    # And accepts in writing that nobody leads yet
    page.get_by_text("Accept a gap in writing").click()
    page.get_by_label("Nobody leads the team").check()
    page.get_by_label("Why, and what you do about it").fill("The lead comes back from leave on Monday")
    visitor.check()
    page.get_by_role("button", name="Accept in my name").click()
    expect(page.get_by_role("row", name="Nobody leads the team")).to_contain_text("Priya Holloway")


def test_the_area_and_the_adviser_read_about_the_team(visitor: Visitor):
    inspection = joint()
    lead = factories.person("lead_inspector", name="Leonora Tebbit")
    teams.seated(inspection, lead, "lead_inspector")
    teams.knows(lead, "social_care", shown_on=date(2026, 1, 2))
    adviser = teams.adviser(inspection)
    inspections.announce(inspection, by=None, at=factories.NOW.replace(month=6))
    visitor.sign_in_as("nominated_officer")
    page = visitor.open(f"/inspections/{inspection.ref}/team/")
    expect(page.get_by_role("row", name="Lead inspector")).to_contain_text("Children's social care")
    expect(page.locator("main")).not_to_contain_text("Leonora Tebbit")
    visitor.go_on_as(adviser)
    page = visitor.open(f"/inspections/{inspection.ref}/team/")
    expect(page.get_by_text("have no vote, and are named in the report")).to_be_visible()


def test_quality_assurance_records_what_somebody_knows(visitor: Visitor):
    factories.person("team_inspector", name="Tom Ferris")
    visitor.sign_in_as("quality_assurance")
    page = visitor.open("/declarations/people/")
    page.get_by_role("link", name="Tom Ferris").click()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the competence")
    visitor.check()
    page.get_by_label("Competence").select_option("police")
    page.get_by_label("Practice observed by a colleague").check()
    page.get_by_label("Last shown on").fill("2 1 2026")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("row", name="Police")).to_contain_text("Practice observed")
    visitor.check()
