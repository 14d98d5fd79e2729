"""The reference page of the rules by which a finding may stand, each with its table of cases."""

from __future__ import annotations

import inspect
from typing import Any

from reference_cases import Table, cases


def evidence_rules(table: Table) -> str:
    """Every rule of a finding and of an item, with the cases that the tests run."""
    from joint_inspection.evidence.check import RULES as ITEM_RULES
    from joint_inspection.evidence.findings import RULES
    from joint_inspection.evidence.hosts import hosts

    text = (
        "# What evidence can support\n\nEvery finding is held to these rules: on the service's pages, in its "
        "interface, and by `joint-inspection inspection import`. The cases are what the tests run. Unless a case says "
        "otherwise, an item is what an inspector read in the council's records, of moderate strength, and the finding "
        "is a weakness of the council that rests on all items listed; two methods are asked, one of them direct.\n\n"
    )
    text += table(["rule", "what it holds"], ((f"[{_title(each)}](#{each.__name__})", _says(each)) for each in RULES))
    for rule in RULES:
        told = map(_case, cases(f"evidence/{rule.__name__}"))
        text += f"\n## {rule.__name__}\n\n{_says(rule)}\n\n" + table(["case", "items", "refused by"], told)
    text += "\n## One item\n\n" + table(["rule", "what it holds"], ((_title(each), _says(each)) for each in ITEM_RULES))
    text += "\n## Host inspectorates\n\nTo whom a concern about an agency goes, and whose turn it is to look.\n\n"
    return text + table(["agency", "host"], hosts().items())


def _title(rule: Any) -> str:
    return str(rule.__name__).replace("_", " ")


def _says(rule: Any) -> str:
    return " ".join((inspect.getdoc(rule) or "").split())


def _case(case: dict[str, Any]) -> tuple[str, str, str]:
    items = "; ".join(_said(each) for each in case.get("items", ())) or "none"
    finding = f"The finding: {_said(case['finding'])}. " if "finding" in case else ""
    return case["is"], finding + items, ", ".join(each.replace("_", " ") for each in case["finds"]) or "nothing"


def _said(each: dict[str, Any]) -> str:
    words = [f"{key.replace('_', ' ')} {_value(value)}" for key, value in each.items() if key != "id"]
    name = f"**{each['id']}** " if "id" in each else ""
    return name + (", ".join(words) or "as it stands")


def _value(value: object) -> str:
    if isinstance(value, list):
        return " and ".join(map(str, value)) or "none"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value).replace("_", " ")
