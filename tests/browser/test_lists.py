"""Stories: an officer sends lists and mends them; inspectors see the board; a stranger nothing; two people destroy."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files
from factories.child_files import IDENTIFIER
from joint_inspection_web.casedata import files
from joint_inspection_web.casedata.models import Key, Upload
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def lists_page(inspection: Inspection) -> str:
    return f"/inspections/{inspection.ref}/lists/"


def on_disk(tmp_path: Path, name: str, **changed: str) -> Path:
    """A file on the officer's machine; its first child may have something changed."""
    first, *others = child_files.children()
    path = tmp_path / name
    path.write_bytes(child_files.lists([{**first, **changed}, *others]))
    return path


def test_an_officer_sends_lists_and_mends_them(visitor: Visitor, tmp_path: Path):
    # Given an inspection that the council knows of, and its nominated officer
    inspection = child_files.announced()
    visitor.sign_in_as("nominated_officer", at=child_files.council(inspection).code, name="Odette Farrow")
    page = visitor.open(lists_page(inspection))
    page.get_by_role("link", name="Council, lists of contacts, enquiries, plans and care").click()
    visitor.check()

    # When the officer sends nothing, then that is said
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the file with the lists")
    visitor.check()

    # When the officer sends lists with a mistake and a word of their own
    page.get_by_label("File with the lists").set_input_files(on_disk(tmp_path, "first.zip", gender="Lad", ethnicity=""))
    page.get_by_role("button", name="Send and check").click()

    # Then the problem is shown, and the word is asked about
    expect(page.get_by_role("heading", name="Lists sent on")).to_be_visible()
    expect(page.get_by_role("table", name="Problems")).to_contain_text("Fix or explain")
    visitor.check()
    page.get_by_label("what does “Lad” mean?").select_option("male")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_label("what does “Lad” mean?")).to_have_count(0)
    visitor.check()

    # And they cannot be accepted without a word about it
    page.get_by_role("button", name="Accept: let inspectors open these lists").click()
    expect(page.get_by_role("alert")).to_contain_text("Explain the problems in a sentence")
    visitor.check()

    # When the officer mends the file and sends it again, it is understood at once and accepted
    page.get_by_role("link", name="Fix the lists and send them again").click()
    page.get_by_label("File with the lists").set_input_files(on_disk(tmp_path, "second.zip", gender="Lad"))
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_text("No problems were found.").or_(page.get_by_role("table", name="Problems"))).to_be_visible()
    expect(page.get_by_text("What could not be understood")).to_have_count(0)
    page.get_by_role("button", name="Accept: let inspectors open these lists").click()
    expect(page.get_by_text("You accepted these lists")).to_be_visible()
    visitor.check()
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["accepted", "replaced"]

    # And hours are noted
    visitor.open(lists_page(inspection))
    page.get_by_role("link", name="Council, lists of contacts, enquiries, plans and care").click()
    page.get_by_label("Hours of work on this request").fill("7.5")
    page.get_by_role("button", name="Add these hours").click()
    expect(page.get_by_text("Hours noted")).to_be_visible()
    visitor.check()

    # Then an inspector sees on the board that they came, and nothing about a child
    person = child_files.inspector(inspection)
    visitor.go_on_as(person)
    page = visitor.open(lists_page(inspection))
    row = page.get_by_role("row", name="Council, lists of contacts")
    expect(row).to_contain_text("Accepted")
    expect(row).to_contain_text("7.5")
    assert IDENTIFIER not in page.content()


def test_lists_are_withdrawn_before_anybody_else_saw_them(visitor: Visitor):
    inspection = child_files.announced()
    body = child_files.council(inspection)
    upload = child_files.sent(body)
    visitor.sign_in_as("nominated_officer", at=body.code)
    page = visitor.open(f"{lists_page(inspection)}sent/{upload.ref}/")
    page.get_by_text("Withdraw the lists").click()
    page.get_by_role("button", name="Withdraw and destroy").click()
    expect(page.get_by_role("heading", name="Lists asked for")).to_be_visible()
    visitor.check()
    assert files.of_inspection(inspection.ref) == []


def test_a_stranger_sees_nothing(visitor: Visitor):
    inspection = child_files.announced()
    upload = child_files.accepted(child_files.council(inspection))
    visitor.sign_in_as("nominated_officer", at=f"council:{factories.MARLBURY}")
    visitor.open(lists_page(inspection), status=404)
    visitor.open(f"{lists_page(inspection)}sent/{upload.ref}/", status=404)
    visitor.open(f"/child-data/{inspection.ref}/", status=404)


def test_two_people_destroy_and_the_data_is_gone(visitor: Visitor):
    # Given accepted lists, and a data protection officer who asks for their destruction
    inspection = child_files.announced()
    body = child_files.council(inspection)
    upload = child_files.accepted(body)
    there = files.of_inspection(inspection.ref)
    visitor.sign_in_as("data_protection_officer", name="Dorothea Lyle")
    page = visitor.open("/inspections/")
    page.get_by_role("link", name="Register of child data").click()
    visitor.check()
    page.get_by_role("link", name=inspection.ref).click()
    page.get_by_text("Destroy earlier than the clock").click()
    visitor.check()
    page.get_by_label("Why the lists are to be destroyed").fill("The inspection is over")
    page.get_by_role("button", name="Ask for destruction").click()
    expect(page.get_by_text("A second person has to confirm")).to_be_visible()
    expect(page.get_by_role("button", name="Destroy everything now")).to_have_count(0)
    visitor.check()
    assert len(files.of_inspection(inspection.ref)) == 4

    # When the lead confirms
    lead = child_files.inspector(inspection, role="lead_inspector")
    visitor.go_on_as(lead)
    page = visitor.open(lists_page(inspection))
    page.get_by_role("link", name="What is kept, who opened it, and how it ends").click()
    visitor.check()
    page.get_by_role("button", name="Destroy everything now").click()
    expect(page.get_by_text("It cannot be brought back.")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Certificate").click()
    expect(page.get_by_role("heading", name="Child data destroyed")).to_be_visible()
    expect(page.get_by_text(upload.digest)).to_be_visible()
    visitor.check()

    # Then pages and files are gone
    assert [path for path in there if path.exists()] == []
    assert list(Key.objects.values_list("files", "pseudonyms")) == [(None, None)]
    page = visitor.open(lists_page(inspection))
    expect(page.get_by_text("was destroyed on")).to_be_visible()
