"""How do the rows of a table become a journey store? Some at a time, in the words of the catalogue."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import invalid
from joint_inspection.journeys.kernel.order import Deal, check_reach, in_threads
from joint_inspection.journeys.kernel.store import BASE, JourneyStore

COLUMNS = ["child", "event", "at"]
"""What is read of a file: whole numbers, events of the catalogue, moments."""


def store_of_table(path: Path, *, on: date | None = None) -> JourneyStore:
    """The journeys in a Parquet file with columns ``child`` (a whole number), ``event`` and ``at``, in any order.

    Raises InvalidInput for a file without them, an empty cell, an event that the catalogue does not know.
    """
    about = opened(path).metadata
    first = [0, *accumulate(about.row_group(group).num_rows for group in range(about.num_row_groups))]
    deal = Deal(rows=first[-1])

    def take(group: int) -> None:
        row = first[group]
        table = opened(path, metadata=about).read_row_group(group, columns=COLUMNS, use_threads=False)
        for batch in table.to_batches():
            columns = children_of(batch["child"]), *places_of(batch["event"]), milliseconds_of(batch["at"])
            deal.take(row, *columns, to_second=1000, base=BASE)
            row += len(batch)

    in_threads(take, about.num_row_groups)
    return deal.store(events=kinds(), on=on)


def store_of_events(table: EventTable) -> JourneyStore:
    """The journeys of an event table, in its own order."""
    child = table.events.column("child").combine_chunks().dictionary_encode().indices.to_numpy()
    events = table.events.append_column("number", [child.astype(np.int64)])
    events = events.sort_by([("number", "ascending"), ("position", "ascending")]).combine_chunks()
    begins = np.concatenate([[0], np.cumsum(np.bincount(events.column("number").to_numpy()))]).astype(np.int64)
    places, words = places_of(events.column("event").combine_chunks())
    seconds = seconds_of(events.column("at").combine_chunks())
    return JourneyStore(events=kinds(), begins=begins, codes=words[places], seconds=seconds, on=table.on)


def opened(path: Path, *, metadata: Any = None) -> Any:
    """A Parquet file of events; raises InvalidInput for one without the columns."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path, metadata=metadata, memory_map=True, read_dictionary=["event"])
    if missing := [name for name in COLUMNS if name not in file.metadata.schema.names]:
        raise invalid(missing[0], "A table of events needs the columns child, event and at", file=str(path))
    return file


def kinds() -> tuple[str, ...]:
    """What the codes of a store mean: every event of the catalogue, in the order in which they come at one moment."""
    return tuple(each.id for each in catalogue())


def children_of(column: Any) -> Any:
    """The numbers of the children in some rows; raises InvalidInput for an empty cell."""
    return _whole(column, "child").to_numpy(zero_copy_only=False).astype(np.int64, copy=False)


def places_of(column: Any) -> tuple[Any, Any]:
    """The events in some rows, as places in a list of codes, and that list.

    Raises InvalidInput for an event that the catalogue does not know.
    """
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = {event: code for code, event in enumerate(kinds())}
    words = column.dictionary.to_pylist()
    if strange := sorted(set(words) - set(codes)):
        raise invalid("event", f"The catalogue has no event called {', '.join(strange[:5])}")
    return _whole(column, "event").indices.to_numpy(), np.array([codes[word] for word in words], np.uint8)


def milliseconds_of(column: Any) -> Any:
    """The moments in some rows, in milliseconds since 1970."""
    import pyarrow as pa

    return _whole(column, "at").cast(pa.timestamp("ms"), safe=False).view(pa.int64()).to_numpy()


def seconds_of(column: Any) -> Any:
    """The moments in some rows, in seconds since 2000; raises InvalidInput for one that a store cannot hold."""
    seconds = milliseconds_of(column) // 1000 - BASE
    check_reach(int(np.abs(seconds).max(initial=0)))
    return seconds.astype(np.int32)


def _whole(column: Any, name: str) -> Any:
    if column.null_count:
        raise invalid(name, "Every row needs a child, an event and a moment; here is an empty cell")
    return column
