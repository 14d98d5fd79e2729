"""What the public does with the register: a resident looks for what was found, a child reads their own version."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Visitor
from factories import register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_resident_finds_what_was_said_of_children_and_a_child_reads_their_version(visitor: Visitor):
    first = register.publish(register.differing())
    second = register.correct(first)
    page = visitor.open("/register/")
    page.get_by_label("Words in what was found").fill("children asked")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Read it in the report")).last.click()
    visitor.check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Joint targeted area inspection")
    said = page.locator(":target")
    expect(said).to_have_text("Most children were not asked what they want.")
    page.get_by_role("link", name=re.compile("^What sentence s18 rests on")).click()
    expect(page.get_by_text("6: 2 from records, 4 told by people")).to_be_in_viewport()
    page.get_by_role("link", name="Edition 1").click()
    visitor.check()
    expect(page.get_by_role("region", name="This text was corrected")).to_contain_text(register.CORRECTED)
    page.get_by_role("link", name="Read the text in force").click()
    page.get_by_role("link", name="For children and young people").first.click()
    visitor.check()
    expect(page.get_by_text("The police think of the child when they come to a home.")).to_be_visible()
    expect(page.get_by_role("link", name="0800 1111")).to_be_visible()
    assert page.url.endswith(f"/register/{second.ref}/children/")


def test_a_reader_sets_two_inspections_of_an_area_beside_one_another(visitor: Visitor):
    page = visitor.open("/register/areas/E08000035/")
    expect(page.get_by_role("img", name="Who inspected Leeds, and when")).to_be_visible()
    visitor.expected.add(409)
    page.get_by_label("The later").select_option(index=1)
    page.get_by_label("The earlier").select_option(index=3)
    page.get_by_role("button", name="Set beside one another").click()
    expect(page.get_by_text("Choose two inspections under the same version")).to_be_visible()
    page.get_by_role("link", name="Choose two inspections of Leeds").click()
    page.get_by_role("button", name="Set beside one another").click()
    visitor.check()
    expect(page.get_by_role("table", name="What each found, in the words of ILACS 2018")).to_be_visible()
