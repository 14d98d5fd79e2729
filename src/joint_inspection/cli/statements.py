"""``joint-inspection statements``: statements of action that letters asked for, of whom and by when."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_inspection.follow_up.history import Asked


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "list", print_list, "Print the statements asked for, and how each day follows.")
    parser.add_argument("--area", metavar="NAME_OR_CODE", help="only this area and those that it took over from")
    parser = add_verb(verbs, "due", print_due, "Print the day on which a statement is due.")
    parser.add_argument("--framework", required=True, metavar="ID", help="id@version, or id for the version in force")
    parser.add_argument(
        "--received", required=True, metavar="DATE",
        help="the day on which the report was received; of publication, where the framework counts from there",
    )  # fmt: skip
    parser = add_verb(verbs, "import", bring_in, "Make our table from the published next steps in a folder.")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--out", required=True, metavar="DIR", help="where to write the tables")
    parser.add_argument("--gathered", metavar="DATE", help="when the table was gathered; today unless said")


def print_list(options: argparse.Namespace) -> None:
    """Print one line a letter."""
    from joint_inspection.areas import load_register
    from joint_inspection.follow_up.history import load_statements

    register, found = load_register(), load_statements().all
    if options.area:
        codes = frozenset(register.lineage(register.find(options.area).ons_code))
        found = tuple(each for each in found if each.area in codes)
    if options.json:
        print_json([each.as_json() for each in found])
    else:
        _print(found)


def print_due(options: argparse.Namespace) -> None:
    """Print the day on which a statement is due."""
    from joint_inspection.dates import parse_date
    from joint_inspection.follow_up.deadlines import due_on, time_for
    from joint_inspection.frameworks.load import find
    from joint_inspection.inspections.said import said

    received = parse_date(options.received, where="received")
    framework = find(options.framework, on=received)
    due, days = due_on(received, framework), time_for(framework)
    if options.json:
        print_json({"framework": framework.ref, "received": received, "working_days": days, "due": due})
    else:
        print(f"{said(due)}: {days} working days after {said(received)} ({framework.ref})")


def bring_in(options: argparse.Namespace) -> None:
    """Read the published table, write ours, and say what found no place."""
    from pathlib import Path

    from joint_inspection.areas import load_register
    from joint_inspection.cli.outcomes import gathered_on
    from joint_inspection.follow_up.gather import read_published, write

    reading = read_published(Path(options.folder), register=load_register())
    write(reading, Path(options.out), on=gathered_on(options))
    if options.json:
        print_json({"read": reading.read, "placed": len(reading.asked), "unplaced": reading.unplaced})
        return
    print(f"{reading.read} rows read, {len(reading.asked)} placed, {len(reading.unplaced)} not placed")
    for each in reading.unplaced:
        print(f"  {each.file}:{each.row}: {each.says}")


def _print(found: Sequence[Asked]) -> None:
    for each in found:
        print(f"{each.published}  {each.name:<26} due {each.deadline.due or 'not said'}  {each.deadline.follows}")
        print(f"            {each.deadline.says}")
        if each.asked_of:
            print(f"            asked of {each.asked_of}")
    say(f"{len(found)} statements")
