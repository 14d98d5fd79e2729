"""What people do on the pages, at a desk and on a phone; every page opened is checked for accessibility."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Visitor
from factories.programmes import programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def menu(visitor: Visitor) -> None:
    """Open the menu where the screen is too narrow for it."""
    if visitor.device == "phone":
        visitor.page.get_by_role("button", name="Menu").click()


def test_a_resident_looks_up_an_area(visitor: Visitor):
    page = visitor.open("/")
    menu(visitor)
    page.get_by_role("navigation").get_by_role("link", name="Areas").click()
    visitor.check()
    page.get_by_label("Name or ONS code").fill("leeds")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leeds")
    visitor.check()
    expect(page.get_by_role("img", name=re.compile("^Inspections of Leeds"))).to_be_visible()
    expect(page.get_by_role("table", name="Inspections and visits, the newest first")).to_be_visible()
    expect(page.get_by_role("table", name="Visits that the published rules expect")).to_be_visible()


def test_a_resident_spells_an_area_wrongly(visitor: Visitor):
    page = visitor.open("/areas/")
    page.get_by_label("Name or ONS code").fill("Birmingam")
    page.get_by_role("button", name="Search").click()
    visitor.check()
    page.get_by_role("link", name="Birmingham").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Birmingham")


def test_a_reader_asks_what_was_due_on_another_day(visitor: Visitor):
    page = visitor.open("/areas/E08000025/")
    page.get_by_label("As known on").fill("2015-10-28")
    page.get_by_role("button", name="Work out").click()
    visitor.check()
    expect(page.get_by_text("as they were known on 28 October 2015")).to_be_visible()


def test_a_reader_writes_a_day_that_does_not_exist(visitor: Visitor):
    visitor.open("/areas/E08000025/?on=2015-02-30", status=400)
    expect(visitor.page.get_by_role("alert")).to_contain_text("Write the date as year-month-day")


def test_an_inspector_reads_a_framework_on_the_way(visitor: Visitor):
    page = visitor.open("/frameworks/")
    page.get_by_label("Status").select_option(label="in force today")
    page.get_by_role("button", name="Show").click()
    visitor.check()
    page.get_by_role("row", name=re.compile("JTAI")).get_by_role("link").click()
    visitor.check()
    page.get_by_role("link", name="Visits and timetables").click()
    expect(page.get_by_role("img", name=re.compile("^Timetable: ")).first).to_be_visible()


def test_a_policy_adviser_compares_two_versions(visitor: Visitor):
    page = visitor.open("/frameworks/compare/")
    page.get_by_label("From").select_option("ilacs@2023")
    page.get_by_label("To").select_option("ilacs@2026")
    page.get_by_role("button", name="Compare").click()
    visitor.check()
    expect(page.get_by_role("heading", name="What changed from ILACS 2023 to ILACS 2026")).to_be_visible()


def test_the_keyboard_reaches_a_table_wider_than_the_screen(visitor: Visitor):
    page = visitor.open("/areas/E08000025/")
    region = page.get_by_role("region", name="Inspections and visits, the newest first: table")
    region.focus()
    expect(region).to_be_focused()


def test_the_first_press_of_tab_skips_to_the_content(visitor: Visitor):
    page = visitor.open("/frameworks/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()


def test_a_planner_reads_the_programme(visitor: Visitor):
    programme()
    visitor.sign_in_as("planner")
    page = visitor.open("/")
    page.get_by_role("link", name="See the programme by week, area and inspectorate").click()
    visitor.check()
    expect(page.get_by_role("img", name=re.compile("^England by what is due"))).to_be_visible()
    page.get_by_text("The same as a table: every area").click()
    visitor.check()
    for way in ("By week", "By area", "By inspectorate"):
        page.get_by_role("navigation", name="The programme").get_by_role("link", name=way).click()
        visitor.check()
        expect(page.get_by_text("Illustration, not any inspectorate's programme.")).to_be_visible()


def test_an_inspector_cannot_open_the_programme(visitor: Visitor):
    programme()
    visitor.sign_in_as("lead_inspector")
    visitor.open("/programme/", status=403)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("You cannot see this page")


@pytest.mark.parametrize("path", ["/about/", "/accessibility/", "/cookies/", "/privacy/", "/api/"])
def test_pages_about_the_service_can_be_read(visitor: Visitor, path: str):
    visitor.open(path)


def test_a_page_that_is_not_there_is_explained(visitor: Visitor):
    visitor.open("/nothing-here/", status=404)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_everything_can_be_read_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 812})
    page = context.new_page()
    page.goto(f"{live_server.url}/areas/?q=leeds")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leeds")
    expect(page.get_by_role("link", name="Frameworks").first).to_be_visible()
    context.close()
