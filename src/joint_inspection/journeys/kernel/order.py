"""How do events in order of time become journeys, without sorting them all?

Rows are dealt into buckets by child, each small enough for the processor's cache; within a bucket a small table finds
each child's rows, which keep the order in which they came. Only a child whose rows did not come in order is sorted. At
one moment the event with the lower code comes first, then the one that came first.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit, prange

from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import invalid
from joint_inspection.journeys.kernel.store import BASE, FURTHEST, JourneyStore

ROWS_IN_A_BUCKET = 8_192
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose multiples spread over all the bits (the golden ratio's)."""


def store_of_table(path: Path, *, on: date | None = None) -> JourneyStore:
    """The journeys in a Parquet file with columns ``child`` (a whole number), ``event`` and ``at``, in any order."""
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["child", "event", "at"], read_dictionary=["event"])
    child = table.column("child").to_numpy().astype(np.int64, copy=False)
    codes, seconds = codes_of(table.column("event")), seconds_of(table.column("at"))
    del table
    return store_of(child, codes, seconds, events=kinds(), on=on)


def store_of_events(table: EventTable) -> JourneyStore:
    """The journeys of an event table, in its own order."""
    child = table.events.column("child").combine_chunks().dictionary_encode().indices.to_numpy()
    events = table.events.append_column("number", [child.astype(np.int64)])
    events = events.sort_by([("number", "ascending"), ("position", "ascending")])
    begins = np.concatenate([[0], np.cumsum(np.bincount(events.column("number").to_numpy()))]).astype(np.int64)
    codes, seconds = codes_of(events.column("event").dictionary_encode()), seconds_of(events.column("at"))
    return JourneyStore(events=kinds(), begins=begins, codes=codes, seconds=seconds, on=table.on)


