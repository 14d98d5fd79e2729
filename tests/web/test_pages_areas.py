"""Pages of areas: find one, read its history, and what the published rules expect next."""

from datetime import date

import pytest
from django.test import Client

from joint_inspection.areas import load_register
from joint_inspection.outcomes import load_outcomes
from joint_inspection.programmes.model import DueWindow
from joint_inspection_web.areas import reading
from joint_inspection_web.frameworks.reading import plainly
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
BIRMINGHAM, CUMBERLAND, ELMSHIRE = "E08000025", "E06000063", "X99000001"


def history_table(page) -> list[list[str]]:
    return page.tables["Inspections and visits, the newest first"]


def test_every_area_is_listed(client: Client):
    page = read(client.get("/areas/"))
    names = {area.name for area in load_register().active(date(2025, 6, 1))}
    assert len(names) == 153
    assert names - set(page.links) == set()


@pytest.mark.parametrize("asked", ["birmingham", "E08000025", "  Birmingham City Council "])
def test_a_name_or_code_leads_to_its_area(client: Client, asked: str):
    response = client.get("/areas/", {"q": asked})
    assert (response.status_code, response["Location"]) == (302, f"/areas/{BIRMINGHAM}/")


def test_part_of_a_name_lists_the_areas_that_have_it(client: Client):
    page = read(client.get("/areas/", {"q": "northampton"}))
    assert [text for text in page.links if "Northampton" in text] == ["North Northamptonshire", "West Northamptonshire"]


def test_a_name_spelt_wrongly_gets_a_suggestion(client: Client):
    assert "Leicester" in read(client.get("/areas/", {"q": "Liecester"})).links


def test_nothing_found_says_so(client: Client):
    assert "0 areas called like “zzzz”" in " ".join(read(client.get("/areas/", {"q": "zzzz"})).text.split())


def test_an_area_shows_its_whole_history(client: Client):
    page = read(client.get(f"/areas/{BIRMINGHAM}/"))
    assert len(history_table(page)) - 1 == len(load_outcomes().of_area(BIRMINGHAM, load_register()))
    assert page.headings[0] == "Birmingham"


def test_history_follows_succession(client: Client):
    names = {row[-1] for row in history_table(read(client.get(f"/areas/{CUMBERLAND}/")))[1:]}
    assert "Cumbria" in names


def test_as_many_marks_as_dated_visits():
    outcomes = load_outcomes().of_area(BIRMINGHAM, load_register())
    lanes = reading.history_lanes(outcomes)
    assert sum(len(lane.marks) for lane in lanes) == len([each for each in outcomes if each.when])


def test_a_result_without_an_overall_says_that_it_is_by_design(client: Client):
    rows = history_table(read(client.get(f"/areas/{BIRMINGHAM}/")))
    assert [row[3] for row in rows if "SLAC" in row[1]] == ["NNo overall grade, by design"]


def test_what_the_rules_expect_comes_with_the_reason(client: Client):
    area = load_register().get(BIRMINGHAM)
    page = read(client.get(f"/areas/{BIRMINGHAM}/?on=2025-06-01"))
    rows = page.tables["Visits that the published rules expect"]
    expected = reading.next_visits(area, on=date(2025, 6, 1))
    assert [row[-1] for row in rows[1:]] == [" ".join(plainly(window.because).split()) for window in expected]
    assert "@" not in "".join(row[-1] for row in rows)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Begun in 2023 (ilacs@2023), found 'good'.", "Begun in 2023 (ILACS 2023), found 'good'."),
        ("Under nothing@2000.", "Under nothing@2000."),
        ("Due by 2025-03-12, 12 weeks late", "Due by 12 March 2025, 12 weeks late"),
        ("The rule 'never_inspected' says: never", "The rule 'never inspected' says: never"),
    ],
)
def test_a_sentence_of_the_library_is_said_plainly(said: str, plain: str):
    assert plainly(said) == plain


def test_one_letter_of_one_colour_has_one_line_in_the_key():
    lines = reading.legend(load_outcomes().of_area(BIRMINGHAM, load_register()))
    assert len({(letter, tone) for letter, tone, _ in lines}) == len(lines)
    assert ("RI", "2", "Requires improvement or requires improvement to be good") in lines


def test_another_day_gives_other_rules():
    area = load_register().get(BIRMINGHAM)
    frameworks = {window.framework for window in reading.next_visits(area, on=date(2015, 10, 28))}
    assert frameworks & {"sif@2013"} == {"sif@2013"}


def test_a_council_that_did_not_exist_yet_expects_nothing(client: Client):
    page = read(client.get(f"/areas/{CUMBERLAND}/?on=2012-01-01"))
    assert "This council did not exist on that day." in page.text
    assert "Visits that the published rules expect" not in page.tables


@pytest.mark.parametrize(("day", "says"), [("yesterday", "Write the date"), ("1066-10-14", "Choose a date between")])
def test_a_day_that_cannot_be_used_gets_advice(client: Client, day: str, says: str):
    response = client.get(f"/areas/{BIRMINGHAM}/", {"on": day})
    assert (response.status_code, says in read(response).text) == (400, True)


def test_a_fictional_area_says_so_and_expects_nothing(client: Client):
    page = read(client.get(f"/areas/{ELMSHIRE}/"))
    assert "An invented area, for demonstration" in page.text
    assert "Visits that the published rules expect" not in page.tables


def test_an_old_code_leads_to_the_area(client: Client):
    register = load_register()
    area = next(area for area in register.areas if area.former_codes)
    response = client.get(f"/areas/{area.former_codes[0]}/")
    assert (response.status_code, response["Location"]) == (302, f"/areas/{area.ons_code}/")


def test_agencies_say_how_many_other_areas_they_serve(client: Client):
    register = load_register()
    (force,) = register.get(BIRMINGHAM).agencies_of("police")
    rows = read(client.get(f"/areas/{BIRMINGHAM}/")).tables["Agencies"]
    said = {row[0]: row[3] for row in rows[1:]}
    assert said[force.name] == str(len(register.served_by(force.id, on=date(2025, 6, 1))) - 1)


@pytest.mark.parametrize("code", [BIRMINGHAM, CUMBERLAND, ELMSHIRE, "E06000053"])
def test_an_areas_page_needs_no_question_to_the_database(client: Client, code: str, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(f"/areas/{code}/").status_code == 200


@pytest.mark.parametrize(
    ("start", "end", "standing"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "overdue"),
        (date(2025, 1, 1), date(2025, 6, 1), "open now"),
        (date(2025, 6, 1), date(2025, 12, 1), "open now"),
        (date(2025, 6, 2), date(2025, 12, 1), "to come"),
    ],
)
def test_a_window_is_overdue_open_or_to_come(start: date, end: date, standing: str):
    window = DueWindow(area="E1", name="A", framework="x@1", kind="k", start=start, end=end, rule="r", because="b")
    assert reading.standing(window, on=date(2025, 6, 1)) == standing
