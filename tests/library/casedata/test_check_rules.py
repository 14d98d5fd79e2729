"""Does every rule find what its table of cases says, and nothing else?"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factories.case_lists import case_data, every_list
from joint_inspection.casedata.check import RULES, check
from joint_inspection.casedata.model import CaseData, Finding

SPEC = Path(__file__).parents[2] / "spec/checks"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(rule, case, id=f"{rule}: {case['is']}") for rule, cases in TABLES.items() for case in cases]
FIELDS = {(each.list.id, field.title): field.id for each in every_list() for field in each.list.fields}


def data_of(case: dict[str, Any]) -> CaseData:
    return case_data(**{key: value for key, value in case.items() if key not in ("is", "finds")})


def written(finding: Finding) -> str:
    """A finding as the tables write it: sheet, row and column."""
    column = FIELDS.get((finding.sheet, finding.column or ""), finding.column)
    return f"{finding.sheet or '-'} {finding.row or '-'} {column or '-'}"


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_finds_what_its_case_says(rule, case):
    findings = check(data_of(case), only=[rule])
    assert sorted(map(written, findings)) == sorted(case["finds"])
    assert {(each.rule, each.severity) for each in findings} <= {(rule, RULES[rule].severity)}


def test_every_rule_has_cases_that_it_finds_and_cases_that_it_does_not():
    fires = {rule for rule, cases in TABLES.items() if any(case["finds"] for case in cases)}
    spares = {rule for rule, cases in TABLES.items() if any(not case["finds"] for case in cases)}
    assert fires == spares == set(TABLES) == set(RULES)
