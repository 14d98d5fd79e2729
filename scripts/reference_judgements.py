"""The reference page of the policies that combine judgements, each with its table of cases."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).resolve().parent.parent / "tests/spec/judgements"
Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]
INTRODUCTION = """# How single judgements become a result

Each framework names its policy as data, and chose it before fieldwork. `joint-inspection judgements combine` proposes a
result and explains it; people decide. The cases are what the tests run, under frameworks that use the policy.

"""


def judgement_policies(table: Table) -> str:
    """Every policy with the frameworks that use it and its cases, what others would say, and what flips a result."""
    from joint_inspection.frameworks.load import published
    from joint_inspection.judgements.combine import POLICIES

    users = {name: [each.ref for each in published() if each.judging.combination.policy == name] for name in POLICIES}
    rows = ((f"[{_title(name)}](#{name})", _says(rule), ", ".join(users[name])) for name, rule in POLICIES.items())
    text = INTRODUCTION + table(["policy", "what it does", "used by"], rows)
    for name, rule in POLICIES.items():
        text += f"\n## {name}\n\n{_says(rule)}\n\n" + table(HEADINGS, map(_case, _cases(name)))
    text += "\n## What every other policy would have said\n\n" + table(
        ["case", "framework", "given", "would have said"], map(_others, _cases("other_policies"))
    )
    return text + "\n## What would flip a result\n\n" + table(
        ["case", "framework", "given", "other grades, and what they lead to"], map(_flips, _cases("flips"))
    )  # fmt: skip


HEADINGS = ("case", "framework", "given", "proposed")


def _cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def _case(case: dict[str, Any]) -> tuple[str, str, str, str]:
    refused = f"refused: {', '.join(case['refused'])}" if "refused" in case else _word(case.get("proposed"))
    return (*_given(case), refused)


def _others(case: dict[str, Any]) -> tuple[str, str, str, str]:
    return (*_given(case), _pairs(case["others"]))


def _flips(case: dict[str, Any]) -> tuple[str, str, str, str]:
    found = (f"{_pairs({k: v for k, v in each.items() if k != 'to'})} → {_word(each['to'])}" for each in case["flips"])
    return (*_given(case), "; ".join(found) or "nothing")


def _given(case: dict[str, Any]) -> tuple[str, str, str]:
    said = [_pairs(case["grades"])] if case["grades"] else []
    said += [f"weights {_pairs(case['weights'])}"] if "weights" in case else []
    said += [f"score {case['score']}"] if "score" in case else []
    return case["is"], f"`{case['framework']}`", "; ".join(said) or "nothing"


def _pairs(said: dict[str, Any]) -> str:
    return ", ".join(f"{_title(name)} {_word(value)}" for name, value in said.items())


def _word(value: object) -> str:
    return "no overall" if value is None else str(value).replace("_", " ")


def _title(name: str) -> str:
    return name.replace("_", " ")


def _says(rule: Any) -> str:
    return " ".join((inspect.getdoc(rule) or "").split())
