"""Stories: an inspector notes evidence by keyboard, quotes a document, and brings two versions of a note together."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files, notebook
from factories.notebook import CHILD
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence import papers
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seated(visitor: Visitor, inspection: Inspection) -> Person:
    """The visitor is a lead inspector of the inspection."""
    lead = visitor.sign_in_as("lead_inspector", name="Leonora Tebbit")
    inspections.add_person(inspection, person=lead, role="lead_inspector", by=None, at=factories.NOW)
    return lead


def page_of(inspection: Inspection, name: str, **more: object) -> str:
    return reverse(f"evidence:{name}", kwargs={"ref": inspection.ref, **more})


def test_an_inspector_writes_one_note_after_the_other_by_keyboard(visitor: Visitor):
    # Given a lead inspector who begins a note with the headings of an interview
    inspection = child_files.announced()
    seated(visitor, inspection)
    page = visitor.open(page_of(inspection, "write"))
    page.get_by_text("Headings to begin with").click()
    page.get_by_role("link", name="Interview").click()
    expect(page.get_by_label("What you saw or were told")).to_have_value(headings())

    # When the police tell something about the council, the page says at once that it is hearsay
    page.get_by_label("Criterion").select_option(index=1)
    page.get_by_label("Agency it is about").select_option(child_files.council(inspection).code)
    page.get_by_label("Speaks against it").check()
    page.get_by_label("An agency told me").check()
    page.get_by_label("Which agency says so").select_option(notebook.agency(inspection, "police"))
    expect(page.locator("#hearsay-hint")).to_be_visible()
    visitor.check()

    # And Ctrl and Enter saves, and the next note begins where this one did
    page.get_by_label("What you saw or were told").press("Control+Enter")
    expect(page.get_by_text("Your note was kept at")).to_be_visible()
    expect(page.get_by_label("How you learned it")).to_have_value("interview")
    visitor.check()
    assert Version.objects.get().speaker == "agency"


def headings() -> str:
    """What a note of an interview begins with."""
    from joint_inspection_web.evidence.words import TEMPLATES

    return TEMPLATES["interview"]


def test_two_versions_are_read_side_by_side_and_brought_together(visitor: Visitor):
    # Given a note that two people corrected at the same time
    inspection = child_files.announced()
    lead, other = seated(visitor, inspection), notebook.colleague(inspection)
    first = notebook.raw(inspection)
    notebook.keep(inspection, first, by=lead)
    for person, text in ((lead, "There is a draft plan"), (other, "There is an old plan")):
        notebook.keep(inspection, notebook.follows(inspection, first, text=text), by=person)

    # When the lead follows the warning
    page = visitor.open(page_of(inspection, "front"))
    page.get_by_role("link", name="Show them").click()
    page.get_by_role("heading", level=3).first.get_by_role("link").click()
    visitor.check()
    page.get_by_role("link", name="Read both side by side").click()
    visitor.check()
    expect(page.get_by_text("There is a draft plan", exact=True).first).to_be_visible()
    page.get_by_label("What you saw or were told").fill("There are a draft and an old plan")
    page.get_by_role("button", name="Keep this instead of both").click()

    # Then the note says one thing, and every version stays to be read
    expect(page.get_by_role("heading", name="Every version")).to_be_visible()
    expect(page.get_by_text("has two versions")).to_have_count(0)
    visitor.check()


def test_words_of_colleagues_open_for_a_purpose_and_documents_are_quoted(visitor: Visitor):
    inspection = child_files.announced()
    lead, other = seated(visitor, inspection), notebook.colleague(inspection)
    notebook.kept(inspection, by=other, child=CHILD, text="She waited for five weeks")
    council = child_files.council(inspection).code
    papers.take_document(
        inspection, agency=council, name="review.txt", content=b"One.\n\nNobody wrote a plan.", boxed=False, by=lead,
        at=timezone.now(),
    )  # fmt: skip
    page = visitor.open(page_of(inspection, "front"))
    page.get_by_role("link", name="Say why you need to read them").click()
    page.get_by_label("Why you need to read it").fill("Writing the finding")
    visitor.check()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_text("She waited for five weeks")).to_be_visible()
    visitor.open(page_of(inspection, "openings"))
    expect(page.get_by_role("cell", name="Writing the finding")).to_be_visible()

    visitor.open(page_of(inspection, "documents"))
    page.get_by_role("link", name="review.txt").click()
    visitor.check()
    page.get_by_role("link", name="Quote passage 2").click()
    expect(page.get_by_label("Words you quote")).to_have_value("Nobody wrote a plan.")
    visitor.check()
