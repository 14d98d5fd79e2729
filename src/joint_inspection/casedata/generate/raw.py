"""What would a nation's events look like in one table, in the order in which they happened? For trials of speed.

The table has one row an event and no more columns than a speed trial needs: ``child`` (int64, a hash), ``event`` and
``agency`` (strings), ``at`` (seconds). Rows are in order of time, as events reach a store from many agencies; within a
child no two events share a moment. Everything is invented, from settings in ``raw.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from joint_inspection.casedata.events.catalogue import agencies

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SETTINGS = Path(__file__).with_name("raw.yaml")
BEGIN = date(2015, 1, 1)
"""No invented journey begins before."""
BEGIN_WITHIN_DAYS = 3650
AT_MOST_STEPS = 80
"""Events of one journey."""
CHILDREN_AT_ONCE = 50_000
DAY, OPENS, OPEN_FOR = 86_400, 9 * 3_600, 8 * 3_600
SLICES = 64
"""Parts of the years, each sorted and written by itself, so that memory stays bounded."""


@dataclass(frozen=True, kw_only=True)
class Paths:
    """How a journey goes on: for each event, what follows, how soon."""

    events: tuple[str, ...]
    """Ids of the catalogue; an event's number is its place here. The last number means the end."""
    start: npt.NDArray[np.float64]
    """Cumulative chances of the first event."""
    after: npt.NDArray[np.float64]
    """Cumulative chances of the next event or the end, by the event before; shape (events, events + 1)."""
    wait: npt.NDArray[np.float64]
    """Mean days before an event."""
    shape: npt.NDArray[np.float64]
    noise: float
    noise_events: npt.NDArray[np.int64]


@cache
def paths() -> Paths:
    """The settings, as arrays."""
    import numpy as np

    said = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    events = tuple(said["events"])
    places = {event: number for number, event in enumerate((*events, "end"))}
    after = np.zeros((len(events), len(events) + 1))
    start = np.zeros(len(events) + 1)
    for event, chance in said["start"].items():
        start[places[event]] = chance
    for event, about in said["events"].items():
        for following, chance in about["next"].items():
            after[places[event], places[following]] = chance
    if not (np.allclose(after.sum(axis=1), 1) and np.isclose(start.sum(), 1)):
        raise AssertionError("the chances of what follows an event do not add up to 1")
    return Paths(
        events=events, start=start.cumsum(), after=after.cumsum(axis=1),
        wait=np.array([each["wait"] for each in said["events"].values()], float),
        shape=np.array([each["shape"] for each in said["events"].values()], float),
        noise=said["noise"], noise_events=np.array([places[event] for event in said["noise_events"]]),
    )  # fmt: skip


def invent_events(events: int, *, seed: int, out: Path) -> int:
    """Write about ``events`` invented events to a Parquet file, whole journeys only; return how many."""
    import numpy as np

    parts: list[tuple[Any, Any, Any]] = []
    written = 0
    for block in _blocks(seed):
        child, code, at = _no_more_than(events - written, block)
        parts.append((child, code.astype(np.uint8), at.astype(np.int32)))
        written += len(child)
        if written >= events:
            break
    _write_in_order_of_time(parts, out)
    return written


def _blocks(seed: int) -> Iterator[tuple[Any, Any, Any]]:
    import numpy as np

    first = 0
    while True:
        random = np.random.default_rng([seed, first])
        yield _journeys(random, first=first)
        first += CHILDREN_AT_ONCE


def _no_more_than(events: int, block: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
    """As many whole journeys of a block as are needed for so many events."""
    import numpy as np

    _, number, counts = np.unique(block[0], return_inverse=True, return_counts=True)
    kept = (counts.cumsum() - counts)[number] < events
    return block[0][kept], block[1][kept], block[2][kept]


def _journeys(random: Any, *, first: int) -> tuple[Any, Any, Any]:
    """The events of a block of children: hashed child, number of the event, seconds since the beginning."""
    import numpy as np

    path, number = paths(), CHILDREN_AT_ONCE
    child = _hashed(np.arange(first, first + number, dtype=np.uint64))
    now = _office(random.integers(0, BEGIN_WITHIN_DAYS, number) * DAY, random)
    state = np.searchsorted(path.start, random.random(number), side="right")
    found = [(child, state, now)]
    for _ in range(AT_MOST_STEPS):
        alive = (random.random(len(state))[:, None] >= path.after[state]).sum(axis=1)
        noisy = random.random(len(state)) < path.noise
        state = np.where(noisy, random.choice(path.noise_events, len(state)), alive)
        going = (state < len(path.events)) & (alive < len(path.events))
        child, state, now = child[going], state[going], now[going]
        if not len(child):
            break
        waited = random.gamma(path.shape[state], path.wait[state] / path.shape[state])
        then = _office(now + (waited * DAY).astype(np.int64), random)
        now = np.where(then > now, then, now + 60)
        found.append((child, state, now))
    child, state, now = (np.concatenate(column) for column in zip(*found, strict=True))
    return child, state, now


def _office(at: Any, random: Any) -> Any:
    """Move moments into office hours of a weekday: the same day, or the Monday after."""
    import numpy as np

    day = at // DAY
    weekday = (day + BEGIN.weekday()) % 7
    day = day + np.where(weekday >= 5, 7 - weekday, 0)
    return day * DAY + OPENS + random.integers(0, OPEN_FOR, len(at))


def _hashed(numbers: Any) -> Any:
    """Numbers that tell nothing of their order (the finaliser of SplitMix64), in 63 bits."""
    import numpy as np

    value = numbers + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((value ^ (value >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)


def _write_in_order_of_time(parts: list[tuple[Any, Any, Any]], out: Path) -> None:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    last = max(int(at.max()) for _, _, at in parts) + 1
    edges = np.linspace(0, last, SLICES + 1).astype(np.int64)
    schema = pa.schema(
        [("child", pa.int64()), ("event", pa.string()), ("agency", pa.string()), ("at", pa.timestamp("s"))]
    )
    part = out.with_name(out.name + ".part")
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for low, high in pairwise(edges):
            writer.write_table(_slice(parts, low, high).cast(schema))
    part.replace(out)


def _slice(parts: list[tuple[Any, Any, Any]], low: int, high: int) -> Any:
    import numpy as np
    import pyarrow as pa

    kept = [[column[(part[2] >= low) & (part[2] < high)] for column in part] for part in parts]
    child, code, at = (np.concatenate(column) for column in zip(*kept, strict=True))
    order = np.lexsort((child, at))
    who = agencies()
    names = pa.array(paths().events)
    holders = pa.array([who[event] for event in paths().events])
    codes = pa.array(code[order])
    since = (BEGIN - date(1970, 1, 1)).days * DAY
    return pa.table(
        {
            "child": child[order],
            "event": pa.DictionaryArray.from_arrays(codes, names).cast(pa.string()),
            "agency": pa.DictionaryArray.from_arrays(codes, holders).cast(pa.string()),
            "at": pa.array(at[order].astype(np.int64) + since).cast(pa.timestamp("s")),
        }
    )
