"""Which days are working days, as arrays? Days are numbers since 1970; NaN stands for what did not happen."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from joint_inspection.dates import bank_holidays

Days = npt.NDArray[np.float64]
FIRST, LAST = 1960, 2060
"""Years that the calendar knows; invented lives stay within them."""


def number(day: date) -> float:
    """The number of a day."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


@cache
def _calendar() -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The first day's number; how many working days there were up to each day; and the working days themselves."""
    start, end = (int(number(date(year, 1, 1))) for year in (FIRST, LAST))
    day = np.arange(start, end)
    holidays = [int(number(each)) for year in range(FIRST, LAST) for each in bank_holidays(year)]
    working = ((day + 3) % 7 < 5) & ~np.isin(day, holidays)  # 1 January 1970 was a Thursday
    return start, np.cumsum(working), day[working]


def until(day: Days) -> Days:
    """The last working day up to ``day``."""
    return add(day, np.zeros(len(day)))


def since(day: Days) -> Days:
    """The first working day from ``day`` on."""
    return add(day - 1, np.ones(len(day)))


def add(day: Days, wait: npt.NDArray[np.float64]) -> Days:
    """``wait`` working days after ``day``; from a day that is none, counted from the working day before."""
    start, count, working = _calendar()
    happened = ~np.isnan(day) & ~np.isnan(wait)
    at = np.where(happened, day, start + 14).astype(np.int64) - start
    found = working[count[at] - 1 + np.where(happened, wait, 0).astype(np.int64)]
    return np.where(happened, found, np.nan)
