"""Which events do the lists tell of, in which order, and when did each agency know?

The same thing on two lists counts once: one event of a kind for a child at one moment, as the list has it that stands
first in the mapping. The order is total: moment, then the catalogue's order, then list and record. Nothing is dropped
silently: ``left_out`` counts what could not become an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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

NO_CHILD, LATER, NO_EVENT = "records without a child's identifier", "dates after the day of the lists", (
    "children of whom the lists tell no event"
)  # fmt: skip
Happened = tuple[str, int, date, date, int, int, str | None]
"""Child, place of the kind in the catalogue, at, known, place of the list, record, detail."""


@dataclass(kw_only=True, repr=False)
class _Told:
    """What the records told, list by list, before it is put in order."""

    on: date
    happened: list[Happened] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def tell(self, readings: Iterable[Reading], record: Record, *, place: int, number: int) -> None:
        """Note every event that a record tells of."""
        child = record.child
        if not child:
            self.left_out[NO_CHILD] += 1
            return
        for reading in readings:
            at = record.date(reading.at)
            if at is None or not _applies(reading, record):
                continue
            if _day(at) > self.on:
                self.left_out[LATER] += 1
                continue
            known = record.date(reading.known) if reading.known else None
            kind = _PLACES[reading.event]
            self.happened.append((child, kind, at, known or at, place, number, _detail(reading, record)))


_PLACES = {each.id: place for place, each in enumerate(catalogue())}


def events_of(data: CaseData) -> EventTable:
    """The typed table of everything that the lists say happened to children up to the day for which they were drawn."""
    told = _Told(on=data.on)
    for place, (name, readings) in enumerate(mapped_lists().items()):
        if readings:
            for number, record in enumerate(data.of(name)):
                told.tell(readings, record, place=place, number=number)
    events = _in_order(told.happened)
    children, silent = children_table(data, with_events=events.column("child"))
    left_out = {**told.left_out, **({NO_EVENT: silent} if silent else {})}
    return EventTable(events=events, children=children, on=data.on, left_out=left_out)


def _applies(reading: Reading, record: Record) -> bool:
    return all(record.answers.get(name) == code for name, code in reading.only_if.items())


def _detail(reading: Reading, record: Record) -> str | None:
    return record.text(reading.detail) if reading.detail else None


def _day(at: date) -> date:
    return date(at.year, at.month, at.day)


def _in_order(happened: list[Happened]) -> pa.Table:
    """One row for each event, in the order of children and within a child of what came first."""
    import numpy as np

    child, kind, at, known, place, number, detail = zip(*happened, strict=True) if happened else ((),) * 7
    names, who = np.unique(np.array(child, dtype=object), return_inverse=True)
    columns = {
        "who": who.astype(np.int64), "kind": np.array(kind, dtype=np.int64), "at": _seconds(at),
        "known": _seconds(known), "place": np.array(place, dtype=np.int64), "number": np.array(number, dtype=np.int64),
    }  # fmt: skip
    order = np.lexsort([columns["number"], columns["place"], columns["kind"], columns["at"], columns["who"]])
    order = order[_first_told({name: column[order] for name, column in columns.items()})]
    return _table(
        {name: column[order] for name, column in columns.items()}, names=names, detail=[detail[each] for each in order]
    )


def _seconds(days: Iterable[date]) -> Any:
    import numpy as np

    return np.array(list(days), dtype="datetime64[s]")


def _first_told(columns: Mapping[str, Any]) -> Any:
    """Whether a row is the first to tell of its event; rows are in order."""
    import numpy as np

    first = np.ones(len(columns["who"]), dtype=bool)
    same = [columns[name][1:] == columns[name][:-1] for name in ("who", "kind", "at")]
    first[1:] = ~np.logical_and.reduce(same)
    return first


def _table(columns: Mapping[str, Any], *, names: Any, detail: list[str | None]) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    kinds, lists = catalogue(), list(mapped_lists())
    who = columns["who"]
    start = np.searchsorted(who, who)
    values = {
        "child": pa.array(names, pa.string()).take(pa.array(who)),
        "position": pa.array((np.arange(len(who)) - start).astype(np.int32)),
        "event": pa.array([each.id for each in kinds]).take(pa.array(columns["kind"])),
        "agency": pa.array([each.agency for each in kinds]).take(pa.array(columns["kind"])),
        "at": pa.array(columns["at"]),
        "known": pa.array(np.maximum(columns["at"], columns["known"])),
        "list": pa.array(lists).take(pa.array(columns["place"])),
        "record": pa.array(columns["number"].astype(np.int32)),
        "detail": pa.array(detail, pa.string()),
    }
    return pa.table(values, schema=event_schema())
