"""Facts of the carried history, each against a published figure or a count made another way."""

from collections import Counter
from datetime import date

import pytest

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.mapping import load_mapping

REGISTER = load_register()
HISTORY = load_outcomes()
KEY_JUDGEMENTS = ("leadership", "help_protection", "looked_after")


def grades(framework, kind=None):
    return Counter(each.overall for each in HISTORY.of_framework(framework) if kind in (None, each.kind))


def test_how_many_of_each():
    assert Counter((each.framework_id, each.kind) for each in HISTORY) == {
        ("slac", "inspection"): 152,
        ("slac", "reinspection"): 11,
        ("child-protection", "inspection"): 50,
        ("child-protection", "reinspection"): 1,
        ("looked-after", "inspection"): 5,
        ("sif", "inspection"): 152,
        ("sif", "reinspection"): 21,
        ("ilacs", "short"): 104,
        ("ilacs", "standard"): 173,
        ("ilacs", "focused"): 109,
        ("ilacs", "monitoring"): 76,
        ("jtai", "thematic"): 51,
        ("jtai", "front_door"): 19,
        ("area-send", "full"): 72,
        ("youth-justice", "inspection"): 79,
    }


def test_the_first_round_of_the_single_framework_as_reported():
    first = [each for each in HISTORY.of_framework("sif") if each.kind == "inspection"]
    assert len({each.area for each in first}) == 152
    assert min(each.published for each in first) == date(2014, 2, 11)
    assert max(each.published for each in first) == date(2017, 12, 8)
    assert max(each.end for each in first if each.end) == date(2017, 10, 19)
    assert sum(each.published <= date(2015, 10, 28) for each in first) == pytest.approx(70, abs=1)  # "70 published"


def test_an_inadequate_key_judgement_limited_every_single_framework_inspection():
    limited = [
        each
        for each in HISTORY.of_framework("sif")
        if "inadequate" in [each.judgements.get(judgement) for judgement in KEY_JUDGEMENTS]
    ]
    assert Counter(each.overall for each in limited) == {"inadequate": 40}
    assert grades("sif") == {"requires_improvement": 76, "good": 54, "inadequate": 40, "outstanding": 3}


def test_its_successor_has_no_such_rule():
    assert [
        (each.name, each.when.year)
        for each in HISTORY.of_framework("ilacs")
        if each.judgements.get("leadership") == "inadequate" and each.overall != "inadequate"
    ] == [("Herefordshire", 2018), ("Bournemouth", 2018), ("Doncaster", 2022), ("Slough", 2023)]


def test_letters_by_year_of_publication():
    years = Counter(each.published.year for each in HISTORY.of_framework("jtai"))
    assert {year: years[year] for year in range(2016, 2025)} == {
        2016: 8,
        2017: 7,
        2018: 8,
        2019: 8,
        2020: 4,
        2021: 0,
        2022: 5,
        2023: 11,
        2024: 10,
    }


def test_who_took_part_differs_by_visit():
    probation = {
        each.theme
        for each in HISTORY.of_framework("jtai@2022")
        if each.inspectorates and "hmi-probation" in each.inspectorates and each.name != "Solihull"
    }
    assert probation == {"serious_youth_violence", "domestic_abuse"}


def test_old_grades_keep_their_word():
    early = [*HISTORY.of_framework("slac"), *HISTORY.of_framework("child-protection")]
    words = Counter(word for each in early for word in [*each.judgements.values(), each.overall] if word)
    assert set(words) == {"outstanding", "good", "adequate", "inadequate"}
    assert grades("looked-after") == {"inadequate": 4, "adequate": 1}
    assert all(each.note for each in early if "adequate" in [*each.judgements.values(), each.overall])


def test_a_missing_overall_is_a_state_of_its_own():
    assert Counter((each.framework_id, each.overall_state) for each in HISTORY if not each.overall) == {
        ("slac", "none_by_design"): 163,
        ("jtai", "none_by_design"): 70,
        ("ilacs", "none_by_design"): 185,  # focused and monitoring visits
        ("area-send", "not_in_source"): 1,
    }
    assert {each.overall_state for each in HISTORY if each.overall} == {"graded"}


