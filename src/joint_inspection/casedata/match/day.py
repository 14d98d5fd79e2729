"""For which day were lists drawn up, where nobody says it?

The latest day that they speak of, birth dates apart. Lists are thick with days up to the day on which they were drawn
up; a day or two far beyond are slips of the pen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from joint_inspection.casedata.model import Record
from joint_inspection.dates import add_months

BIRTH = "born"
SPANS = (timedelta(weeks=1), timedelta(weeks=4))
SHARE = 0.04
"""How many days the last week, and the last four, hold at least, as a share of what the fullest half-year holds"""
HALF_YEAR = timedelta(weeks=26)
"""in as much time."""
FAR = timedelta(days=183)
"""After the day before it: a day so far away is a slip even in lists too small to tell by weeks,"""
ENOUGH = 10
"""unless there are fewer days than this to compare."""
FEW, FEW_IN = 2, 100
"""Slips of that kind at most, or one in so many days."""
NOT_KNOWN = date(1900, 1, 1)
"""The day of lists that hold no dates at all: with nothing to compare, no check depends on it."""


def latest_day(records: Iterable[Record]) -> date:
    """The latest day of the lists; from ages and birth dates where they hold no others."""
    records = tuple(records)
    days = sorted(_days(records)) or sorted(_birthdays(records))
    return _without_slips(days)


def _days(records: Sequence[Record]) -> Iterator[date]:
    for record in records:
        for name, answer in record.answers.items():
            if name != BIRTH and isinstance(answer, date):
                yield answer


def _birthdays(records: Sequence[Record]) -> Iterator[date]:
    for record in records:
        born, age = record.date(BIRTH), record.answers.get("age")
        if born is not None:
            yield add_months(born, 12 * int(age)) if isinstance(age, int | float) and 0 <= age < 100 else born


def _without_slips(days: Sequence[date]) -> date:
    fullest = max((_within(HALF_YEAR, days, place) for place in range(len(days))), default=0)
    needed = {span: SHARE * fullest * (span / HALF_YEAR) for span in SPANS}
    last = len(days) - 1
    while last > 0 and (_is_far(days, last) or any(_within(span, days, last) < needed[span] for span in SPANS)):
        last -= 1
    return days[last] if days else NOT_KNOWN


def _within(span: timedelta, days: Sequence[date], place: int) -> int:
    """How many days the span that ends with one of them holds."""
    return place + 1 - bisect_right(days, days[place] - span)


def _is_far(days: Sequence[date], place: int) -> bool:
    alone = len(days) - place <= max(FEW, len(days) // FEW_IN) and len(days) >= ENOUGH
    return alone and days[place] - days[place - 1] > FAR
