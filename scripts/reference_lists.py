"""The reference page of the rules that children's lists are checked against, each with its table of cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference_cases import Table, cases

URGENCY = {"must_fix": "put right", "check": "check", "note": "note"}


def list_rules(table: Table) -> str:
    """Every rule with its reason and its cases, and the numbers that the rules go by."""
    from joint_inspection.casedata.check import RULES, limits

    text = (
        "# The rules of children's lists\n\n`joint-inspection casedata check` tries every one of these rules on the "
        "lists that came; a rule whose lists or columns did not come is left out. *Put right* is a contradiction or "
        "something missing; *check* may be right, and then needs a word of explanation; *note* is for information. "
        "The cases are what the tests run: rows stand from row 2 of a sheet, the day of the lists is 1 June 2025 "
        "unless a case says otherwise, and what is found is written as sheet, row and column.\n\n"
    )
    text += table(["rule", "what should be so", "urgency"], map(_summary, RULES.values()))
    text += "\n## The numbers that the rules go by\n\n" + table(
        ["number", "value", "where it comes from"],
        [(f"`{id}`", f"{x.value} {x.unit}", x.source or f"setting: {x.setting}") for id, x in limits().items()],
    )
    for rule in RULES.values():
        text += f"\n## {rule.id}\n\n{rule.title} {rule.why}\n\n"
        text += table(["case", "rows", "found"], map(_case, cases(f"checks/{rule.id}")))
    return text


def _summary(rule: Any) -> tuple[str, str, str]:
    return f"[{rule.id}](#{rule.id})", rule.title, URGENCY[rule.severity]


def _case(case: dict[str, Any]) -> tuple[str, str, str]:
    found = "; ".join(f"`{each}`" for each in case["finds"]) or "nothing"
    return case["is"], " ".join(_rows(case)), found


def _rows(case: dict[str, Any]) -> Iterator[str]:
    if "on" in case:
        yield f"On {case['on']}."
    for name, columns in case.get("columns", {}).items():
        yield f"{name} has only the columns {', '.join(columns)}."
    for name, headings in case.get("not_understood", {}).items():
        yield f"{name} has a column headed '{', '.join(headings.values())}'."
    for sheet in case.get("sheets", ()):
        yield f"A sheet '{sheet['sheet']}' with {sheet.get('rows', 0)} rows of {sheet.get('list', 'no list')}."
    for name, rows in case.get("lists", {}).items():
        yield f"**{name}**: " + ("; ".join(map(_row, rows)) if rows else "no rows") + "."


def _row(row: dict[str, Any]) -> str:
    said = [f"{key} {value}" for key, value in row.items() if key not in ("unread", "extra")]
    said += [f"{key} not understood" for key in row.get("unread", ())]
    said += [f"column {key} {value}" for key, value in row.get("extra", {}).items()]
    return ", ".join(said)
