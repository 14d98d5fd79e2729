"""Small made-up journeys: what happened to whom on which day, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa

from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema

ON = date(2025, 6, 1)
CHILD = {"sex": "female", "ethnicity": "wbri", "disability": "no", "age": 9, "team": "North"}
ORDER = {each.id: each.order for each in catalogue()}
AGENCY = {each.id: each.agency for each in catalogue()}


def event_table(
    rows: Iterable[Sequence[Any]], *, on: date = ON, children: Iterable[Mapping[str, Any]] = ()
) -> EventTable:
    """Events from rows of child, day, event and what differs from the usual: agency, known, list, record, detail.

    Unless said, each row is a record of its own on a list named as the event. A child needs no row of its own.
    """
    events = [_event(number, *row) for number, row in enumerate(rows)]
    events.sort(key=lambda e: (e["child"], e["at"], ORDER.get(e["event"], 99), e["list"], e["record"]))
    position: dict[str, int] = {}
    for each in events:
        each["position"] = position[each["child"]] = position.get(each["child"], -1) + 1
    said = {each["child"]: {**CHILD, **each} for each in children}
    every = [said.get(child, {"child": child, **CHILD}) for child in sorted({*position, *said})]
    return EventTable(
        events=pa.Table.from_pylist(events, schema=event_schema()),
        children=pa.Table.from_pylist(every, schema=children_schema()),
        on=on,
    )


def _event(number: int, child: str, day: date | datetime, event: str, more: Mapping[str, Any] | None = None) -> Any:
    said = {"agency": AGENCY.get(event, "council"), "list": event, "record": number, "detail": None, **(more or {})}
    at = _moment(day)
    return {"child": child, "event": event, **said, "at": at, "known": _moment(said.get("known", at))}


def _moment(day: date | datetime) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
