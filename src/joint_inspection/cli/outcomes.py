"""``joint-inspection outcomes``: what past inspections found, and reading the publishers' tables."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_inspection.areas import Register
    from joint_inspection.outcomes import Outcome, Outcomes, Unplaced
    from joint_inspection.outcomes.gather import Reading


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "list", print_list, "Print past inspections and what they found, by date.")
    parser.add_argument("--framework", metavar="ID", help="only this framework: id for all versions, or id@version")
    parser.add_argument("--area", metavar="NAME_OR_CODE", help="only this area and those that it took over from")
    parser.add_argument("--history", metavar="DIR", help="a folder of the publishers' tables, instead of those carried")
    parser = add_verb(verbs, "import", bring_in, "Make compact tables from the publishers' tables in a folder.")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--out", required=True, metavar="DIR", help="where to write the tables")
    parser.add_argument("--gathered", metavar="DATE", help="when the tables were gathered; today unless said")


def print_list(options: argparse.Namespace) -> None:
    """Print one line an outcome."""
    from pathlib import Path

    from joint_inspection.areas import load_register
    from joint_inspection.outcomes import load_outcomes

    register = load_register()
    outcomes = load_outcomes(Path(options.history) if options.history else None)
    found = _asked_for(outcomes, options, register)
    if options.json:
        print_json([outcome.as_json() for outcome in found])
    else:
        _print_outcomes(found)


def bring_in(options: argparse.Namespace) -> None:
    """Read the publishers' tables, write ours, and say what found no place."""
    from pathlib import Path

    from joint_inspection.areas import load_register
    from joint_inspection.outcomes.gather import read_published
    from joint_inspection.outcomes.load import write

    reading = read_published(Path(options.folder), register=load_register())
    write(reading, Path(options.out), on=gathered_on(options))
    if options.json:
        print_json(
            {"read": reading.read, "placed": reading.placed, "unplaced": reading.unplaced,
             "reconciled": reading.reconciled, "outcomes": len(reading.outcomes)}
        )  # fmt: skip
    else:
        _print_reading(reading)


def gathered_on(options: argparse.Namespace) -> date:
    """The day on which tables were gathered: the one said, or today."""
    from joint_inspection.dates import parse_date

    return parse_date(options.gathered, where="gathered") if options.gathered else datetime.now(tz=UTC).date()


def _asked_for(outcomes: Outcomes, options: argparse.Namespace, register: Register) -> Sequence[Outcome]:
    area = register.find(options.area) if options.area else None
    of_area = outcomes.of_area(area.ons_code, register) if area else outcomes.all
    if not options.framework:
        return of_area
    of_framework = frozenset(outcome.id for outcome in outcomes.of_framework(options.framework))
    if not of_framework:
        _must_exist(options.framework)
    return [outcome for outcome in of_area if outcome.id in of_framework]


def _must_exist(framework: str) -> None:
    from joint_inspection.frameworks.load import find

    find(framework)


def _print_outcomes(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        grade = outcome.overall or outcome.overall_state
        visit = f"{outcome.framework} {outcome.kind}"
        theme = f"  {outcome.theme}" if outcome.theme else ""
        print(f"{outcome.when}  {outcome.name:<36} {visit:<34} {grade.replace('_', ' ')}{theme}")
    say(f"{len(outcomes)} outcomes")


def _print_reading(reading: Reading) -> None:
    print(f"{reading.read} rows read, {reading.placed} placed, {len(reading.unplaced)} not placed")
    _print_rows("Not placed", reading.unplaced)
    _print_rows("Told of a visit that another row had told of", reading.reconciled)


def _print_rows(title: str, rows: Sequence[Unplaced]) -> None:
    if rows:
        print(f"\n{title}")
    for row in rows:
        print(f"  {row.file}:{row.row}: {row.says}")
