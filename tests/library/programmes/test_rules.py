"""Which rule fits: one table a condition."""

from typing import Any

import pytest

from factories import small as make
from joint_inspection.programmes.history import History
from joint_inspection.programmes.rules import fits, rule_for

GOOD = {"help": "good", "leaders": "good", "care": "weak"}

CASES = [
    ({"overall": ["good"]}, {}, True),
    ({"overall": ["good", "weak"]}, {}, True),
    ({"overall": ["weak"]}, {}, False),
    ({"overall": ["good"]}, {"overall": None, "overall_state": "withheld"}, False),
    ({"overall": ["good"]}, {"framework": "harbour@2"}, True),
    ({"overall": ["good"]}, {"framework": "pier@1"}, False),
    ({"frameworks": ["pier"], "overall": ["good"]}, {"framework": "pier@1"}, True),
    ({"frameworks": ["pier@1"], "overall": ["good"]}, {"framework": "pier@1"}, True),
    ({"frameworks": ["pier@2"], "overall": ["good"]}, {"framework": "pier@1"}, False),
    ({"frameworks": ["pier"]}, {}, False),
    ({"frameworks": ["harbour"]}, {}, True),
    ({"judgements": {"help": ["good"]}}, {}, True),
    ({"judgements": {"help": ["good"], "care": ["good"]}}, {}, False),
    ({"judgements": {"absent": ["good"]}}, {}, False),
    ({"judgements": {"overall": ["good"], "care": ["weak"]}}, {}, True),
    ({"at_least": [{"count": 2, "of": ["help", "leaders", "care"], "grades": ["good"]}]}, {}, True),
    ({"at_least": [{"count": 3, "of": ["help", "leaders", "care"], "grades": ["good"]}]}, {}, False),
    ({"at_least": [{"count": 1, "of": ["help"], "grades": ["good"]}, {"count": 1, "of": ["care"], "grades": ["good"]}]},
     {}, False),
    ({"any_of": {"care": ["good"], "help": ["good"]}}, {}, True),
    ({"any_of": {"care": ["good"], "help": ["weak"]}}, {}, False),
    ({"overall": ["good"], "any_of": {"care": ["good"]}}, {}, False),
    ({"never_inspected": True}, {}, False),
    ({"otherwise": True}, {}, True),
]  # fmt: skip


def history(*frameworks: Any) -> History:
    return History(outcomes=(), register=make.register(), frameworks=frameworks)


@pytest.mark.parametrize(("condition", "found", "expected"), CASES)
def test_a_condition_holds_or_not(condition: dict[str, Any], found: dict[str, Any], expected: bool) -> None:
    framework = make.framework(rules=[{"when": condition}])
    outcome = make.outcome(**{"judgements": GOOD} | found)
    when = framework.cycle.frequency[0].when
    assert fits(when, outcome, framework=framework, history=history(framework)) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [({"never_inspected": True}, True), ({"otherwise": True}, True), ({"overall": ["good"]}, False), ({}, False)],
)
def test_an_area_never_inspected_fits_only_what_is_meant_for_it(condition: dict[str, Any], expected: bool) -> None:
    framework = make.framework(rules=[{"when": condition}])
    assert fits(framework.cycle.frequency[0].when, None, framework=framework, history=history(framework)) is expected


def test_the_first_rule_that_fits_applies() -> None:
    framework = make.framework(
        rules=[
            {"id": "weak", "when": {"overall": ["weak"]}},
            {"id": "good", "when": {"overall": ["good"]}},
            {"id": "rest"},
        ]
    )
    found = {
        grade: rule.id
        for grade in ("good", "weak", "other")
        if (rule := rule_for(make.outcome(grade), framework=framework, history=history(framework)))
    }
    assert found == {"good": "good", "weak": "weak", "other": "rest"}


def test_no_rule_fits_where_none_covers_the_outcome() -> None:
    framework = make.framework(rules=[{"when": {"overall": ["good"]}}])
    assert rule_for(make.outcome("weak"), framework=framework, history=history(framework)) is None


@pytest.mark.parametrize(
    ("word", "asked", "expected"),
    [
        ("adequate", "middling", True),
        ("adequate", "adequate", False),
        ("good", "good", True),
        ("poor", "middling", False),
    ],
)
def test_words_of_an_older_framework_stand_for_todays_grades(word: str, asked: str, expected: bool) -> None:
    old = make.framework(id="pier", words={"poor": "poor", "adequate": "middling", "good": "good"})
    new = make.framework(
        rules=[{"when": {"frameworks": ["pier"], "overall": [asked]}}],
        words={"poor": "poor", "middling": "middling", "good": "good"},
    )
    outcome = make.outcome(word, framework="pier@1")
    assert fits(new.cycle.frequency[0].when, outcome, framework=new, history=history(old, new)) is expected


def test_two_older_words_are_compared_by_what_both_stand_for() -> None:
    older = make.framework(id="pier", words={"poor": "poor", "satisfactory": "middling"})
    old = make.framework(
        rules=[{"when": {"frameworks": ["pier"], "overall": ["adequate"]}}],
        words={"poor": "poor", "adequate": "middling"},
    )
    outcome = make.outcome("satisfactory", framework="pier@1")
    assert fits(old.cycle.frequency[0].when, outcome, framework=old, history=history(older, old))
