"""How do somebody's own steps of an inspection come into their calendar?

Until the area has been told nothing in the file names it, and of an inspection without notice it says nothing but that
the days are taken: a calendar on a phone is no vault.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from joint_inspection_web.inspections.days import TITLES
from joint_inspection_web.inspections.models import Inspection, TimetableRow


def calendar_file(inspection: Inspection, rows: Iterable[TimetableRow], *, at: datetime) -> bytes:
    """The steps as one file in iCalendar."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Joint Inspection//EN")
    calendar.add("version", "2.0")
    for row in rows:
        calendar.add_component(_event(inspection, row, at=at))
    return calendar.to_ical()


def _event(inspection: Inspection, row: TimetableRow, *, at: datetime) -> object:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row.pk}@{inspection.ref}.joint-inspection")
    event.add("dtstamp", at)
    event.add("dtstart", row.first)
    event.add("dtend", row.last + timedelta(days=1))
    event.add("summary", _title(inspection, row))
    if not inspection.in_vault:
        event.add("description", row.what)
    return event


def _title(inspection: Inspection, row: TimetableRow) -> str:
    if inspection.in_vault:
        return f"Held ({inspection.ref})"
    of = f" of {inspection.area_name}" if inspection.was_announced else f" {inspection.ref}"
    return f"Inspection{of}: {TITLES[row.stage].lower()}"
