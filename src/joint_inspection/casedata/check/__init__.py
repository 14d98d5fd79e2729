"""What is wrong with the lists? One rule, one small file; every finding says where and what to do."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType

from joint_inspection.casedata.check import rules
from joint_inspection.casedata.check.limits import Limit, limits
from joint_inspection.casedata.check.rule import Index, Lists, Rule
from joint_inspection.casedata.model import CaseData, Finding
from joint_inspection.errors import invalid

__all__ = ["RULES", "Limit", "Rule", "check", "explain", "limits"]


def _rule(module: ModuleType) -> Rule:
    title, _, why = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    return Rule(
        id=module.__name__.rpartition(".")[2],
        title=" ".join(title.split()),
        why=" ".join(why.split()),
        severity=module.SEVERITY,
        needs=module.NEEDS,
        find=module.find,
    )


RULES: dict[str, Rule] = {
    each.name: _rule(import_module(f"{rules.__name__}.{each.name}")) for each in pkgutil.iter_modules(rules.__path__)
}
"""Every rule by its id."""


def check(data: CaseData, *, only: Iterable[str] = RULES) -> tuple[Finding, ...]:
    """Everything wrong with the lists, in the order of the files, sheets, rows and rules."""
    index = Index(data=data)
    chosen = [explained(id) for id in only]
    found = [
        finding for rule in chosen if rule.applies_to(data) for finding in rule.find(Lists(index=index, rule=rule))
    ]
    order = {(match.file, match.sheet): place for place, match in enumerate(data.matches)}
    last = len(order)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                order.get((each.file, each.sheet), last), each.file, each.sheet, each.row or 0, each.rule,
                each.column or "", each.says,
            ),
        )
    )  # fmt: skip


def explained(rule_id: str) -> Rule:
    """One rule; raises InvalidInput where there is none of that id."""
    if rule_id not in RULES:
        raise invalid("rule", f"There is no rule '{rule_id}'; the rules are: {', '.join(RULES)}")
    return RULES[rule_id]


def explain(rule_id: str) -> str:
    """What a rule asks for and why, in plain English."""
    rule = explained(rule_id)
    return "\n\n".join(filter(None, (rule.title, rule.why)))
