"""What inspectors set out with: suggestions from the framework, from earlier findings and from what is always read."""

from datetime import date
from types import MappingProxyType

import pytest

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.enquiries import (
    Origin,
    asks_statement,
    enquiry_settings,
    last_of_each,
    lines_to_start_from,
    reading_to_start_from,
    said_outcome,
    weakest,
)
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome

JTAI = find("jtai@2022")


def outcome(framework: str, *, year: int = 2020, kind: str = "inspection", **given: object) -> Outcome:
    """An invented outcome; judgements as a dictionary."""
    said = MappingProxyType(given.pop("judgements", {}))
    return Outcome(
        id=f"{framework}-{year}", area="X99000001", name="Elmshire", framework=framework, kind=kind,
        start=date(year, 3, 2), end=date(year, 3, 6), published=date(year, 4, 20), judgements=said, **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("judgements", "weak"),
    [
        ({"leadership": "good", "help_protection": "outstanding"}, []),
        ({"leadership": "requires_improvement", "help_protection": "good"}, [("leadership", False)]),
        ({"leadership": "inadequate", "help_protection": "requires_improvement"}, [("leadership", True)]),
        (
            {"leadership": "inadequate", "help_protection": "inadequate"},
            [("leadership", True), ("help_protection", True)],
        ),
        ({}, []),
    ],
)
def test_the_weakest_judgements_are_those_in_the_lower_half_with_the_lowest_grade(judgements, weak):
    titles = {each.id: each.title for each in find("ilacs@2018").judging.judgements}
    found = weakest(outcome("ilacs@2018", kind="standard", judgements=judgements))
    assert sorted((one.judgement, one.worst) for one in found) == sorted((titles[id], worst) for id, worst in weak)


@pytest.mark.parametrize(
    ("framework", "given", "asked"),
    [
        ("jtai@2016", {}, True),
        ("ilacs@2018", {"judgements": {"leadership": "requires_improvement"}}, False),
        ("ilacs@2018", {"judgements": {"leadership": "inadequate"}}, True),
        ("ilacs@2018", {"judgements": {"leadership": "good"}}, False),
    ],
)
def test_a_statement_is_looked_for_where_one_may_have_been_asked_for(framework, given, asked):
    assert asks_statement(outcome(framework, **given)) is asked


def test_a_letter_without_grades_is_asked_about_by_its_points():
    letter = outcome("jtai@2016", kind="thematic", overall_state="none_by_design")
    lines = lines_to_start_from(JTAI, [letter])
    said = [line.asks for line in lines if line.origin == Origin.LAST_LETTER]
    assert said == [f"What has become of the points of the {said_outcome(letter)}?"]


def test_without_a_history_there_are_the_frameworks_questions_and_what_is_always_read():
    lines = lines_to_start_from(JTAI, [])
    own = len(JTAI.lines_of_enquiry)
    assert [line.asks for line in lines[:own]] == [line.asks for line in JTAI.lines_of_enquiry]
    assert [line.origin for line in lines[own:]] == [Origin.SELF_EVALUATION, Origin.REVIEW]
    assert [each.title for each in reading_to_start_from([])] == [each.title for each in enquiry_settings().reading]


def test_the_newest_of_each_framework_counts_with_and_without_grades():
    graded = {"judgements": {"leadership": "good"}}
    history = [
        outcome("ilacs@2018", year=2018, **graded), outcome("ilacs@2018", year=2021, **graded),
        outcome("ilacs@2018", year=2023, kind="focused"), outcome("jtai@2016", year=2019, kind="thematic"),
    ]  # fmt: skip
    assert [one.id for one in last_of_each(history)] == ["ilacs@2018-2023", "ilacs@2018-2021", "jtai@2016-2019"]


def test_every_area_has_suggestions_with_keys_of_their_own():
    register, outcomes = load_register(), load_outcomes()
    for area in register.active(date(2026, 1, 1)):
        history = outcomes.of_area(area.ons_code, register)
        lines, reading = lines_to_start_from(JTAI, history), reading_to_start_from(history)
        assert len({line.key for line in lines}) == len(lines), area.name
        assert len({each.key for each in reading}) == len(reading), area.name
        assert [line.asks for line in lines if len(line.asks) > 500 or len(line.key) > 300] == []
        assert [each.title for each in reading if len(each.title) > 300 or len(each.key) > 200] == []
