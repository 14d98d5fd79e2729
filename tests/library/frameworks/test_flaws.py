"""What the check finds beyond the shape of a file: the table of cases is flaws.yaml."""

from pathlib import Path

import pytest
import yaml

from joint_inspection.frameworks.check import RULES

CASES = yaml.safe_load((Path(__file__).parent / "flaws.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['changes'][0]['new'][:30]}")
def test_everything_wrong_is_found_with_its_line_and_advice(edit, problems_of, small, case):
    path = edit(*((change["old"], change["new"]) for change in case["changes"]))
    older = small.model_copy(update={"id": "older-check", "version": "2010"})
    found = [{"line": each.line, "where": each.where, "says": each.says} for each in problems_of(path, older)]
    assert found == case["problems"]


def test_the_small_framework_is_whole(edit, problems_of):
    assert problems_of(edit()) == []


def test_every_rule_has_a_case():
    assert {rule.__name__ for rule in RULES} == {case["rule"] for case in CASES}


def test_a_rule_is_a_sentence_about_the_world():
    assert [rule.__name__ for rule in RULES if not (rule.__doc__ or "").strip().endswith(".")] == []
