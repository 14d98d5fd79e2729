"""Is every finding refused that its table of cases refuses, for that reason and for no other?"""

from pathlib import Path

import pytest
import yaml

from factories.evidence import finding, framework, item
from joint_inspection.evidence.findings import RULES, breaches, check_finding, hearsay_in

SPEC = Path(__file__).parents[2] / "spec/evidence"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(case, id=f"{rule}: {case['is']}") for rule, cases in TABLES.items() for case in cases]


def made(case):
    """The finding and the items of a case; what is not said to be cited is cited for it."""
    items = [item(**each) for each in case.get("items", ())]
    said = {"supports": [each.id for each in items]} | case.get("finding", {})
    return finding(**said), items


@pytest.mark.parametrize("case", CASES)
def test_a_finding_is_refused_for_what_its_case_says(case):
    written, items = made(case)
    assert [rule for rule, _ in breaches(written, items, framework())] == case["finds"]


def test_every_rule_has_cases_that_it_refuses_and_cases_that_it_lets_pass():
    refuses = {rule for rule, cases in TABLES.items() if any(rule in case["finds"] for case in cases)}
    spares = {rule for rule, cases in TABLES.items() if any(rule not in case["finds"] for case in cases)}
    assert refuses == spares == set(TABLES) == {rule.__name__ for rule in RULES}


def test_what_is_wrong_says_what_to_do_and_repeats_nothing_that_was_written():
    said = item(
        speaker="agency", speaker_agency="police", directness="told_by_another", text="Sam was hit", child="sam-9"
    )
    (problem,) = check_finding(finding(text="Sam was not helped"), [said], framework())
    assert problem.where == "supports"
    assert "ask the body itself, read its own record, or refer the concern to its host inspectorate" in problem.says
    assert "Sam" not in problem.says
    assert "Sam" not in repr(said)


def test_hearsay_among_the_evidence_is_pointed_out():
    items = [item("a"), item("b", speaker="agency", speaker_agency="police", directness="told_by_another")]
    assert hearsay_in(finding(supports=["a", "b"]), items) == ("b",)


def test_a_criterion_with_a_rule_of_its_own_goes_by_that():
    own = framework().model_copy(
        update={
            "criteria": tuple(
                each.model_copy(update={"sufficiency": framework().sufficiency.model_copy(update={"records": 3})})
                for each in framework().criteria
            )
        }
    )
    items = [item("a"), item("b", method="observation")]
    (problem,) = check_finding(finding(supports=["a", "b"]), items, own)
    assert problem.says.startswith("Too little to rest on: read 3 records, 1 so far.")
