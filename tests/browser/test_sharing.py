"""Stories: an inspector of constabulary keeps a box and lets the team cite it; an officer reads who looked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from browser.test_safety import seated
from factories import child_files, notebook
from joint_inspection_web.casedata import store

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_inspectorate_keeps_a_box_and_lets_the_team_cite_it(visitor: Visitor):
    # Given an inspector of constabulary with a note in their own box
    inspection = child_files.announced()
    factories.organisation("hmicfrs", name="HMICFRS")
    constable, lead = notebook.colleague(inspection), seated(inspection, "lead_inspector", "Leo Tay")
    notebook.kept(inspection, by=constable, text="A source names the man at the garage", box="hmicfrs")
    visitor.go_on_as(constable)

    # When they open the box, and let the team cite it
    page = visitor.open(f"/inspections/{inspection.ref}/sharing/box/")
    visitor.pictured("box")
    page.get_by_label("Why your inspectorate keeps evidence of its own apart").fill("Police intelligence")
    page.get_by_role("button", name="Open the box").click()
    page.get_by_label("About which agency").select_option(label="Elmshire council (fictional)")
    page.get_by_label("Your inspectorate’s own summary").fill("Intelligence of ours supports what was found")
    page.get_by_role("button", name="Show this summary to the team").click()
    visitor.check()

    # And log what they told another
    page.get_by_role("link", name="Log something shared").or_(
        page.get_by_role("button", name="Log something shared")
    ).click()
    page.get_by_role("button", name="Add it to the log").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the legal basis")
    visitor.check()
    page.get_by_label("What was shared").fill("How calls are graded")
    page.get_by_label("ofsted").check()
    page.get_by_label("Legal basis").select_option("joint-review")
    page.get_by_label("What for").fill("To plan visits")
    visitor.pictured("share")
    page.get_by_role("button", name="Add it to the log").click()

    # Then the lead reads the summary and the log, and nothing of the note
    visitor.go_on_as(lead)
    visitor.open(f"/inspections/{inspection.ref}/sharing/")
    expect(page.get_by_role("table", name="The log")).to_contain_text("Children Act 2004, section 20")
    expect(page.get_by_text("Intelligence of ours supports what was found")).to_be_visible()
    expect(page.get_by_text("the man at the garage")).to_have_count(0)
    visitor.pictured("sharing")

    # Until the note is shared
    visitor.go_on_as(constable)
    visitor.open(f"/inspections/{inspection.ref}/sharing/box/")
    page.get_by_role("link", name="Share it").click()
    visitor.check()
    page.get_by_label("Legal basis").select_option("joint-review")
    page.get_by_label("What for").fill("It bears on the council")
    page.get_by_role("button", name="Share it with the team").click()
    expect(page.get_by_role("table", name="The log")).to_contain_text("It bears on the council")


def test_a_data_protection_officer_reads_who_looked(visitor: Visitor):
    inspection = child_files.with_lists()
    inspector = seated(inspection, "team_inspector", "Ines Kemp")
    store.open_events(inspection, person=inspector, purpose="To read the journeys")
    visitor.sign_in_as("data_protection_officer")
    page = visitor.open("/")
    page.get_by_role("link", name="Who looked at anything about children").click()
    visitor.check()
    expect(page.get_by_role("table")).to_contain_text("To read the journeys")
    visitor.pictured("register")
    page.get_by_label("Who", exact=True).fill("Nobody")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nobody has looked.")).to_be_visible()
