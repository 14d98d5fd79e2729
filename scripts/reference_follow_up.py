"""The reference pages of what follows an inspection: who holds which duty, and the rules with their cases."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

SPEC = Path(__file__).resolve().parent.parent / "tests/spec"
Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]
RULES = """# Rules of the follow-up

The cases are what the tests run. Unless a case says otherwise, the council is asked to see children sooner in
enquiries, which it alone decides, for a weakness of its own under `jtai@2022`; its statement was asked for in time,
with one action that has an owner, resources, a measure and a day.
"""
DUTIES = """# Who holds the power for what

The duty register, by which a recommendation is addressed. Who *helps* has a duty to help or to co-operate and decides
nothing. Where nothing is said of how sure, a source below was read for it; the rest are settings. No legal advice.
"""


def follow_up_rules(table: Table) -> str:
    """The rules of recommendations, statements and links, and how days and actions stand."""
    from joint_inspection.follow_up.check import RULES as ASKED
    from joint_inspection.follow_up.repeats import RULES as LINKED
    from joint_inspection.follow_up.statement_check import RULES as ANSWERED

    text = RULES
    parts = (("Recommendations", "recommendations", ASKED), ("Statements of action", "statements", ANSWERED),
             ("Links between findings", "repeats", LINKED))  # fmt: skip
    for title, folder, rules in parts:
        text += f"\n## {title}\n"
        for rule in rules:
            cases = _cases(f"{folder}/{rule.__name__}.yaml")
            text += f"\n### {_title(rule.__name__)}\n\n{_says(rule)}\n\n"
            text += table(["case", "what it says", "refused by"], map(_case, cases))
    text += "\n## How a day follows\n\n" + table(
        ["case", "how", "in words"],
        ((each["is"], _title(each["follows"]), each["says"]) for each in _cases("deadlines/statements.yaml")),
    )
    return text + "\n## How an action stands\n\nIt is due on 30 September 2026.\n\n" + table(
        ["case", "asked on", "stands"],
        ((each["is"], each["day"], _title(each["stands"])) for each in _cases("standing/actions.yaml")),
    )  # fmt: skip


def duties(table: Table) -> str:
    """Every function with its holders, and the letters that asked for a statement."""
    from joint_inspection.follow_up.duties import KINDS, duty_register

    text = DUTIES
    for function in duty_register().functions:
        each = " Each holder has it for itself." if function.each else ""
        text += f"\n## {function.title}\n\n`{function.id}`.{each}\n\n"
        text += table(
            ["who", "part", "by", "from", "to", "how sure"],
            ((KINDS[duty.holder], duty.part, duty.statute, duty.since, duty.until,
              f"{duty.sure}: {duty.setting}" if duty.sure else "") for duty in function.duties),
        )  # fmt: skip
    text += "\n## Sources\n\n" + table(
        ["source", "publisher", "how it was read"],
        ((f"[{each.title}]({each.url})", each.publisher, each.confidence) for each in duty_register().sources),
    )
    return text + _letters(table)


def _letters(table: Table) -> str:
    from joint_inspection.follow_up.history import load_statements

    history = load_statements()
    source = history.sources[0]
    return (
        f"\n## Statements that letters asked for\n\n{len(history.all)} letters. {source['title']}; "
        f"{source['publisher']}; {source['licence']}. When a letter was received is in no source: the day of "
        "publication stands for it.\n\n"
    ) + table(
        ["published", "area", "due", "how the day follows", "asked of"],
        ((each.published, each.name, each.deadline.due, each.deadline.says, each.asked_of or "not in the source")
         for each in history.all),
    )  # fmt: skip


def _cases(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((SPEC / name).read_text(encoding="utf-8")))


def _title(name: str) -> str:
    return name.replace("_", " ")


def _says(rule: Any) -> str:
    return " ".join((inspect.getdoc(rule) or "").split())


def _case(case: dict[str, Any]) -> tuple[str, str, str]:
    parts: list[str] = []
    for key, value in case.items():
        if key not in ("is", "finds"):
            within = value.items() if key in ("recommendation", "statement", "link") else ((key, value),)
            parts += [f"{_title(str(name))}: {_value(each)}" for name, each in within]
    return case["is"], "; ".join(parts) or "as it stands", ", ".join(map(_title, case["finds"])) or "nothing"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_title(str(key))} {_value(each)}" for key, each in value.items()) or "as it stands"
    if isinstance(value, list):
        return " and ".join(map(_value, value)) or "none"
    return (
        ("yes" if value else "no") if isinstance(value, bool) else _title(str(value)) if value is not None else "none"
    )
