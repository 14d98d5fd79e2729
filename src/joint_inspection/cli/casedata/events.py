"""``joint-inspection casedata events``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say
from joint_inspection.dates import parse_date
from joint_inspection.errors import invalid

if TYPE_CHECKING:
    from joint_inspection.casedata.model import CaseData


def add_verbs(verbs: Any) -> None:
    """Add the verbs."""
    says = "read lists and write what happened, when, and when each agency knew: one table of events (Parquet)"
    parser = add_verb(verbs, "events", events, says)
    parser.add_argument("path", type=Path, metavar="PATH", help="a workbook, a folder of CSV files, or a zip")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write")
    parser.add_argument("--framework", metavar="ID", help="whose lists they are; without it, all that are known")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="what you chose for sheets, headings and codes")
    parser.add_argument("--on", metavar="DATE", help="day of the lists (default: the latest in them)")


def events(options: argparse.Namespace) -> None:
    """Write the events of some lists and say how many there are."""
    from joint_inspection.casedata.events.build import events_of
    from joint_inspection.casedata.events.table import write

    _check_apart(options)
    table = events_of(_load(options))
    write(table, options.out)
    if options.json:
        print_json({**table.counts, "on": table.on, "left_out": table.left_out})
        return
    print(f"{table.counts['events']:,} events of {table.counts['children']:,} children, as of {table.on}")
    for why, times in table.left_out.items():
        say(f"Left out: {times:,} {why}")


def _check_apart(options: argparse.Namespace) -> None:
    """The events are no lists: among them they would be sent along, and read the next time."""
    out, path = options.out.resolve(), options.path.resolve()
    if path in (out, *out.parents):
        raise invalid("--out", "Give a folder outside the lists", file=str(options.out))


def _load(options: argparse.Namespace) -> CaseData:
    from joint_inspection.casedata.load import load_lists
    from joint_inspection.casedata.match.mapping import from_json
    from joint_inspection.frameworks.document import read_text
    from joint_inspection.frameworks.load import find
    from joint_inspection.frameworks.requests import every_list, requested_lists

    asked = requested_lists(find(options.framework)) if options.framework else every_list()
    mapping = from_json(read_text(options.mapping), file=str(options.mapping)) if options.mapping else None
    on = parse_date(options.on, where="--on") if options.on else None
    say(f"Reading {options.path.name}")
    data = load_lists(options.path, asked, on=on, mapping=mapping)
    if not data.records:
        says = "None of the lists asked for was found here; send them with their headings"
        raise invalid("lists", says, file=options.path.name)
    return data
