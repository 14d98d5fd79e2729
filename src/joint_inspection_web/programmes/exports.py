"""How does a programme leave the service? As a table, a calendar or a file, each saying that it is an illustration."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection.programmes.export import as_calendar, as_csv, only
from joint_inspection.programmes.file import as_document
from joint_inspection.programmes.model import Programme
from joint_inspection.programmes.settings import load_settings
from joint_inspection.programmes.world import World


@lru_cache(maxsize=2)
def _world(start: date, end: date) -> World:
    return World(
        start=start, end=end, register=load_register(), frameworks=published(), outcomes=load_outcomes().all,
        settings=load_settings(),
    )  # fmt: skip


def of_inspectorate(programme: Programme, inspectorate: str) -> Programme:
    """The visits that one inspectorate takes part in."""
    return only(programme, world=_world(programme.start, programme.end), inspectorate=inspectorate)


def _table(programme: Programme) -> bytes:
    """With a mark at its start by which a spreadsheet knows the letters."""
    return as_csv(programme, world=_world(programme.start, programme.end)).encode("utf-8-sig")


def _calendar(programme: Programme) -> bytes:
    return as_calendar(programme, world=_world(programme.start, programme.end))


def _file(programme: Programme) -> bytes:
    names = {area.ons_code: area.name for area in load_register().areas}
    return json.dumps(as_document(programme, names=names), ensure_ascii=False, indent=1).encode()


FORMS: dict[str, tuple[Callable[[Programme], bytes], str]] = {
    "csv": (_table, "text/csv; charset=utf-8"),
    "ics": (_calendar, "text/calendar; charset=utf-8"),
    "json": (_file, "application/json"),
}
