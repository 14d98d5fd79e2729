"""Do the policies propose what inspectors decided, counted again from the carried table in another way?"""

import csv
from collections import Counter
from statistics import median_high, median_low

import pytest

from joint_inspection.frameworks.load import find, versions
from joint_inspection.judgements.replay import replay
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.load import DATA

FOUR = ("inadequate", "requires_improvement", "good", "outstanding")
HISTORY = load_outcomes()


def rows(framework):
    """The carried rows of a framework, straight from the file."""
    with (DATA / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["framework"].startswith(framework):
                judgements = dict(pair.split("=") for pair in row["judgements"].split())
                yield row, {name: FOUR.index(grade) for name, grade in judgements.items() if grade in FOUR}


def key_grades(row, judged):
    """The three grades, or the four since care leavers have had their own; nothing where one is missing."""
    names = ["leadership", "help_protection", "looked_after"]
    names += ["care_leavers"] if row["framework"] == "ilacs@2023" else []
    return [judged[name] for name in names] if row["overall"] and all(name in judged for name in names) else []


def test_an_inadequate_key_judgement_limits_in_forty_of_forty():
    found = replay(versions("sif"), HISTORY).as_json()
    assert found["limited"] == {"rows": 40, "reproduced": 40}
    complete = [(row, key_grades(row, judged)) for row, judged in rows("sif@") if key_grades(row, judged)]
    held = [FOUR[0] if 0 in grades else FOUR[median_low(grades)] for _, grades in complete]
    assert (found["rows"], found["reproduced"]) == (172, 167)
    assert found["reproduced"] == sum(row["overall"] == said for (row, _), said in zip(complete, held, strict=True))
    assert found["policy"] == "limiting (2013)"
    assert found["by_policy"]["median"] == 164


def test_points_bands_give_eighty_of_eighty_two():
    found = replay(versions("youth-justice"), HISTORY).as_json()
    assert (found["rows"], found["reproduced"]) == (82, 80)
    told = ("name", "area", "score", "overall", "proposed")
    assert [tuple(each[key] for key in told) for each in found["exceptions"]] == [
        ("West Sussex", "E10000032", 72.22, "requires_improvement", "good"),
        ("Bridgend", None, 4.56, "requires_improvement", "inadequate"),
    ]
    assert found["by_policy"] == {"points_bands": 80}  # the grades behind a score are not all known  # fmt: skip


def test_a_service_of_several_areas_is_one_inspection_and_one_in_another_country_counts():
    assert len(HISTORY.of_framework("youth-justice")) == 79
    assert len({each.row for each in HISTORY.of_framework("youth-justice")}) == 72
    assert len(HISTORY.elsewhere) == 10
    assert {each.area for each in HISTORY.elsewhere} == {"elsewhere"}


def test_the_middle_against_two_hundred_and_seventy_seven_with_every_exception():
    found = replay(versions("ilacs"), HISTORY)
    complete = [(row, key_grades(row, judged)) for row, judged in rows("ilacs@") if key_grades(row, judged)]
    unlike = {(row["area"], row["start"]) for row, grades in complete if row["overall"] != FOUR[median_low(grades)]}
    assert (len(found.replayed), len(found.exceptions)) == (len(complete), len(unlike)) == (277, 17)
    assert {(each.outcome.area, str(each.outcome.start)) for each in found.exceptions} == unlike
    assert found.by_version() == {
        "ilacs@2018": {"rows": 168, "reproduced": 160},
        "ilacs@2023": {"rows": 109, "reproduced": 100},
    }
    higher = [grades for row, grades in complete if row["overall"] != FOUR[median_low(grades)]
              and row["overall"] == FOUR[median_high(grades)]]  # fmt: skip
    assert Counter(map(tuple, map(sorted, higher))) == {(2, 2, 3, 3): 6}


def test_an_exception_says_what_was_decided_what_was_proposed_and_who_would_have_agreed():
    (exception, *_) = replay(versions("ilacs"), HISTORY).exceptions
    assert exception.says() == (
        "From the worst to the best: inadequate, requires improvement, requires improvement. The middle is requires "
        "improvement. Inspectors decided inadequate, and requires improvement would have been proposed. That is what "
        "limiting would have said."
    )
    told = exception.as_json()
    assert (told["name"], told["framework"], told["overall"], told["proposed"]) == (
        "Bradford", "ilacs@2018", "inadequate", "requires_improvement",
    )  # fmt: skip


def test_visits_without_grades_are_left_out_and_counted():
    found = replay(versions("ilacs"), HISTORY)
    assert sum(found.left_out.values()) + len(found.replayed) == len(HISTORY.of_framework("ilacs"))
    assert found.by_policy()["limiting"] == 265
    assert found.left_out == {
        "focused: there is no overall to compare with (none by design)": 109,
        "monitoring: there is no overall to compare with (none by design)": 76,
    }


def test_grades_side_by_side_are_reproduced_by_having_no_overall():
    found = replay(versions("slac"), HISTORY).as_json()
    assert (found["rows"], found["reproduced"], found["without_overall"]) == (151, 151, 151)
    assert sum(found["left_out"].values()) == 12  # eleven that graded one half again, and one with half its grades


def published_table(tmp_path, *found):
    columns = ("ons_code", "la_name", "framework", "inspection_type", "start_date", "publication_date", "overall",
               "leadership", "help_protection", "looked_after", "care_leavers")  # fmt: skip
    with (tmp_path / "la_inspections.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows(found)
    return load_outcomes(tmp_path)


@pytest.mark.parametrize("overall", ["", "not judged"])
def test_inspections_without_an_overall_are_accepted_since_there_is_none_by_design(tmp_path, overall):
    history = published_table(
        tmp_path,
        ("E09000005", "Brent", "ILACS", "ILACS Standard", "2026-05-11", "2026-06-22", overall, "good", "good",
         "requires improvement to be good", "good"),
        ("E06000066", "Somerset", "ILACS", "ILACS Short", "2026-05-18", "2026-06-29", overall, "outstanding", "good",
         "good", "inadequate"),
        ("E08000003", "Manchester", "ILACS", "ILACS Standard", "2025-05-12", "2025-07-01", "good", "good", "good",
         "good", "good"),
    )  # fmt: skip
    found = replay(versions("ilacs"), history)
    assert found.exceptions == ()
    assert found.as_json()["without_overall"] == 2
    assert [(each.outcome.framework, each.proposal.proposed) for each in found.replayed] == [
        ("ilacs@2023", "good"),
        ("ilacs@2026", None),
        ("ilacs@2026", None),
    ]
    assert found.replayed[1].others["median"].proposed == "good"
    one = replay((find("ilacs@2026"),), history)
    assert (one.framework, one.policies, len(one.replayed)) == ("ilacs@2026", ("profile (2026)",), 2)


def test_half_of_the_grades_is_no_row(tmp_path):
    history = published_table(
        tmp_path,
        ("E09000005", "Brent", "ILACS", "ILACS Standard", "2026-05-11", "2026-06-22", "", "good", "", "good", "good"),
    )
    found = replay(versions("ilacs"), history)
    assert found.replayed == ()
    assert found.left_out == {"standard: no grade in the source for help_protection": 1}


def test_every_framework_with_a_history_can_be_replayed():
    for name in {each.framework_id for each in HISTORY}:
        found = replay(versions(name), HISTORY)
        own = [*HISTORY.of_framework(name), *(each for each in HISTORY.elsewhere if each.framework_id == name)]
        assert sum(found.left_out.values()) + len(found.replayed) == len({(each.source, each.row) for each in own})