def store_of(child: Any, codes: Any, seconds: Any, *, events: tuple[str, ...], on: date | None = None) -> JourneyStore:
    """The journeys in three columns: the child's number, the event's code, seconds since 2000."""
    bits = max(0, int(len(child) // ROWS_IN_A_BUCKET).bit_length())
    begins, codes, seconds = _ordered(child, codes, seconds, bits)
    return JourneyStore(events=events, begins=begins, codes=codes, seconds=seconds, on=on)


def kinds() -> tuple[str, ...]:
    """What the codes of a store mean: every event of the catalogue, in the order in which they come at one moment."""
    return tuple(each.id for each in catalogue())


def codes_of(column: Any) -> Any:
    """The codes of a column of events; raises InvalidInput for an event that the catalogue does not know."""
    import pyarrow as pa

    places = {event: code for code, event in enumerate(kinds())}
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    found = [np.zeros(0, np.uint8)]
    for chunk in chunks:
        words = chunk.dictionary.to_pylist()
        if strange := sorted(set(words) - set(places)):
            raise invalid("event", f"The catalogue has no event called {', '.join(strange[:5])}")
        found.append(np.array([places[word] for word in words], np.uint8)[chunk.indices.to_numpy(zero_copy_only=False)])
    return np.concatenate(found)


def seconds_of(column: Any) -> Any:
    """The seconds since 2000 of a column of moments; raises InvalidInput for one that a store cannot hold."""
    import pyarrow as pa

    since = column.cast(pa.timestamp("s")).cast(pa.int64()).to_numpy(zero_copy_only=False) - BASE
    if len(since) and max(-int(since.min()), int(since.max())) > FURTHEST:
        raise invalid("at", "A store holds moments between 1932 and 2068; one of these lies outside")
    return since.astype(np.int32)


@njit(cache=True, inline="always")
def _bucket(child: Any, bits: Any) -> Any:
    if bits == 0:
        return 0
    return np.int64((np.uint64(child) * SPREAD) >> np.uint64(64 - bits))


@njit(cache=True)
def _dealt(child: Any, codes: Any, seconds: Any, bits: int) -> Any:
    """The rows bucket by bucket, each bucket's in the order in which they came; and where each bucket begins."""
    number = len(child)
    starts = np.zeros((1 << bits) + 1, np.int64)
    for row in range(number):
        starts[_bucket(child[row], bits) + 1] += 1
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    place = starts[:-1].copy()
    dealt_child, dealt_codes, dealt_seconds = np.empty_like(child), np.empty_like(codes), np.empty_like(seconds)
    for row in range(number):
        bucket = _bucket(child[row], bits)
        to = place[bucket]
        place[bucket] = to + 1
        dealt_child[to], dealt_codes[to], dealt_seconds[to] = child[row], codes[row], seconds[row]
    return starts, dealt_child, dealt_codes, dealt_seconds


@njit(cache=True, parallel=True)
def _ordered(child: Any, codes: Any, seconds: Any, bits: int) -> Any:
    """Where each child's events begin, and the events child by child."""
    starts, child, codes, seconds = _dealt(child, codes, seconds, bits)
    buckets = len(starts) - 1
    out_codes, out_seconds = np.empty_like(codes), np.empty_like(seconds)
    lengths = np.empty(len(child), np.int32)
    children = np.zeros(buckets + 1, np.int64)
    for bucket in prange(buckets):
        low, high = starts[bucket], starts[bucket + 1]
        children[bucket + 1] = _order_bucket(child, codes, seconds, out_codes, out_seconds, lengths, low, high)
    for bucket in range(buckets):
        children[bucket + 1] += children[bucket]
    begins = np.empty(children[buckets] + 1, np.int64)
    begins[0] = 0
    for bucket in prange(buckets):
        at, low = children[bucket], starts[bucket]
        total = low
        for number in range(children[bucket + 1] - at):
            total += lengths[low + number]
            begins[at + number + 1] = total
    return begins, out_codes, out_seconds


@njit(cache=True)
def _order_bucket(
    child: Any, codes: Any, seconds: Any, out_codes: Any, out_seconds: Any, lengths: Any, low: int, high: int
) -> int:
    """Put one bucket's rows child by child; the lengths of its journeys go to ``lengths[low:]``. Count the children."""
    size = 16
    while size < 2 * (high - low):
        size *= 2
    mask = np.uint64(size - 1)
    seat = np.full(size, -1, np.int32)
    number_of = np.empty(high - low, np.int32)
    first = np.empty(high - low, np.int64)
    found = 0
    for row in range(low, high):
        this = child[row]
        slot = (np.uint64(this) * SPREAD >> np.uint64(20)) & mask
        while seat[slot] >= 0 and first[seat[slot]] != this:
            slot = (slot + np.uint64(1)) & mask
        if seat[slot] < 0:
            seat[slot] = found
            first[found] = this
            lengths[low + found] = 0
            found += 1
        number_of[row - low] = seat[slot]
        lengths[low + seat[slot]] += 1
    place = np.empty(found + 1, np.int64)
    place[0] = low
    for number in range(found):
        place[number + 1] = place[number] + lengths[low + number]
    for row in range(low, high):
        number = number_of[row - low]
        to = place[number]
        place[number] = to + 1
        out_codes[to], out_seconds[to] = codes[row], seconds[row]
    start = low
    for number in range(found):
        end = start + lengths[low + number]
        _sort(out_codes, out_seconds, start, end)
        start = end
    return found


@njit(cache=True)
def _sort(codes: Any, seconds: Any, low: int, high: int) -> None:
    """Sort one journey by moment, then code; rows nearly in order already stay where they are."""
    for row in range(low + 1, high):
        second, code = seconds[row], codes[row]
        to = row
        while to > low and (seconds[to - 1] > second or (seconds[to - 1] == second and codes[to - 1] > code)):
            seconds[to], codes[to] = seconds[to - 1], codes[to - 1]
            to -= 1
        seconds[to], codes[to] = second, code
