"""Which day is the how-manieth working day, and until when is an answer in time? One table, looked up, never counted.

Days between two events are then a difference of two indexes, on every engine and for every row alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from joint_inspection.dates import days, is_working_day
from joint_inspection.journeys.clocks import Clock

if TYPE_CHECKING:
    import ibis.expr.types as ir

FIRST = date(1980, 1, 1)
"""Nobody on a list today was a child before."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day as a clock counts it."""

    day: int
    """Its number, as ``date.toordinal`` has it."""
    index: int
    """Working days, or days, up to and including this one."""
    due: int | None
    """The day of the limit of a clock that starts on this day."""
    in_time_until: int | None
    """The last day on which no more than the limit has passed: after the limit of working days, the day before the
    next working day."""


def calendar(clock: Clock, *, on: date) -> ir.Table:
    """Every day up to the day of the lists, as one clock counts it."""
    import ibis
    import pyarrow as pa

    names = ("day", "index", "due", "in_time_until")
    columns = {name: pa.array([getattr(each, name) for each in count_days(clock, on=on)], pa.int64()) for name in names}
    return ibis.memtable(pa.table(columns))


@lru_cache(maxsize=64)
def count_days(clock: Clock, *, on: date) -> tuple[Day, ...]:
    """Every day from ``FIRST`` to the day of the lists."""
    every = list(days(FIRST, max(on, FIRST)))
    if clock.unit == "working_days":
        return _in_working_days(every, clock.limit)
    due = [each.toordinal() if (each := clock.due(day)) else None for day in every]
    return tuple(
        Day(day=day.toordinal(), index=day.toordinal(), due=limit, in_time_until=limit)
        for day, limit in zip(every, due, strict=True)
    )


def _in_working_days(every: list[date], limit: int | None) -> tuple[Day, ...]:
    working = _working_days(FIRST, every[-1] + timedelta(days=2 * (limit or 0) + 30))
    indexes = list(accumulate(map(int, map(is_working_day, every))))
    found = []
    for day, index in zip(every, indexes, strict=True):
        last = None if limit is None else index + limit
        due = None if last is None else working[last - 1] if limit else day.toordinal()
        until = None if last is None else working[last] - 1
        found.append(Day(day=day.toordinal(), index=index, due=due, in_time_until=until))
    return tuple(found)


def _working_days(first: date, last: date) -> list[int]:
    return [day.toordinal() for day in days(first, last) if is_working_day(day)]