def test_three_way_outcomes_and_the_next_inspection_said():
    assert grades("area-send") == {"inconsistent": 36, "widespread_failings": 20, "positive": 15, None: 1}
    said = Counter((each.overall, each.next_says) for each in HISTORY.of_framework("area-send") if each.next_says)
    assert said == {
        ("positive", "5 years"): 14,
        ("inconsistent", "3 years"): 33,
        ("widespread_failings", "18 months"): 20,
    }


def test_a_joint_service_counts_for_each_of_its_areas():
    shared = [each for each in HISTORY.of_framework("youth-justice") if each.note and "together" in each.note]
    assert sorted(Counter(each.row for each in shared).values()) == [2, 2, 2, 2, 4]
    assert {each.name for each in shared if "abolished" in each.note} == {
        "North Northamptonshire",
        "West Northamptonshire",
    }


def test_every_row_without_a_place_is_listed():
    assert Counter(each.file for each in HISTORY.unplaced) == {
        "la_inspections.csv": 1,
        "jtai_inspections.csv": 1,
        "hmip_youth_justice_ratings.csv": 10,
    }
    assert len(HISTORY.reconciled) == 145
    assert sum("differs" in each.says for each in HISTORY.reconciled) == 4


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("E06000063", {"Cumberland", "Cumbria"}),
        ("E06000061", {"North Northamptonshire", "Northamptonshire"}),
        ("E06000058", {"Bournemouth, Christchurch and Poole", "Bournemouth", "Poole", "Dorset (pre-2019 county)"}),
        ("E08000035", {"Leeds"}),
    ],
)
def test_history_follows_succession(area, names):
    assert {each.name for each in HISTORY.of_area(area, REGISTER)} == names


def test_every_area_has_a_history_and_it_is_in_order():
    for area in REGISTER.active(date(2025, 6, 1)):
        days = [each.when for each in HISTORY.of_area(area.ons_code, REGISTER)]
        assert days == sorted(days)
        assert len(days) >= 3


def test_no_outcome_is_of_an_area_before_it_existed_or_after_it_was_abolished():
    assert [each.id for each in HISTORY if not REGISTER.get(each.area).is_active(each.when)] == []


def test_ids_are_stable_names_of_visits():
    assert len({each.id for each in HISTORY}) == len(HISTORY)
    assert HISTORY.of_framework("ilacs")[0].id == "ilacs-E08000005-2018-01-29-standard"


def test_what_was_known_on_a_day():
    known = HISTORY.known_on(date(2014, 2, 11))
    assert [each.published for each in known.of_framework("sif")] == [date(2014, 2, 11)] * len(
        known.of_framework("sif")
    )
    assert len(HISTORY.known_on(date(2030, 1, 1))) == len(HISTORY)
    assert len(HISTORY.known_on(date(2009, 1, 1))) == 0


def test_kinds_grades_judgements_and_dates_are_those_of_the_frameworks():
    from joint_inspection.frameworks.load import find

    for ref in sorted({each.framework for each in HISTORY}):
        framework = find(ref)
        judgements = {judgement.id for judgement in framework.judging.judgements}
        words = {grade.id for scale in framework.judging.scales for grade in scale.grades}
        themes = {theme.id for theme in framework.cycle.themes}
        for each in HISTORY.of_framework(ref):
            assert each.kind in framework.kind_ids, each
            assert set(each.judgements) <= judgements, each
            assert {*each.judgements.values(), *([each.overall] if each.overall else [])} <= words, each
            assert each.theme is None or each.theme in themes, each
            due_before = each.kind == "reinspection"  # those due went on after new inspections had ended
            assert each.start is None or framework.is_in_force(each.start) or due_before, each


def test_the_mapping_dates_versions_as_the_frameworks_do():
    from joint_inspection.frameworks.load import find

    for framework_id, versions in load_mapping().versions.items():
        for version in versions:
            span = find(f"{framework_id}@{version.version}").in_force
            assert version.start <= span.start or version.covers(span.start)
            assert version.end is None or (span.end and span.end <= version.end)


def test_a_folder_without_tables_gets_advice(tmp_path):
    with pytest.raises(InvalidInput, match=r"Put at least one of these tables into .*: la_inspections.csv, "):
        load_outcomes(tmp_path)
    with pytest.raises(InvalidInput, match=r"Put at least one of these tables"):
        load_outcomes(tmp_path / "nowhere")
