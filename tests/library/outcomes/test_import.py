"""What the importers make of rows in the publishers' shapes, good and bad."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.publishers import HEADINGS, inspection, publish
from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.gather import read_published
from joint_inspection.outcomes.load import read_outcomes, write
from joint_inspection.outcomes.mapping import load_mapping

REGISTER = load_register()


def read(tmp_path, table, *rows):
    publish(tmp_path, table, *rows)
    return read_published(tmp_path, register=REGISTER)


def one(reading):
    assert (reading.unplaced, len(reading.outcomes)) == ((), 1)
    return reading.outcomes[0]


def reasons(reading):
    return [(each.row, each.says) for each in reading.unplaced]


def test_an_inspection_is_placed_whole(tmp_path):
    outcome = one(read(tmp_path, "la_inspections.csv", inspection(report_url="https://reports.example/1")))
    assert outcome.as_json() == {
        "id": "ilacs-E06000001-2018-07-23-short", "area": "E06000001", "name": "Hartlepool",
        "framework": "ilacs@2018", "kind": "short", "start": date(2018, 7, 23), "end": date(2018, 7, 27),
        "published": date(2018, 8, 28), "overall": "good", "overall_state": "graded",
        "judgements": {"leadership": "good", "help_protection": "good", "looked_after": "outstanding"},
        "theme": None, "inspectorates": [], "score": None, "next_due": None, "next_says": None, "note": None,
        "source": "children-services-inspections", "row": 2, "url": "https://reports.example/1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("framework", "kind", "dates", "expected"),
    [
        ("SLAC", "SLAC inspection", ("", "", "2010-07-16"), ("slac@2009", "inspection")),
        ("SLAC", "SLAC re-inspection: looked after", ("", "", "2011-02-25"), ("slac@2009", "reinspection")),
        ("CPI", "Child protection inspection", ("", "", "2012-07-13"), ("child-protection@2012", "inspection")),
        ("CPI", "Child protection re-inspection", ("", "", "2013-08-16"), ("child-protection@2012", "reinspection")),
        (
            "TLAC",
            "Targeted looked after children inspection",
            ("2013-07-15", "", ""),
            ("looked-after@2012", "inspection"),
        ),
        ("SIF", "SIF inspection", ("2013-11-19", "2013-12-11", "2014-02-11"), ("sif@2013", "inspection")),
        ("SIF", "SIF re-inspection", ("2018-06-11", "", "2018-08-24"), ("sif@2013", "reinspection")),
        ("ILACS", "ILACS Short Inspection", ("2022-12-12", "", "2023-02-01"), ("ilacs@2018", "short")),
        ("ILACS", "ILACS Standard Inspection", ("2023-01-09", "", ""), ("ilacs@2023", "standard")),
        ("ILACS", "ilacs standard inspection", ("2026-03-30", "", ""), ("ilacs@2023", "standard")),
        ("ILACS", "ILACS Short Inspection", ("2026-04-13", "", ""), ("ilacs@2026", "short")),
    ],
)
def test_which_version_and_kind_a_row_belongs_to(tmp_path, framework, kind, dates, expected):
    start, end, published = dates
    row = inspection(
        framework=framework, inspection_type=kind, start_date=start, end_date=end, publication_date=published,
        overall="", leadership="", help_protection="", looked_after="good",
    )  # fmt: skip
    outcome = one(read(tmp_path, "la_inspections.csv", row))
    assert (outcome.framework, outcome.kind) == expected


@pytest.mark.parametrize(
    ("framework", "kind", "published", "word", "kept"),
    [
        ("CPI", "Child protection inspection", "2012-07-13", "requires_improvement", "adequate"),
        ("CPI", "Child protection inspection", "2012-07-13", "adequate", "adequate"),
        ("CPI", "Child protection inspection", "2012-07-13", "good", "good"),
        ("SIF", "SIF inspection", "2014-07-13", "requires_improvement", "requires_improvement"),
        ("SIF", "SIF inspection", "2014-07-13", "Requires Improvement", "requires_improvement"),
    ],
)
def test_grades_keep_the_word_of_their_time(tmp_path, framework, kind, published, word, kept):
    row = inspection(
        framework=framework, inspection_type=kind, start_date="", end_date="", publication_date=published,
        overall=word, looked_after="",
    )  # fmt: skip
    assert one(read(tmp_path, "la_inspections.csv", row)).overall == kept


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"overall": "good"}, "graded"),
        ({"overall": ""}, "not_in_source"),
        ({"overall": "n/a"}, "not_in_source"),
        ({"overall": "", "start_date": "2026-05-11", "end_date": "", "publication_date": ""}, "none_by_design"),
        ({"overall": "good", "start_date": "2026-05-11", "end_date": "", "publication_date": ""}, "none_by_design"),
        ({"overall": "", "inspection_type": "ILACS Focused Visit"}, "none_by_design"),
        (
            {"overall": "", "framework": "SLAC", "inspection_type": "SLAC inspection", "start_date": "2010-06-07",
             "end_date": "", "publication_date": "2010-07-16"},
            "none_by_design",
        ),
    ],
)  # fmt: skip
def test_why_there_is_no_overall(tmp_path, changed, state):
    outcome = one(read(tmp_path, "la_inspections.csv", inspection(**changed)))
    assert (outcome.overall_state, outcome.overall is None) == (state, state != "graded")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"start_date": "summer"}, "Write start_date as year-month-day, for example 2025-06-01; got 'summer'"),
        ({"start_date": "2018-08-01"}, "The last day (2018-07-27) is before the first (2018-08-01); correct one"),
        (
            {"publication_date": "2017-08-28"},
            "It was published (2017-08-28) before it began (2018-07-23); correct one",
        ),
        (
            {"start_date": "", "end_date": "", "publication_date": ""},
            "Give the row a date: its first day on site, or else when it was published",
        ),
        ({"start_date": "2017-07-24"}, "No version of ilacs was in force on 2017-07-24; correct the date"),
        (
            {"overall": "satisfactory"},
            "'satisfactory' is no grade of ilacs; write one of good, inadequate, outstanding, requires_improvement, "
            "or nothing",
        ),
        ({"ons_code": "E06009999"}, "No area is called 'E06009999'; `areas list` shows every name and code."),
        (
            {"ons_code": "", "la_name": "Hartlepol"},
            "No area is called 'Hartlepol'; did you mean Hartlepool (E06000001)?",
        ),
        ({"ons_code": "", "la_name": ""}, "Give the row the ONS code of its area"),
        (
            {"inspection_type": "ILACS Long Inspection"},
            "Nothing is known of framework 'ILACS', inspection_type 'ILACS Long Inspection'; correct the words, or add "
            "a rule for them to mapping.yaml",
        ),
    ],
)
def test_a_row_that_cannot_be_placed_is_listed_with_advice(tmp_path, changed, says):
    reading = read(tmp_path, "la_inspections.csv", inspection(**changed), inspection(ons_code="E06000002"))
    assert reasons(reading) == [(2, says)]
    assert (reading.read, reading.placed) == (2, 1)


@pytest.mark.parametrize(
    ("area", "day", "places"),
    [
        ({"ons_code": "E06000001"}, "2018-07-23", ["E06000001"]),
        ({"ons_code": "E10000002"}, "2018-07-23", ["E06000060"]),  # its code before 2020
        ({"ons_code": "E10000021"}, "2019-06-17", ["E10000021"]),
        ({"ons_code": "E10000021"}, "2023-06-17", ["E06000061", "E06000062"]),  # abolished by then
        ({"ons_code": "E06000055;E06000056"}, "2021-06-17", ["E06000055", "E06000056"]),
        ({"ons_code": "", "la_name": "Dorset"}, "2018-07-23", ["E10000009"]),
        ({"ons_code": "", "la_name": "Dorset"}, "2021-07-23", ["E06000059"]),
        ({"ons_code": "", "la_name": "Northamptonshire"}, "2023-06-17", ["E06000061", "E06000062"]),
    ],
)
def test_which_areas_a_row_is_about(tmp_path, area, day, places):
    row = inspection(**area, start_date=day, end_date="", publication_date="")
    reading = read(tmp_path, "la_inspections.csv", row)
    assert (sorted(each.area for each in reading.outcomes), reading.placed) == (places, 1)


def test_focused_and_monitoring_visits(tmp_path):
    reading = read(
        tmp_path, "ilacs_activity_2022_2025.csv",
        {"ons_code": "E08000035", "visit_type": "ILACS Focused Visit", "start_date": "2022-06-14",
         "theme": "Children in need/subject to a plan"},
        {"ons_code": "E08000014", "visit_type": "LA Monitoring visit", "start_date": "2023-06-14"},
        {"ons_code": "E08000014", "visit_type": "Tea", "start_date": "2023-06-14"},
    )  # fmt: skip
    assert [(each.framework, each.kind, each.theme, each.overall_state) for each in reading.outcomes] == [
        ("ilacs@2018", "focused", "in_need_or_on_plan", "none_by_design"),
        ("ilacs@2023", "monitoring", None, "none_by_design"),
    ]
    assert [row for row, _ in reasons(reading)] == [4]


def test_joint_letters(tmp_path):
    both = {"start_date": "2023-10-09", "end_date": "2023-10-13", "kind": "JTAI", "publication_date": "2023-11-30"}
    reading = read(
        tmp_path, "jtai_inspections.csv",
        both | {"ons_code": "E08000003", "theme": "serious_youth_violence", "letter_date": "2023-11-29",
                "inspectorates": "Ofsted; CQC; HMI Probation"},
        both | {"ons_code": "E08000035", "theme": "front_door", "inspectorates": "Ofsted; CQC; HMICFRS"},
        {"ons_code": "E09000014", "kind": "JAR progress (2009)", "publication_date": "2009-07-03"},
    )  # fmt: skip
    assert [(each.kind, each.theme, each.inspectorates, each.note) for each in reading.outcomes] == [
        (
            "thematic",
            "serious_youth_violence",
            ("ofsted", "cqc", "hmi-probation"),
            "The letter itself is dated 2023-11-29",
        ),
        ("front_door", "front_door", ("ofsted", "cqc", "hmicfrs"), None),
    ]
    assert [row for row, _ in reasons(reading)] == [4]


def test_three_way_outcomes(tmp_path):
    reading = read(
        tmp_path, "area_send_inspections.csv",
        {"ons_code": "E06000055", "outcome": "positive", "start_date": "2024-11-18", "next_inspection": "5 years",
         "next_inspection_by": "2029-11-18"},
        {"ons_code": "E06000039", "outcome": "", "start_date": "2025-07-07"},
        {"ons_code": "E06000038", "outcome": "good", "start_date": "2025-07-07"},
    )  # fmt: skip
    assert [(each.overall, each.overall_state, each.next_due, each.next_says) for each in reading.outcomes] == [
        ("positive", "graded", date(2029, 11, 18), "5 years"),
        (None, "not_in_source", None, None),
    ]
    assert [row for row, _ in reasons(reading)] == [4]


def test_ratings_of_youth_justice_services(tmp_path):
    shared = {"overall_rating": "Requires Improvement", "publication_date": "2021-12-09", "staff": "Good"}
    reading = read(
        tmp_path, "hmip_youth_justice_ratings.csv",
        shared | {"la_name": "Bedfordshire", "ons_code": "E06000055;E06000056", "score_%": "38.89"},
        shared | {"la_name": "Conwy & Denbighshire - JI"},
        shared | {"la_name": "An inspection of Leeds - JI"},
    )  # fmt: skip
    assert [(each.name, each.overall, dict(each.judgements), each.score) for each in reading.outcomes] == [
        ("Bedford", "requires_improvement", {"staff": "good"}, 38.89),
        ("Central Bedfordshire", "requires_improvement", {"staff": "good"}, 38.89),
        ("Leeds", "requires_improvement", {"staff": "good"}, None),
    ]
    assert reasons(reading) == [(3, "This service is in Wales; the register holds the areas of England")]


def test_a_service_in_another_country_is_kept_apart_from_every_area(tmp_path):
    row = {"la_name": "An inspection of Powys", "overall_rating": "Good", "publication_date": "2022-03-22",
           "score_%": "52.78", "staff": "Good"}  # fmt: skip
    reading = read(tmp_path, "hmip_youth_justice_ratings.csv", row, row | {"la_name": "Atlantis"})
    assert (reading.outcomes, len(reading.unplaced)) == ((), 2)
    write(reading, tmp_path / "out", on=date(2025, 6, 1))
    (kept,) = read_outcomes(tmp_path / "out", register=REGISTER).elsewhere
    assert (kept,) == reading.elsewhere == load_outcomes(tmp_path).elsewhere
    assert (kept.name, kept.area, kept.overall, kept.score) == ("Powys", "elsewhere", "good", 52.78)


ACTIVITY = {
    "ons_code": "E06000001", "visit_type": "ILACS Short Inspection", "start_date": "2018-07-23", "overall": "good",
    "leadership": "good", "help_protection": "good", "looked_after": "outstanding",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, "which stands"),
        ({"start_date": "2018-07-24"}, "it differs in start 2018-07-24 against 2018-07-23"),
        ({"visit_type": "ILACS Standard Inspection"}, "it differs in kind standard against short"),
        ({"looked_after": "good"}, "it differs in looked_after good against outstanding"),
    ],
)
def test_a_visit_told_of_twice_is_kept_once_and_the_difference_said(tmp_path, changed, says):
    publish(tmp_path, "la_inspections.csv", inspection())
    reading = read(tmp_path, "ilacs_activity_2022_2025.csv", ACTIVITY | changed)
    (outcome,) = reading.outcomes
    assert (outcome.kind, outcome.start, outcome.judgements["looked_after"]) == (
        "short",
        date(2018, 7, 23),
        "outstanding",
    )
    assert [(each.file, each.row) for each in reading.reconciled] == [("ilacs_activity_2022_2025.csv", 2)]
    assert reading.reconciled[0].says.endswith(says)
    assert (reading.read, reading.placed, reading.unplaced) == (2, 2, ())


def test_what_one_table_leaves_empty_the_other_fills(tmp_path):
    publish(tmp_path, "la_inspections.csv", inspection(publication_date="", overall="", looked_after=""))
    outcome = one(read(tmp_path, "ilacs_activity_2022_2025.csv", ACTIVITY | {"publication_date": "2018-08-28"}))
    assert (outcome.published, outcome.overall, outcome.overall_state) == (date(2018, 8, 28), "good", "graded")
    assert outcome.judgements["looked_after"] == "outstanding"


@pytest.mark.parametrize(
    ("other", "visits"),
    [
        ({}, 1),  # the same row again
        ({"start_date": "2018-07-24"}, 2),  # one table does not date a visit twice
        ({"start_date": "2021-07-19", "end_date": "", "publication_date": ""}, 2),
        ({"ons_code": "E06000002"}, 2),
        ({"inspection_type": "ILACS Focused Visit"}, 2),
    ],
)
def test_which_rows_of_one_table_are_one_visit(tmp_path, other, visits):
    reading = read(tmp_path, "la_inspections.csv", inspection(), inspection(**other))
    assert (len(reading.outcomes), len(reading.reconciled)) == (visits, 2 - visits)
    assert len({each.id for each in reading.outcomes}) == visits


def test_the_two_halves_of_a_paired_reinspection_are_both_kept(tmp_path):
    half = {
        "ons_code": "E06000007", "framework": "SLAC", "publication_date": "2011-02-25",
    }  # fmt: skip
    reading = read(
        tmp_path, "la_inspections.csv",
        half | {"inspection_type": "SLAC re-inspection: safeguarding", "safeguarding": "requires_improvement"},
        half | {"inspection_type": "SLAC re-inspection: looked after", "looked_after": "good"},
    )  # fmt: skip
    assert [(each.id, dict(each.judgements)) for each in reading.outcomes] == [
        ("slac-E06000007-2011-02-25-reinspection", {"safeguarding": "adequate"}),
        ("slac-E06000007-2011-02-25-reinspection-2", {"looked_after": "good"}),
    ]


def test_the_unclassified_row_is_listed_not_guessed(tmp_path):
    row = inspection(framework="SIF", inspection_type="SIF (not in official list)", start_date="2015-06-15")
    ((line, says),) = reasons(read(tmp_path, "la_inspections.csv", row))
    assert line == 2
    assert says.endswith("classify it and give it grades")


def test_what_is_written_is_the_same_history_when_read_back(tmp_path):
    publish(tmp_path, "hmip_youth_justice_ratings.csv", {
        "la_name": "Leeds", "ons_code": "E08000035", "overall_rating": "Good", "publication_date": "2023-01-10",
        "score_%": "72.22", "report_url": "https://reports.example/2",
    })  # fmt: skip
    publish(tmp_path, "ilacs_activity_2022_2025.csv", ACTIVITY)
    publish(tmp_path, "la_inspections.csv", inspection(), inspection(overall="poor"))
    reading = read_published(tmp_path, register=REGISTER)
    write(reading, tmp_path / "out", on=date(2025, 6, 1))
    back = read_outcomes(tmp_path / "out", register=REGISTER)
    assert back.all == reading.outcomes == load_outcomes(tmp_path).all == load_outcomes(tmp_path / "out").all
    assert (back.unplaced, back.reconciled) == (reading.unplaced, reading.reconciled)
    assert {source["id"]: source["outcomes"] for source in back.sources} == {
        "children-services-inspections": 1,
        "children-services-activity": 0,
        "youth-justice-inspections": 1,
    }


def test_tables_that_cannot_be_read_are_all_told_of(tmp_path):
    publish(tmp_path, "la_inspections.csv", inspection())
    (tmp_path / "jtai_inspections.csv").write_text("la_name,theme\nLeeds,neglect\n")
    (tmp_path / "area_send_inspections.csv").write_text("ons_code\n")
    with pytest.raises(InvalidInput) as error:
        read_published(tmp_path, register=REGISTER)
    assert [str(problem) for problem in error.value.problems] == [
        "jtai_inspections.csv:1: heading: Add the column kind to the first line",
        "area_send_inspections.csv:1: heading: Add the column outcome to the first line",
    ]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["E06000001", "E06000001;X", "good", "inadequate", "2018-07-23", "2026-05-01", "31/12/2024", "-"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(table=st.sampled_from([table.file for table in load_mapping().tables]), data=st.data())
def test_whatever_stands_in_a_cell_every_row_is_placed_or_listed(tmp_path, table, data):
    column = data.draw(st.sampled_from(HEADINGS[table].split(",")))
    row = {name: value for name, value in inspection().items() if name in HEADINGS[table].split(",")}
    path = publish(tmp_path / table, table, row | {column: data.draw(CELLS)}, row | {column: data.draw(CELLS)})
    reading = read_published(path.parent, register=REGISTER)
    assert reading.read == reading.placed + len(reading.unplaced)
    assert all(each.says for each in reading.unplaced)
    assert {each.row for each in (*reading.unplaced, *reading.reconciled, *reading.outcomes)} <= set(range(2, 20))


def test_a_grade_in_the_words_of_todays_reports(tmp_path):
    outcome = one(read(tmp_path, "la_inspections.csv", inspection(overall="Requires improvement to be good")))
    assert outcome.overall == "requires_improvement"
