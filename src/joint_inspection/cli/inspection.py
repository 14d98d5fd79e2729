"""``joint-inspection inspection``: one inspection, from its notification on."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json
from joint_inspection.cli.record_files import add_record_verbs

if TYPE_CHECKING:
    from datetime import date

    from joint_inspection.frameworks.model import Framework
    from joint_inspection.frameworks.timetable import Row


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "timetable", print_timetable, "Print what happens on which date of a visit.")
    parser.add_argument(
        "--framework", required=True, metavar="ID", help="id@version, or id for the version in force on that day"
    )
    parser.add_argument("--notify", required=True, metavar="DATE", help="the day on which the area is told")
    parser.add_argument("--kind", help="the kind of visit; the first full kind where none is given")
    parser.add_argument(
        "--received", metavar="DATE", help="the day on which the area receives the report; that of publication if none"
    )
    add_record_verbs(verbs)


def print_timetable(options: argparse.Namespace) -> None:
    """Print the rows of a visit's timetable."""
    from joint_inspection.dates import parse_date
    from joint_inspection.frameworks.load import find
    from joint_inspection.frameworks.timetable import timetable

    notify = parse_date(options.notify, where="notify")
    framework = find(options.framework, on=notify)
    received = parse_date(options.received, where="received") if options.received else None
    rows = timetable(framework, notify=notify, kind=options.kind, received=received)
    if options.json:
        print_json(rows)
    else:
        _print_rows(framework, rows)
    if received is not None:
        _advise_on_statement(framework, rows, received=received)


def _advise_on_statement(framework: Framework, rows: tuple[Row, ...], *, received: date) -> None:
    """Say beside the timetable when a statement of action is due that has no row in it, or that none is asked for."""
    from joint_inspection.errors import NotPossible
    from joint_inspection.follow_up.deadlines import due_on, time_for
    from joint_inspection.inspections.said import said

    try:
        due, days = due_on(received, framework), time_for(framework)
    except NotPossible as error:
        print(f"{error}.", file=sys.stderr)
        return
    if not any(row.date == due and row.stage in ("respond", "deadline") for row in rows):
        says = "This timetable has no step for a statement of action. Where one is asked for, it is due on"
        print(f"{says} {said(due)}: {days} working days after {said(received)}.", file=sys.stderr)


def _print_rows(framework: Framework, rows: tuple[Row, ...]) -> None:
    import textwrap

    visit = framework.kind(rows[0].kind) if rows else framework.kinds[0]
    print(f"{framework.ref}  {framework.title}: {visit.title}\n")
    print(f"{'Day':>4}  {'Date':<15}  What, and who")
    for row in rows:
        start = f"{row.day:>4}  {row.date:%a} {row.date.day:>2} {row.date:%b %Y}  "
        what = f"At the latest: {row.what}" if row.stage == "deadline" else row.what
        print(textwrap.fill(what, width=110, initial_indent=start, subsequent_indent=" " * 23))
        who = ", ".join(_titles(framework, row))
        print(textwrap.fill(who, width=110, initial_indent=" " * 23, subsequent_indent=" " * 23))


def _titles(framework: Framework, row: Row) -> list[str]:
    seats = {seat.role: seat.title for seat in framework.kind(row.kind).team.roles}
    return [seats.get(role, role.replace("_", " ")) for role in row.who]
