"""The reference page of areas and outcomes, written from the tables' own sources and the mapping of words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from joint_inspection.areas import load_register
from joint_inspection.areas import register as areas
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.mapping import Table, load_mapping

CARRIED = """# Areas and outcomes

What the package carries about areas and past inspections, where it came from and how publishers' words are read. The
tables are written by `joint-inspection areas import` and `joint-inspection outcomes import`.
"""


def areas_and_outcomes() -> str:
    """The whole page."""
    return "\n".join([CARRIED, _areas(), _outcomes(), _reading(), _unplaced()])


def _areas() -> str:
    register = load_register()
    sources = json.loads((Path(areas.DATA) / "sources.json").read_text(encoding="utf-8"))
    rows = [f"| {each['title']} | {each['publisher']} | {each['tells']} | {each['licence']} |" for each in sources]
    existing = sum(area.active_to is None for area in register.areas)
    gone = ", ".join(area.name for area in register.areas if area.active_to)
    kinds = Counter({agency.id: agency.kind for area in register.areas for agency in area.agencies}.values())
    served = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in kinds.items())
    return "\n".join([
        f"## Areas\n\n{existing} existing areas; abolished: {gone}; {len(register.fictional)} invented ones for",
        f"demonstration. Agencies with the areas that each serves: {served}.\n",
        "| source | publisher | what it tells | licence |", "|---|---|---|---|", *rows, "",
        "Links that are assumed are marked so: the probation region (from the police area), one youth justice",
        "service and one safeguarding partnership an area where no source says that areas share one.\n",
    ])  # fmt: skip


def _outcomes() -> str:
    history = load_outcomes()
    rows = [
        f"| `{each['id']}` | {each['title']} | {each['publisher']} | {each['outcomes']} | {each['gathered']} |"
        for each in history.sources
    ]
    counts = Counter(outcome.framework for outcome in history)
    kinds = [f"| `{ref}` | {number} |" for ref, number in sorted(counts.items())]
    return "\n".join([
        "## Outcomes\n", "| source | title | publisher | outcomes | gathered |", "|---|---|---|---|---|", *rows, "",
        "Licence: Open Government Licence v3.0.\n",
        f"{len(history.elsewhere)} visits to services in another country are kept apart, to show how grades combine.\n",
        "| framework | outcomes |", "|---|---|", *kinds, "",
    ])  # fmt: skip


def _reading() -> str:
    return "\n".join(["## How publishers' words are read\n", *map(_table, load_mapping().tables)])


def _table(table: Table) -> str:
    rows = []
    for rule in table.rules:
        when = "; ".join(f"{column}: {' or '.join(sorted(words))}" for column, words in rule.when.items()) or "any row"
        means = f"`{rule.meaning.framework}` {rule.meaning.kind}" if rule.meaning else f"not placed: {rule.unplaced}"
        rows.append(f"| {when} | {means} |")
    return "\n".join([f"### {table.file}\n", "| where the row says | it is |", "|---|---|", *rows, ""])


def _unplaced() -> str:
    history = load_outcomes()
    rows = [f"| {each.file} | {each.row} | {each.says} |" for each in history.unplaced]
    differing = [f"| {each.file} | {each.row} | {each.says} |" for each in history.reconciled if "differs" in each.says]
    return "\n".join([
        "## Rows without a place\n", "| table | line | why |", "|---|---|---|", *rows, "",
        f"{len(history.reconciled)} rows told of a visit that another row had told of; these differed:\n",
        "| table | line | how |", "|---|---|---|", *differing, "",
    ])  # fmt: skip
