"""Stories: a planner keeps an inspection in the vault; an administrator lets somebody in."""

import re

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection, Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_planner_opens_an_inspection_without_notice_and_names_its_lead(visitor: Visitor):
    # Given a planner and a lead inspector
    lead = factories.person("lead_inspector", name="Leonora Tebbit")
    visitor.sign_in_as("planner", name="Priya Holloway")

    # When the planner opens an inspection without notice of a fictional area
    page = visitor.open("/inspections/open/")
    page.get_by_label("Area").fill("Elmshire (fictional)")
    framework, kind = factories.framework(no_notice=True)
    page.get_by_label("Framework and kind of visit").select_option(f"{framework.ref} {kind}")
    page.get_by_label("First day on site").fill("1 3 2026")
    page.get_by_role("button", name="Open the inspection").click()

    # Then a Sunday is refused with advice
    expect(page.get_by_role("alert")).to_contain_text("1 March 2026 is not a working day (Sunday)")
    visitor.check()

    # And on a Monday it opens, in the vault
    page.get_by_label("First day on site").fill("2 3 2026")
    page.get_by_role("button", name="Open the inspection").click()
    expect(page.get_by_role("heading", name="Inspection of Elmshire (fictional)")).to_be_visible()
    expect(page.get_by_text("This inspection is in the vault.")).to_be_visible()
    visitor.check()

    # And the planner names the lead, and sees who looked
    page.get_by_role("link", name="Who may know, and every look").click()
    page.get_by_label("Email address of the person").fill(lead.email)
    page.get_by_label("Why they need to know").fill("Leads the inspection")
    page.get_by_role("button", name="Name this person").click()
    expect(page.get_by_role("button", name="Withdraw the access of Leonora Tebbit")).to_be_visible()
    visitor.check()
    assert Look.objects.filter(person__name="Priya Holloway").count() >= 3

    # And in lists it is a reference and nothing more
    visitor.open("/inspections/")
    row = page.get_by_role("row", name=re.compile(Inspection.objects.get().ref))
    expect(row).to_contain_text("Held in the vault")
    expect(row).not_to_contain_text("Elmshire")


def test_the_register_of_the_vault(visitor: Visitor):
    factories.inspection(no_notice=True, by=factories.person("planner"))
    visitor.sign_in_as("data_protection_officer")
    page = visitor.open("/inspections/")
    page.get_by_role("link", name="Register of the vault").click()
    expect(page.get_by_role("heading", name="Register of the vault")).to_be_visible()
    visitor.check()


def test_what_is_not_for_somebody_is_not_found(visitor: Visitor):
    hidden = factories.inspection(no_notice=True)
    visitor.sign_in_as("planner")
    visitor.open(f"/inspections/{hidden.ref}/", status=404)
    visitor.open("/account/people/", status=403)


def test_an_administrator_lets_somebody_in(visitor: Visitor):
    visitor.sign_in_as("administrator")
    page = visitor.open("/account/people/")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the person's name")
    visitor.check()
    page.get_by_label("Name").fill("Hester Quill")
    page.get_by_label("Email address").fill("hester@example.org")
    page.get_by_label("Works for").fill("Ofsted")
    page.get_by_label("Role").select_option("team_inspector")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Temporary password")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Continue to the account").click()
    expect(page.get_by_role("heading", name="Hester Quill")).to_be_visible()
    visitor.check()
    assert Person.objects.get(email="hester@example.org").roles == {"team_inspector"}
