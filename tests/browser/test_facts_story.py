"""A story: officers of the police and of the council say what is wrong in a draft; the lead answers; both read the same
log."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import accuracy, child_files, fairness
from factories.accuracy import FILE, SHOULD, TWELVE, WRONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_agencies_comment_and_read_the_same_log_as_the_lead(visitor: Visitor, tmp_path: Path):
    # Given a draft of an inspection whose fieldwork is over
    inspection, lead = accuracy.over()
    council, police = (child_files.officer(fairness.body(inspection, kind)) for kind in ("council", "police"))
    accuracy.saved(inspection, accuracy.text(), by=lead)
    front, page = f"/inspections/{inspection.ref}/accuracy/", visitor.page

    # When the lead sends it
    visitor.go_on_as(lead)
    visitor.open(front)
    page.get_by_role("button", name="Send draft 1 to the agencies").click()
    expect(page.get_by_role("table", name="How far each agency is")).to_be_visible()

    # And the council’s officer finds a sentence wrong, with a file that shows it
    visitor.go_on_as(council)
    visitor.open(front)
    expect(page.get_by_text(TWELVE)).to_be_visible()
    page.get_by_role("link", name="This is wrong (sentence s1)").click()
    page.get_by_label("What is wrong, and how you know").fill(WRONG)
    page.get_by_role("button", name="Send the point").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what the sentence should say")
    visitor.kept("facts-comment")
    page.get_by_label("What it should say").fill(SHOULD)
    (file := tmp_path / FILE[0]).write_bytes(FILE[1])
    page.get_by_label("Files that show it").set_input_files(file)
    page.get_by_role("button", name="Send the point").click()
    expect(page.get_by_role("table", name="Your points")).to_contain_text(WRONG)
    visitor.kept("facts-draft")

    # And the police’s says something of the whole, and sees nothing of the council’s
    visitor.go_on_as(police)
    visitor.open(front)
    page.get_by_role("button", name="Say what is wrong with the draft as a whole").click()
    page.get_by_label("What is wrong, and how you know").fill("Nobody came to the control room")
    page.get_by_role("button", name="Send the point").click()
    expect(page.get_by_text("Nobody came to the control room")).to_be_visible()
    expect(page.get_by_text(WRONG)).to_have_count(0)
    page.get_by_role("button", name="We have nothing to add").click()
    expect(page.get_by_text("You have said that you have nothing to add")).to_be_visible()

    # When the lead corrects the text and answers
    accuracy.changed(inspection)
    visitor.go_on_as(lead)
    visitor.open(front)
    visitor.kept("facts-board")
    page.get_by_role("link", name=WRONG).click()
    page.get_by_role("button", name="Answer this point").click()
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Why").fill("The minutes say ten")
    page.get_by_label("s1 now reads").check()
    visitor.kept("facts-answer")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("link", name="The whole log").click()
    visitor.kept("facts-log")
    read = page.get_by_role("main").inner_text()

    # Then the council reads the same log, and may add to it
    visitor.go_on_as(council)
    visitor.open(page.url.removeprefix(visitor.address))
    assert page.get_by_role("main").inner_text() == read
    assert [words in read for words in (WRONG, SHOULD, TWELVE, "The minutes say ten")] == [True] * 4
    page.get_by_role("link", name="Point 1").click()
    page.get_by_label("Your remark").fill("Thank you")
    page.get_by_role("button", name="Add the remark").click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    visitor.kept("facts-point")

    # When the report is published all the same, the council complains, and the lead names who answers
    accuracy.published(inspection)
    handler = factories.person("quality_assurance", name="Handler")
    visitor.open(f"{front}complaints/")
    page.get_by_role("button", name="Raise a complaint").click()
    page.get_by_label("What you complain about").fill(WRONG)
    page.get_by_label("What you ask for").fill("A correction")
    page.get_by_role("button", name="Send the complaint").click()
    visitor.kept("facts-complaints")
    visitor.go_on_as(lead)
    visitor.open(f"{front}complaints/")
    page.get_by_role("link", name="Complaint of").click()
    page.get_by_label("Who", exact=True).select_option(handler.name)
    page.get_by_label("What the body is told").fill("You will hear from us within 30 working days")
    page.get_by_role("button", name="Name who deals with it").click()
    expect(page.get_by_text("Handler deals with it")).to_be_visible()
    visitor.kept("facts-complaint")
