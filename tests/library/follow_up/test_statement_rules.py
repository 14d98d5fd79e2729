"""Is every statement refused that its table of cases refuses, for that reason and for no other?"""

from pathlib import Path

import pytest
import yaml

from factories.follow_up import BODIES, action, recommendation, statement
from joint_inspection.follow_up.statement import Statement
from joint_inspection.follow_up.statement_check import RULES, breaches, check_statement
from joint_inspection.frameworks.load import find

SPEC = Path(__file__).parents[2] / "spec/statements"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(case, id=f"{rule}: {case['is']}") for rule, cases in TABLES.items() for case in cases]


def made(case):
    """The statement of a case with what it answers; an action is the council's own unless it says otherwise."""
    said = dict(case.get("statement", {}))
    if "actions" in said:
        said["actions"] = [action(**each) for each in said["actions"]]
    asked = [recommendation(**each) for each in case.get("recommendations", [{}])]
    return statement(**said), asked, find(case.get("framework", "jtai@2022")), BODIES


@pytest.mark.parametrize("case", CASES)
def test_a_statement_is_refused_for_what_its_case_says(case):
    assert [rule for rule, _ in breaches(*made(case))] == case["finds"]


def test_every_rule_has_cases_that_it_refuses_and_cases_that_it_lets_pass():
    refuses = {rule for rule, cases in TABLES.items() if any(rule in case["finds"] for case in cases)}
    spares = {rule for rule, cases in TABLES.items() if any(rule not in case["finds"] for case in cases)}
    assert refuses == spares == set(TABLES) == {rule.__name__ for rule in RULES}


def test_a_statement_comes_back_from_json_as_it_was():
    whole = statement(
        progress=[{"action": "a1", "on": "2026-07-01", "by": "ben", "state": "done", "value": 91.5, "says": "Sam too"}],
        reviews=[{"on": "2026-06-22", "by": "lea", "reflects": True}],
    )
    assert Statement.model_validate_json(whole.model_dump_json()) == whole
    assert "Sam" not in repr(whole)


def test_what_is_wrong_says_where_and_repeats_nothing_that_was_written():
    (problem,) = check_statement(
        statement(request={"due": "2026-06-11"}, actions=[action(says="Sam is seen")]),
        [recommendation()], find("jtai@2022"), BODIES,
    )  # fmt: skip
    assert problem.where == "request.because"
    assert problem.says == (
        "Thursday 11 June 2026 gives 69 working days; 70 working days from Monday 2 March 2026 are over on "
        "Friday 12 June 2026: choose that day, or say why there is another time"
    )
