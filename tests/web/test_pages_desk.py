"""The first page for each role, and the pages about the service."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

import factories
from factories import register, reports
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection_web.desk.views import data_sources
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]


def test_the_public_reads_what_this_is_in_figures(client: Client):
    text = " ".join(read(client.get("/")).text.split())
    assert f"Areas of England 153 Framework versions {len(published())}" in text
    assert f"Published inspections and visits {len(load_outcomes().all)}" in text


def test_the_public_sees_no_way_to_the_programme_or_to_inspections(client: Client):
    links = read(client.get("/")).links
    assert {"Programme", "Inspections"} & set(links) == set()


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("planner", {"Programme", "Inspections"}),
        ("lead_inspector", {"Inspections"}),
        ("nominated_officer", {"Inspections"}),
        ("administrator", {"Inspections", "People and what they may do"}),
        ("data_protection_officer", {"Inspections", "Who looked at what is in the vault"}),
    ],
)
def test_each_role_finds_its_ways(role: str, ways: set[str], client_of: Callable[..., Client]):
    links = set(read(client_of(role).get("/")).links)
    private = {"Programme", "Inspections", "People and what they may do", "Who looked at what is in the vault"}
    assert links & private == ways


@pytest.mark.parametrize("number", [1, 3])
def test_a_planners_desk_lists_the_inspections(number: int, django_assert_max_num_queries):
    person = factories.person("planner")
    for each in range(number):
        factories.inspection(area_code=f"X9900000{each + 1}")
    client = factories.signed_in(person)
    with django_assert_max_num_queries(10):
        page = read(client.get("/"))
    assert len(page.tables["Inspections that you may see"]) - 1 == number


REPORTS = "Reports that everybody can read"


@pytest.mark.parametrize("number", [1, 3])
def test_an_officers_desk_leads_to_what_is_published_of_their_own_area(number: int, django_assert_max_num_queries):
    for _ in range(number):
        first = register.publish()
    last = register.correct(first)
    elsewhere = factories.inspection(area_code="X99000002")
    register.publish(reports.published(area="X99000002"), inspection=elsewhere)
    factories.inspection(area_code=factories.ELMSHIRE)  # nothing of this one is published
    officer = factories.signed_in(factories.person("nominated_officer", at=f"council:{factories.ELMSHIRE}"))
    with django_assert_max_num_queries(14):
        page = read(officer.get("/"))
    rows = page.tables[REPORTS][1:]
    assert [row[-1] for row in rows] == ["11 March 2026", *["4 March 2026"] * (number - 1)]
    text = officer.get("/").content.decode()
    shown = re.findall(r'href="/register/([a-z0-9]{10})/"', text)
    assert (len(shown), shown[0], first.ref in shown) == (number, last.ref, False)


@pytest.mark.parametrize(("role", "at"), [("nominated_officer", "council:X99000002"), ("team_inspector", "ofsted")])
def test_nobody_elses_desk_lists_reports_of_an_area(role: str, at: str):
    register.publish()
    page = read(factories.signed_in(factories.person(role, at=at)).get("/"))
    assert (REPORTS in page.tables, "Published of your area" in page.text) == (False, False)


def test_search_engines_are_shown_the_public_pages_and_told_of_no_other(client: Client):
    said = client.get("/robots.txt")
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    lines = said.text.splitlines()
    assert (lines[0], lines[-1]) == ("User-agent: *", "Disallow: /")
    assert lines[1:-1] == [
        f"Allow: {page}"
        for page in (
            "/$",
            "/static/",
            "/areas/",
            "/register/",
            "/frameworks/",
            "/api/",
            "/about/",
            "/accessibility/",
            "/cookies/",
            "/privacy/",
        )
    ]


def test_someone_on_no_inspection_is_told_so(client_of: Callable[..., Client]):
    assert "You are on no inspection" in read(client_of("team_inspector").get("/")).text


def test_the_sources_name_publisher_and_licence(client: Client):
    rows = read(client.get("/about/")).tables["Tables that the facts come from"]
    assert [row[0] for row in rows[1:]] == [source["title"] for source in data_sources()]
    assert [row for row in rows[1:] if "–" in (row[1], row[2])] == []


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/accessibility/", "Accessibility statement"), ("/cookies/", "Cookies"), ("/privacy/", "Privacy")],
)
def test_pages_about_the_service(client: Client, path: str, heading: str):
    assert read(client.get(path)).headings[0] == heading


def test_every_page_leads_to_them(client: Client):
    links = read(client.get("/frameworks/")).links
    assert [links[text] for text in ("About and data sources", "Accessibility", "Cookies", "Privacy")] == [
        "/about/", "/accessibility/", "/cookies/", "/privacy/",
    ]  # fmt: skip


def test_what_is_not_there_is_explained(client: Client):
    response = client.get("/nothing-here/")
    assert (response.status_code, read(response).headings[0]) == (404, "Page not found")


def test_what_is_not_allowed_is_explained(client_of: Callable[..., Client]):
    response = client_of("analyst").get("/programme/")
    assert (response.status_code, read(response).headings[0]) == (403, "You cannot see this page")


def test_a_form_from_elsewhere_is_refused_with_advice(client_of: Callable[..., Client]):
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of("planner").cookies
    response = client.post("/account/sign-out/")
    assert (response.status_code, read(response).headings[0]) == (403, "The form has expired")


@override_settings(ROOT_URLCONF="web.failing")
def test_a_failure_of_the_service_is_explained_without_details():
    response = Client(raise_request_exception=False).get("/")
    page = read(response)
    assert (response.status_code, page.headings[0]) == (500, "Sorry, there is a problem with the service")
    assert "secret detail" not in page.text
