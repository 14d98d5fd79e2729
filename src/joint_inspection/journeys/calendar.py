"""Which day is the how-manieth working day, and until when is an answer in time? One table, looked up, never counted.

Days between two events are then a difference of two indexes, on every engine and for every row alike.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from joint_inspection.dates import add_months, days, is_working_day
from joint_inspection.journeys.clocks import Clock

FIRST = date(1980, 1, 1)
"""Nobody on a list today was a child before."""
COLUMNS = ("day", "index", "due", "in_time_until")


def is_looked_up(clock: Clock) -> bool:
    """Whether the clock needs the table: calendar days are all alike."""
    return clock.unit != "calendar_days"


def count_days(clock: Clock, *, on: date) -> Any:
    """Every day from ``FIRST`` to the day of the lists as one clock counts it, as an Arrow table.

    ``day`` is its number, as ``date.toordinal`` has it; ``index`` counts working days, or days, up to and including it.
    ``due`` is the day of the limit of a clock that starts then, ``in_time_until`` the last day on which no more than
    the limit has passed: after the limit of working days, the day before the next working day.
    """
    return _counted(clock.unit, clock.limit, max(on, FIRST))


@lru_cache(maxsize=64)
def _counted(unit: str, limit: int | None, last: date) -> Any:
    import numpy as np
    import pyarrow as pa

    day = np.arange(FIRST.toordinal(), last.toordinal() + 1)
    working = _working_days(last.year + 1 + (limit or 0) // 200) if unit == "working_days" else None
    index = day if working is None else np.searchsorted(working, day, side="right")
    if limit is None:
        due = until = pa.nulls(len(day), pa.int64())
    elif working is None:
        due = until = np.array([add_months(each, limit).toordinal() for each in days(FIRST, last)])
    else:
        due, until = working[index + limit - 1] if limit else day, working[index + limit] - 1
    return pa.table(dict(zip(COLUMNS, (day, index, due, until), strict=True)))


@lru_cache(maxsize=8)
def _working_days(last_year: int) -> Any:
    """The number of every working day up to the end of a year."""
    import numpy as np

    return np.array([day.toordinal() for day in days(FIRST, date(last_year, 12, 31)) if is_working_day(day)])
