"""Which events do the lists tell of, in which order, and when did each agency know?

The same thing on two lists counts once: one event of a kind for a child on one day, as the list has it that stands
first in the mapping. The order is total: day, then the catalogue's order, then list and record. Nothing is dropped
silently: ``left_out`` counts what could not become an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.mapping import Reading, mapped_lists
from joint_inspection.casedata.events.table import EventTable, event_schema
from joint_inspection.casedata.events.traits import children_table
from joint_inspection.casedata.model import CaseData, Record

if TYPE_CHECKING:
    import pyarrow as pa

NO_CHILD = "records without a child's identifier"
LATER = "dates after the day of the lists"
NO_EVENT = "children of whom the lists tell no event"
EPOCH = date(1970, 1, 1).toordinal()
SECONDS = 86_400


@dataclass(kw_only=True, repr=False)
class _Told:
    """What the records told, list by list, before it is put in order: one entry of every list an event."""

    on: date
    child: list[str] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    """Place in the catalogue."""
    at: list[int] = field(default_factory=list)
    """Days since 1970."""
    known: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    """Place of the list in the mapping."""
    number: list[int] = field(default_factory=list)
    """Place of the record in its list."""
    detail: list[str | None] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def hear(self, record: Record, readings: tuple[Reading, ...], *, place: int, number: int) -> None:
        """Note every event that a record tells of."""
        if not record.child:
            self.left_out[NO_CHILD] += 1
            return
        for reading in readings:
            at = record.date(reading.at)
            if at is None or not _applies(reading, record):
                continue
            if at > self.on:
                self.left_out[LATER] += 1
            else:
                self._note(record, reading, at, place=place, number=number)

    def _note(self, record: Record, reading: Reading, at: date, *, place: int, number: int) -> None:
        known = record.date(reading.known) if reading.known else None
        self.child.append(record.child or "")
        self.kind.append(_PLACES[reading.event])
        self.at.append(at.toordinal() - EPOCH)
        self.known.append((known or at).toordinal() - EPOCH)
        self.place.append(place)
        self.number.append(number)
        self.detail.append(record.text(reading.detail) if reading.detail else None)


_PLACES = {each.id: place for place, each in enumerate(catalogue())}


def events_of(data: CaseData) -> EventTable:
    """The typed table of everything that the lists say happened to children up to the day for which they were drawn."""
    told = _Told(on=data.on)
    for place, (name, readings) in enumerate(mapped_lists().items()):
        if readings:
            for number, record in enumerate(data.of(name)):
                told.hear(record, readings, place=place, number=number)
    events = _in_order(told)
    children, silent = children_table(data, with_events=events.column("child"))
    left_out = {**told.left_out, **({NO_EVENT: silent} if silent else {})}
    return EventTable(events=events, children=children, on=data.on, left_out=left_out)


def _applies(reading: Reading, record: Record) -> bool:
    return all(record.answers.get(name) == code for name, code in reading.only_if.items())


def _in_order(told: _Told) -> pa.Table:
    """One row for each event, in the order of children and within a child of what came first."""
    import numpy as np

    names, who = np.unique(np.array(told.child, dtype=object), return_inverse=True)
    columns = {
        name: np.array(getattr(told, name), dtype=np.int64) for name in ("kind", "at", "known", "place", "number")
    }
    columns["who"] = who.astype(np.int64)
    order = np.lexsort([columns[name] for name in ("number", "place", "kind", "at", "who")])
    order = order[_first_told({name: column[order] for name, column in columns.items()})]
    ordered = {name: column[order] for name, column in columns.items()}
    return _table(ordered, names=names, detail=[told.detail[each] for each in order.tolist()])


def _first_told(columns: Mapping[str, Any]) -> Any:
    """Whether a row is the first to tell of its event; rows are in order."""
    import numpy as np

    first = np.ones(len(columns["who"]), dtype=bool)
    first[1:] = ~np.logical_and.reduce([columns[name][1:] == columns[name][:-1] for name in ("who", "kind", "at")])
    return first


def _table(columns: Mapping[str, Any], *, names: Any, detail: list[str | None]) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    kinds, who = catalogue(), columns["who"]
    position = np.arange(len(who)) - np.searchsorted(who, who)
    at, known = columns["at"], np.maximum(columns["at"], columns["known"])
    values = {
        "child": pa.array(names, pa.string()).take(pa.array(who)),
        "position": position.astype(np.int32),
        "event": pa.array([each.id for each in kinds]).take(pa.array(columns["kind"])),
        "agency": pa.array([each.agency for each in kinds]).take(pa.array(columns["kind"])),
        "at": pa.array(at * SECONDS).cast(pa.timestamp("s")),
        "known": pa.array(known * SECONDS).cast(pa.timestamp("s")),
        "list": pa.array(list(mapped_lists())).take(pa.array(columns["place"])),
        "record": columns["number"].astype(np.int32),
        "detail": pa.array(detail, pa.string()),
    }
    return pa.table(values, schema=event_schema())
