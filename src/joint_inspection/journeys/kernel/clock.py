"""How many days does each clock run in every journey, in one pass over all of them?

A clock runs from an event that starts it to the first event after it that ends it. Another event that starts it, before
any that ends it, starts it anew: the earlier start stays without an end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numba import njit, prange

from joint_inspection.dates import days, is_working_day
from joint_inspection.errors import NotPossible
from joint_inspection.journeys.kernel.count import FEW_PARTS

DAY = 86_400
DAYS_COUNTED = 8_192
"""Elapsed days are counted one by one up to here, more than any childhood."""
CLOCKS_AT_ONCE = 32
STARTS, ENDS, STOPS, NEEDS = range(4)
NO_NEEDS = 255
"""No event has this code: its row says which clocks count every start."""
BASE = date(2000, 1, 1)


def working_days(first_year: int, last_year: int) -> tuple[Any, int]:
    """How many working days there were up to each day of these years, and the day (since 2000) that comes first."""
    year_by_year = [_works(year) for year in range(first_year, last_year + 1)]
    return np.concatenate(year_by_year).cumsum(dtype=np.int32), (date(first_year, 1, 1) - BASE).days


@cache
def _works(year: int) -> Any:
    """For each day of a year, whether it is a working day."""
    return np.array([is_working_day(day) for day in days(date(year, 1, 1), date(year, 12, 31))])


def _years(seconds: Any) -> tuple[int, int]:
    if not len(seconds):
        return BASE.year, BASE.year
    first, last = (BASE + timedelta(days=int(each) // DAY) for each in (seconds.min(), seconds.max()))
    return first.year, last.year


@njit(cache=True, parallel=True)
def _run(
    begins: Any, codes: Any, seconds: Any, roles: Any, named: Any, index: Any,
    first_day: int, earliest: Any, last_day: int,
) -> Any:  # fmt: skip
    clocks = len(index)
    children = len(begins) - 1
    concerned = (named >= 0).sum(axis=1)
    started = np.zeros((FEW_PARTS, clocks), np.int64)
    elapsed = np.zeros((FEW_PARTS, clocks, DAYS_COUNTED), np.int64)
    for part in prange(FEW_PARTS):
        since, took = np.empty(clocks, np.int64), np.empty(clocks, np.int64)
        for child in range(children * part // FEW_PARTS, children * (part + 1) // FEW_PARTS):
            begun, running, granted = np.uint32(0), np.uint32(0), np.uint32(0)
            for row in range(begins[child], begins[child + 1]):
                code = codes[row]
                if not concerned[code]:
                    continue
                day = np.int64(seconds[row]) // DAY - first_day
                if day > last_day:
                    break
                granted |= roles[code, NEEDS] & begun
                answering = roles[code, ENDS] & running
                starting = roles[code, STARTS]
                counted = np.uint32(0)
                for place in range(concerned[code]):
                    clock = named[code, place]
                    bit = np.uint32(1) << np.uint32(clock)
                    if answering & bit:
                        took[clock] = index[clock, day] - index[clock, since[clock]]
                    if starting & bit:
                        if begun & granted & bit:
                            _keep(started[part], elapsed[part], clock, took[clock])
                        since[clock], took[clock] = day, -1
                        if day >= earliest[clock]:
                            counted |= bit
                running &= ~(answering | roles[code, STOPS])
                begun = (begun & ~starting) | counted
                running = (running & ~starting) | counted
                granted = (granted & ~starting) | (counted & roles[NO_NEEDS, STARTS])
            for clock in range(clocks):
                if begun & granted & (np.uint32(1) << np.uint32(clock)):
                    _keep(started[part], elapsed[part], clock, took[clock])
    return started.sum(axis=0), elapsed.sum(axis=0)


@njit(cache=True, inline="always")
def _keep(started: Any, elapsed: Any, clock: int, took: int) -> None:
    started[clock] += 1
    if took >= 0:
        elapsed[clock, min(took, DAYS_COUNTED - 1)] += 1


@dataclass(frozen=True, kw_only=True)
class Run:
    """How a clock starts and ends, in codes and days of a store."""

    starts: frozenset[int]
    ends: frozenset[int]
    stops: frozenset[int] = frozenset()
    """What ends it without an answer."""
    needs: frozenset[int] = frozenset()
    """If there are any: a start counts only where one of them follows it before the next start."""
    in_working_days: bool
    earliest: date | None = None
    """Starts before this day do not count."""


def run_clocks(begins: Any, codes: Any, seconds: Any, *, runs: Sequence[Run], on: date | None) -> tuple[Any, Any]:
    """For each clock how often it was started, and how often it ended after how many days.

    The second result has shape (clocks, days). What is dated after ``on`` has not happened yet. Raises NotPossible for
    more clocks than fit.
    """
    if len(runs) > CLOCKS_AT_ONCE:
        raise NotPossible(f"The kernel runs at most {CLOCKS_AT_ONCE} clocks at once; ask for fewer")
    index, first_day = working_days(*_years(seconds))
    plain = np.arange(len(index), dtype=np.int32)
    calendars = np.stack([index if run.in_working_days else plain for run in runs])
    first = BASE + timedelta(days=first_day)
    earliest = np.array([(run.earliest - first).days if run.earliest else -1 for run in runs], np.int64)
    last_day = (on - first).days if on else len(index)
    roles = _roles(runs)
    return _run(begins, codes, seconds, roles, _named(roles), calendars, first_day, earliest, last_day)  # type: ignore[no-any-return]


def _roles(runs: Sequence[Run]) -> Any:
    """What each event does to each clock: shape (codes, roles), one bit a clock."""
    roles = np.zeros((256, 4), np.uint32)
    for clock, run in enumerate(runs):
        bit = np.uint32(1 << clock)
        for role, codes in ((STARTS, run.starts), (ENDS, run.ends), (STOPS, run.stops), (NEEDS, run.needs)):
            for code in codes:
                roles[code, role] |= bit
        if not run.needs:
            roles[NO_NEEDS, STARTS] |= bit
    return roles


def _named(roles: Any) -> Any:
    """For each code the clocks that it does anything to; then -1."""
    named = np.full((len(roles) - 1, CLOCKS_AT_ONCE), -1, np.int64)
    for code, bits in enumerate(np.bitwise_or.reduce(roles[:NO_NEEDS], axis=1).tolist()):
        clocks = [clock for clock in range(CLOCKS_AT_ONCE) if bits >> clock & 1]
        named[code, : len(clocks)] = clocks
    return named


def median_of(counts: Any) -> float | None:
    """The exact median of whole numbers counted one by one: the middle one, or the mean of the middle two."""
    total = int(counts.sum())
    if not total:
        return None
    upto = counts.cumsum()
    low, high = (int(np.searchsorted(upto, rank, side="right")) for rank in ((total - 1) // 2, total // 2))
    if high == DAYS_COUNTED - 1:
        raise NotPossible(f"The median is longer than {DAYS_COUNTED - 2} days: ask the SQL engine")
    return (low + high) / 2
