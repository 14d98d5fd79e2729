"""Pages of the programme: planners only, each saying that it is an illustration."""

import csv
import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

import factories
from factories.programmes import BIRMINGHAM, LEEDS, planned, programme
from joint_inspection.errors import NotAllowed
from joint_inspection.programmes.model import DueWindow, Visit
from joint_inspection_web.accounts.models import Role
from joint_inspection_web.history.models import Entry
from joint_inspection_web.programmes import reading
from joint_inspection_web.programmes.actions import ensure_programme, keep_programme
from joint_inspection_web.programmes.chart import load_chart
from joint_inspection_web.programmes.exports import FORMS
from joint_inspection_web.programmes.models import ILLUSTRATION, Programme
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
PAGES = ["/programme/", "/programme/weeks/", "/programme/areas/", "/programme/inspectorates/"]
EXPORTS = [f"/programme/export/{form}/" for form in ("csv", "ics", "json")]


@pytest.fixture
def planner(client_of: Callable[..., Client]) -> Client:
    return client_of("planner")


def test_what_was_planned_is_kept_whole():
    assert programme().as_programme() == planned()


def test_history_holds_the_whole_programme():
    kept = programme()
    (entry,) = Entry.objects.filter(what="programmes.keep_programme")
    rows = entry.content["rows"]
    assert [row["table"] for row in rows] == ["programmes.programme"] + ["programmes.plannedvisit"] * 3
    assert rows[0]["fields"]["unmet"] == kept.unmet


def test_a_later_programme_stands_beside_the_earlier():
    first, second = programme(1), programme(3)
    assert (Programme.objects.count(), Programme.objects.newest()) == (2, second)
    assert first.as_programme() == planned(1)


def test_one_that_is_there_is_not_planned_again():
    kept = programme()
    assert (ensure_programme(), Programme.objects.count()) == (kept, 1)


def test_only_a_planner_may_keep_a_programme():
    with pytest.raises(NotAllowed):
        keep_programme(planned(), by=factories.person("analyst"), at=factories.NOW)


@pytest.mark.parametrize("page", PAGES + EXPORTS)
def test_nobody_but_planners_learns_what_is_coming(page: str, everyone: dict):
    programme()
    statuses = {role: factories.signed_in(person).get(page).status_code for role, person in everyone.items()}
    assert statuses == {role.value: 200 if role == Role.PLANNER else 403 for role in Role} | {"stranger": 403}
    assert Client().get(page).status_code == 302


def test_what_others_see_is_the_same_with_and_without_a_programme(client_of: Callable[..., Client]):
    client = client_of("lead_inspector")
    before = {page: read(client.get(page)).text for page in ("/", f"/areas/{LEEDS}/")}
    programme()
    assert {page: read(client.get(page)).text for page in before} == before


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_is_an_illustration(page: str, planner: Client):
    programme()
    assert "Illustration, not any inspectorate's programme." in read(planner.get(page)).text


@pytest.mark.parametrize("form", FORMS)
def test_every_export_says_that_it_is_an_illustration(form: str, planner: Client):
    programme()
    response = planner.get(f"/programme/export/{form}/")
    said = " ".join(response.content.decode().replace("\r\n ", "").split())
    assert ILLUSTRATION in said.replace("\\,", ",")
    assert "illustration" in response["Content-Disposition"]


def test_there_is_no_other_export(planner: Client):
    programme()
    assert planner.get("/programme/export/exe/").status_code == 404


def test_the_json_export_is_a_programme_file(planner: Client):
    from joint_inspection.programmes.file import programme_from

    programme()
    found = programme_from(json.loads(planner.get("/programme/export/json/").content))
    assert (found.visits, found.unmet, found.start, found.end) == (
        planned().visits, planned().unmet, planned().start, planned().end,
    )  # fmt: skip


def test_the_table_has_a_row_for_each_visit(planner: Client):
    programme()
    rows = list(csv.DictReader(planner.get("/programme/export/csv/").content.decode("utf-8-sig").splitlines()))
    said = [(row["name"], row["start"], row["note"]) for row in rows]
    assert said[0] == ("Birmingham", "2025-09-08", planned().notes["illustration"])
    assert len(said) == 3


def test_the_calendar_has_an_all_day_event_for_each_visit(planner: Client):
    programme()
    calendar = Calendar.from_ical(planner.get("/programme/export/ics/").content)
    events = [(event.decoded("dtstart"), event.decoded("dtend")) for event in calendar.walk("VEVENT")]
    assert events[0] == (date(2025, 9, 8), date(2025, 9, 13))
    assert len(events) == 3


@pytest.mark.parametrize(("inspectorate", "number"), [("ofsted", 3), ("cqc", 1)])
def test_an_inspectorate_may_take_its_own_visits(inspectorate: str, number: int, planner: Client):
    programme()
    response = planner.get("/programme/export/ics/", {"inspectorate": inspectorate})
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == number


def test_an_inspectorate_without_a_visit_has_no_export(planner: Client):
    programme()
    assert planner.get("/programme/export/ics/", {"inspectorate": "nobody"}).status_code == 404


@pytest.mark.parametrize("page", ["/", *PAGES, *EXPORTS])
def test_no_page_of_a_planner_is_kept_by_a_browser_or_a_proxy(page: str, planner: Client):
    programme()
    assert "no-store" in planner.get(page)["Cache-Control"]


