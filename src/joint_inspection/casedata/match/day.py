"""For which day were lists drawn up, where nobody says it?

The latest day that they speak of, birth dates apart. A day far after all others, on a record or two, is taken for a
slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from joint_inspection.casedata.model import Record
from joint_inspection.dates import add_months

BIRTH = "born"
FAR = 366
"""Days after the one before that make a day a slip of the pen,"""
FEW = 0.01
"""if no larger a share of all days lies as late,"""
ENOUGH = 10
"""where there are so many days to compare."""
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
    last = len(days) - 1
    while last > 0 and len(days) >= ENOUGH and (days[last] - days[last - 1]).days > FAR and _are_few(days, last):
        last -= 1
    return days[last] if days else NOT_KNOWN


def _are_few(days: Sequence[date], place: int) -> bool:
    later = len(days) - place
    return later <= max(2, FEW * len(days))
