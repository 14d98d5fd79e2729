"""How does a programme leave the service? As a table, a calendar or a file, each saying that it is an illustration."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from joint_inspection.areas import load_register
from joint_inspection.programmes.file import as_document
from joint_inspection.programmes.model import Programme, Visit
from joint_inspection_web.areas.reading import framework_title, kind_title
from joint_inspection_web.programmes.models import ILLUSTRATION

COLUMNS = ("id", "ons_code", "area", "region", "framework", "kind", "first_day", "last_day", "rule", "note")


def as_csv(programme: Programme) -> bytes:
    """One row a visit, readable by a spreadsheet."""
    register = load_register()
    lines = io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow(COLUMNS)
    for visit in programme.visits:
        area = register.get(visit.area)
        table.writerow(
            [visit.id, visit.area, area.name, area.region, visit.framework, visit.kind, visit.start, visit.end,
             visit.rule or "", ILLUSTRATION]
        )  # fmt: skip
    if not programme.visits:
        table.writerow([*[""] * (len(COLUMNS) - 1), ILLUSTRATION])
    return lines.getvalue().encode("utf-8-sig")


def as_calendar(programme: Programme) -> bytes:
    """One event a visit, all day, from its first to its last day on site."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Joint Inspection//programme//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Programme ({ILLUSTRATION})")
    for visit in programme.visits:
        calendar.add_component(_event(visit, programme))
    return calendar.to_ical()


def _event(visit: Visit, programme: Programme) -> object:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{visit.id}.{programme.start}@joint-inspection.invalid")
    event.add("dtstamp", _midnight(programme))
    event.add("dtstart", visit.start)
    event.add("dtend", visit.end + timedelta(days=1))
    name = load_register().get(visit.area).name
    event.add("summary", f"{name}: {framework_title(visit.framework)}, {kind_title(visit)} ({ILLUSTRATION})")
    return event


def _midnight(programme: Programme) -> datetime:
    """The moment that a calendar asks for: the same programme always makes the same file."""
    return datetime.combine(programme.start, time(), tzinfo=UTC)


def as_file(programme: Programme) -> bytes:
    """The programme file that the command line reads."""
    names = {area.ons_code: area.name for area in load_register().areas}
    document = as_document(programme, names=names)
    document["notes"] = {**document["notes"], "illustration": ILLUSTRATION}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


FORMS: dict[str, tuple[Callable[[Programme], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "ics": (as_calendar, "text/calendar; charset=utf-8"),
    "json": (as_file, "application/json"),
}