def test_without_a_programme_the_page_says_so(planner: Client):
    response = planner.get("/programme/")
    assert (response.status_code, read(response).headings[0]) == (404, "No programme yet")


@pytest.mark.parametrize("number", [1, 3])
def test_the_weeks_of_a_year_list_its_visits(number: int, planner: Client, django_assert_max_num_queries):
    programme(number)
    with django_assert_max_num_queries(8):
        page = read(planner.get("/programme/weeks/?year=2025"))
    names = ["Birmingham", "Leeds"][: min(number, 2)]
    begin = "1 visit begins" if len(names) == 1 else "2 visits begin"
    assert {week: [row[0] for row in rows[1:]] for week, rows in page.tables.items()} == {
        f"Week of 8 September 2025: {begin}": names
    }
    assert page.headings[1:3] == ["September 2025", "Take it with you"]


def test_a_year_without_a_visit_says_so(planner: Client):
    programme(1)
    assert "No visit begins in this year." in read(planner.get("/programme/weeks/?year=2026")).text


def test_an_area_shows_its_visits_and_what_was_left(planner: Client):
    programme()
    page = read(planner.get("/programme/areas/", {"region": "Yorkshire and the Humber"}))
    rows = {row[0]: row[1:] for row in page.tables["Visits to each area of Yorkshire and the Humber"]}
    assert rows["Leeds"][1] == "Left to the next programme."
    assert "8 September 2025" in rows["Leeds"][0]
    assert rows["Bradford"] == ["no visit", "–"]


def test_every_active_area_has_a_hexagon_and_a_row(planner: Client):
    programme()
    response = planner.get("/programme/")
    rows = read(response).tables["Every area and what is due"]
    assert (response.content.decode().count("<polygon"), len(rows) - 1) == (153, 153)


def test_the_counts_by_state_add_up_to_all_areas(planner: Client):
    programme()
    rows = read(planner.get("/programme/")).tables["Areas by state"]
    assert sum(int(row[1]) for row in rows[1:]) == 153


ON = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("windows", "state"),
    [
        ([], reading.NOTHING),
        ([(date(2024, 1, 1), date(2025, 5, 31))], reading.OVERDUE),
        ([(date(2024, 1, 1), date(2025, 6, 1))], reading.OPEN),
        ([(date(2026, 6, 1), date(2027, 6, 1))], reading.SOON),
        ([(date(2026, 6, 2), date(2027, 6, 1))], reading.LATER),
        ([(date(2028, 6, 2), date(2029, 6, 1)), (date(2024, 1, 1), date(2025, 5, 31))], reading.OVERDUE),
    ],
)
def test_the_most_pressing_window_gives_the_state(windows: list, state: reading.State):
    due = [
        DueWindow(area="E1", name="A", framework="x@1", kind="k", start=start, end=end, rule="r", because="b")
        for start, end in windows
    ]
    assert reading.state_of(due, on=ON) == state


def test_load_counts_every_week_that_a_visit_touches():
    visit = Visit(id="V1", area=LEEDS, framework="ilacs@2023", kind="standard", start=date(2025, 9, 8),
                  end=date(2025, 9, 19))  # fmt: skip
    size = reading.team_of(visit)["ofsted"]
    weeks = reading.load([visit], inspectorate="ofsted", start=date(2025, 9, 1), end=date(2025, 9, 28))
    assert [(week.monday.day, week.inspectors, week.begin) for week in weeks] == [
        (1, 0, 0), (8, size, 1), (15, size, 0), (22, 0, 0),
    ]  # fmt: skip


def test_a_programme_that_starts_on_a_sunday_starts_with_the_next_week():
    weeks = reading.load([], inspectorate="ofsted", start=date(2025, 6, 1), end=date(2025, 6, 30))
    assert weeks[0].monday == date(2025, 6, 2)


def test_load_by_month_adds_up():
    weeks = reading.load(planned().visits, inspectorate="ofsted", start=date(2025, 6, 1), end=date(2026, 5, 31))
    rows = reading.load_rows(weeks, most=90)
    assert (len(rows), sum(row[1] for row in rows)) == (12, 3)


def test_the_chart_has_a_name_and_keeps_to_attributes():
    weeks = tuple(reading.load(planned().visits, inspectorate="ofsted", start=date(2025, 6, 1), end=date(2025, 12, 31)))
    svg = load_chart(weeks, most=90, title="Ofsted: inspectors", describes="Bars & a line")
    assert 'role="img" aria-label="Ofsted: inspectors"><desc>Bars &amp; a line</desc>' in svg
    assert ("style=" in svg, "<style" in svg, "<script" in svg) == (False, False, False)


def test_the_planners_desk_shows_the_programme(planner: Client):
    programme()
    page = read(planner.get("/"))
    assert page.links["See the programme by week, area and inspectorate"] == "/programme/"
    rows = page.tables["Areas by the next full inspection that the rules expect"]
    assert sum(int(row[1]) for row in rows[1:]) == 153


def test_the_areas_of_the_programme_are_real(planner: Client):
    programme()
    page = read(planner.get("/programme/weeks/"))
    assert page.links["Birmingham"] == f"/areas/{BIRMINGHAM}/"
