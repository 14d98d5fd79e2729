"""How does a programme leave: as a table or as a calendar, each saying that it is an illustration?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from joint_inspection.programmes.model import Programme, Visit
from joint_inspection.programmes.plan import ILLUSTRATION
from joint_inspection.programmes.world import World

if TYPE_CHECKING:
    from icalendar import Event

COLUMNS = (
    "id",
    "area",
    "name",
    "region",
    "framework",
    "title",
    "kind",
    "start",
    "end",
    "inspectorates",
    "rule",
    "note",
)


def only(programme: Programme, *, world: World, area: str | None = None, inspectorate: str | None = None) -> Programme:
    """The programme of one area, or of one inspectorate."""
    visits = (
        visit
        for visit in programme.visits
        if area in (None, visit.area) and (inspectorate is None or inspectorate in _team(visit, world))
    )
    return replace(programme, visits=tuple(visits))


def as_csv(programme: Programme, *, world: World) -> str:
    """One row a visit."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for visit in programme.visits:
        area = world.register.get(visit.area)
        table.writerow((
            visit.id, visit.area, area.name, area.region, visit.framework, _title(visit, world), visit.kind,
            visit.start, visit.end, " ".join(_team(visit, world)), visit.rule or "", ILLUSTRATION,
        ))  # fmt: skip
    return text.getvalue()


def as_calendar(programme: Programme, *, world: World) -> bytes:
    """One all-day event a visit (iCalendar, RFC 5545)."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Joint Inspection//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Joint inspection programme. {ILLUSTRATION}")
    for event in _events(programme, world=world):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(programme: Programme, *, world: World) -> Iterator[Event]:
    from icalendar import Event

    stamp = datetime.combine(programme.start, time(), tzinfo=UTC)
    for visit in programme.visits:
        event = Event()
        event.add("uid", f"{visit.id}-{visit.area}-{programme.start}@joint-inspection")
        event.add("dtstamp", stamp)
        event.add("dtstart", visit.start)
        event.add("dtend", visit.end + timedelta(days=1))
        event.add("summary", f"{world.register.get(visit.area).name}: {_title(visit, world)} (illustration)")
        event.add("description", f"{visit.framework} {visit.kind}, rule {visit.rule or 'none'}. {ILLUSTRATION}")
        event.add("categories", list(_team(visit, world)))
        yield event


def _title(visit: Visit, world: World) -> str:
    framework = world.framework[visit.framework]
    return f"{framework.short_title}: {framework.kind(visit.kind).title}"


def _team(visit: Visit, world: World) -> tuple[str, ...]:
    kind = world.kind(visit.framework, visit.kind)
    return tuple(sorted(kind.team.size())) if kind else ()
