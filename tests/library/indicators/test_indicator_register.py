"""Does the register say what each number stands for and who says which way is better, and has it no place for more?"""

import json

import pytest

from factories.evidence import framework, item
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput
from joint_inspection.evidence.check import check_item
from joint_inspection.evidence.hearsay import counts
from joint_inspection.evidence.model import Body
from joint_inspection.indicators import indicator, indicator_register, is_context_only
from joint_inspection.indicators.register import IndicatorRegister, origin, read_register, who_says
from joint_inspection.journeys.questions import every_question

REGISTER = indicator_register()
COUNCIL = Body(code="council", kind="council", name="The council")
SMALL = """\
version: "1"
sources: [{id: list, title: A list of measures, confidence: primary}]
indicators:
  - id: waits
    title: Waits
    stands_for: Whether children wait.
    counts: children who waited
    of: all children
    direction: {better: lower, source: list}
    misleads: Nobody counts who gave up.
    source: list
"""


def written(tmp_path, *changes):
    text = SMALL
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_indicator_says_who_agreed_on_its_direction_or_why_nobody_did():
    assert {each.id for each in REGISTER.indicators if each.is_context_only} == {
        "early_help_assessments", "referral_rate", "no_further_action", "section_47_rate", "plan_rate", "care_rate",
        "missing_from_care", "low_income",
    }  # fmt: skip
    for each in REGISTER.indicators:
        assert each.is_context_only == (each.because is not None) == is_context_only(each.id)
        assert who_says(each, REGISTER)


def test_every_source_is_cited_and_every_question_is_one_that_can_be_asked():
    cited = {id for each in REGISTER.indicators for part in each.cited for id in part.source_ids}
    assert cited == {each.id for each in REGISTER.sources}
    asked = {each.asked_as for each in REGISTER.indicators if each.asked_as}
    assert asked <= {each.name for each in every_question()}
    assert asked >= {"re_referrals_within_12_months", "repeat_plans", "clock_assessment"}


def test_a_right_level_says_who_set_it_and_that_no_evidence_is_known():
    levels = {each.id: each.right_level for each in REGISTER.indicators if each.right_level}
    assert sorted(levels) == ["assessments_in_time", "conferences_in_time", "plans_reviewed", "return_interviews"]
    assert {level.evidence for level in levels.values()} == {None}
    assert levels["plans_reviewed"].in_words.endswith("Evidence: none is known.")
    assert "Ofsted" not in origin(levels["plans_reviewed"], REGISTER)


def types_in(schema):
    """Every type that a JSON schema lets a value have."""
    if isinstance(schema, dict):
        return {*([schema["type"]] if isinstance(schema.get("type"), str) else []),
                *(each for part in schema.values() for each in types_in(part))}  # fmt: skip
    return {each for part in schema for each in types_in(part)} if isinstance(schema, list) else set()


def test_the_register_has_no_place_for_a_number_or_a_grade():
    schema = IndicatorRegister.model_json_schema()
    assert types_in(schema) == {"array", "null", "object", "string"}
    assert all(each.get("additionalProperties") is False for each in schema["$defs"].values())


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("    misleads:", "    grade: inadequate\n    misleads:", "grade"),
        ("    misleads:", "    threshold: 20\n    misleads:", "threshold"),
        ("better: lower,", "better: lower, inadequate_from: 30,", "inadequate_from"),
        ("better: lower", "better: middle", "lower"),
        ("    direction: {better: lower, source: list}\n", "", "Say in 'because' why"),
        ("    misleads:", "    because: Nobody agreed.\n    misleads:", "Say in 'because' why"),
        ("source: list}", "source: liste}", "cites 'liste'"),
        ("{better: lower, source: list}", "{better: lower}", "Cite a source id"),
    ],
)  # fmt: skip
def test_what_does_not_belong_there_is_refused(tmp_path, before, after, says):
    with pytest.raises(InvalidInput, match=says):
        read_register(written(tmp_path, (before, after)))


def test_a_register_of_ones_own_can_be_read_and_names_each_indicator_once(tmp_path):
    assert [each.better for each in read_register(written(tmp_path)).indicators] == ["lower is better"]
    twice = SMALL + SMALL.partition("indicators:\n")[2]
    with pytest.raises(InvalidInput, match="Two indicators are called 'waits'"):
        read_register(written(tmp_path, (SMALL, twice)))


@pytest.mark.parametrize(
    ("said", "finds", "carries"),
    [
        ({"indicator": "repeat_plans"}, [], True),
        ({"indicator": "repeat_plans", "direction": "context"}, [], True),
        ({"indicator": "plan_rate"}, ["direction"], False),
        ({"indicator": "plan_rate", "direction": "strength"}, ["direction"], False),
        ({"indicator": "plan_rate", "direction": "context"}, [], False),
        ({"indicator": "repeat_plans", "method": "record", "speaker": "inspector", "directness": "seen"},
         ["indicator"], True),
        ({"indicator": "repeat_plan", "direction": "context"}, ["indicator"], False),
        ({}, [], True),
    ],
)  # fmt: skip
def test_an_item_about_an_indicator_without_direction_is_context_and_carries_nothing(said, finds, carries):
    told = item(**{"method": "data", "speaker": "published", "directness": "seen"} | said)
    assert [each.where for each in check_item(told, framework(), [COUNCIL])] == finds
    assert counts(told) is carries


def test_the_command_lists_them_and_shows_one(capsys):
    assert main(["indicators", "list", "--context-only", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)][:2] == [
        "early_help_assessments",
        "referral_rate",
    ]
    assert main(["indicators", "show", "repeat_plans"]) == 0
    assert "Right level  Nobody set one." in capsys.readouterr().out
    assert main(["indicators", "show", "repeat_plan"]) == 10
    assert "did you mean 'repeat_plans'?" in capsys.readouterr().err
    assert indicator("caseload").title == "Cases for each social worker"
