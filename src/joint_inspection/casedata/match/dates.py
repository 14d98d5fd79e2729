"""Which day does a cell mean, as areas write days: as dates, numbers, text, and in the American order?

Day before month is how dates are written here. A column is read month first only where it proves it: some value that
can be nothing else, and none that cannot be that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from joint_inspection.casedata.match.words import clean
from joint_inspection.casedata.model import Cell

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100
CENTURY_TURNS = 50
"""Years of two digits below it are of this century."""
STANDS_FOR_NONE = {date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1), date(2099, 12, 31)}
FIRST_SERIAL, LAST_SERIAL = 3_654, 73_050
"""Days counted by a workbook that are taken as dates: 1910 to 2099."""
FAR_MORE = 20
"""How many times more values must prove one order before the few that prove the other count as mistakes."""
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.\-]*([a-z]{3,9})\.?,?[\s/.\-]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?[\s/.\-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s/.\-]+(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
_TIME = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$")
_MIDNIGHT = re.compile(r"[t\s]+0?0:00(?::00(?:\.0+)?)?")


class Order(StrEnum):
    """In which order a column writes day and month."""

    DAY = "day first"
    ASSUMED = "day first, though nothing proves it"
    MONTH = "month first"
    UNSURE = "now one first, now the other"


class Note(StrEnum):
    """What reading a date had to decide."""

    TIME = "a time of day was left off"
    SERIAL = "a number was read as the day that a workbook counts"
    CENTURY = "a year of two digits"
    AMBIGUOUS = "day before month, though it could be the other way round"
    MONTH_FIRST = "month before day, as other dates show"


@dataclass(frozen=True, kw_only=True, repr=False)
class Day:
    """What a cell was read as; ``day`` is None where it means no day that exists."""

    day: date | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proofs:
    """How many values can only be read with the day first, and how many only with the month first."""

    day: int = 0
    month: int = 0

    def __add__(self, other: Proofs) -> Proofs:
        return Proofs(day=self.day + other.day, month=self.month + other.month)


def proofs(cells: Iterable[Cell]) -> Proofs:
    """Count what a column proves."""
    day = month = 0
    for cell in cells:
        if isinstance(cell, str) and (found := _NUMERIC.fullmatch(_without_time(cell)[0])):
            first, second = int(found[1]), int(found[2])
            day += first > 12 >= second
            month += second > 12 >= first
    return Proofs(day=day, month=month)


def order_of(column: Proofs, *around: Proofs) -> Order:
    """The order of a column; where it proves nothing itself, that of its sheet, then of all sheets sent with it."""
    if column.day and column.month:
        if column.day >= FAR_MORE * column.month:
            return Order.DAY
        return Order.MONTH if column.month >= FAR_MORE * column.day else Order.UNSURE
    for proven in (column, *around):
        if bool(proven.day) != bool(proven.month):
            return Order.DAY if proven.day else Order.MONTH
    return Order.ASSUMED


def read_day(cell: Cell, *, order: Order = Order.ASSUMED, from_1904: bool = False) -> Day:
    """The day that a cell means."""
    if isinstance(cell, datetime):
        return _sensible(cell.date(), () if cell.time() == datetime.min.time() else (Note.TIME,))
    if isinstance(cell, date):
        return _sensible(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _counted(cell, from_1904=from_1904)
    return _written(cell, order, from_1904) if isinstance(cell, str) else Day()


def _counted(number: float, *, from_1904: bool) -> Day:
    if isinstance(number, int) and (found := _COMPACT.fullmatch(str(number))):
        return _sensible(_date(int(found[1]), int(found[2]), int(found[3])))
    if not FIRST_SERIAL <= number + 1462 * from_1904 <= LAST_SERIAL:
        return Day()
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    notes = (Note.SERIAL,) if number == int(number) else (Note.SERIAL, Note.TIME)
    return _sensible(first + timedelta(days=int(number)), notes)


def _written(text: str, order: Order, from_1904: bool) -> Day:
    text, timed = _without_time(text)
    notes = (Note.TIME,) if timed else ()
    if found := _ISO.fullmatch(text):
        return _sensible(_date(int(found[1]), int(found[2]), int(found[3])), notes)
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[2]), found[3], order, notes)
    if found := _NAMED.fullmatch(text):
        return _with_year(found[3], _month(found[2]), int(found[1]), notes)
    if found := _NAMED_FIRST.fullmatch(text):
        return _with_year(found[3], _month(found[1]), int(found[2]), notes)
    if re.fullmatch(r"\d{4,8}(\.\d+)?", text):
        number = float(text)
        return _counted(int(number) if number == int(number) else number, from_1904=from_1904)
    return Day()


def _numeric(first: int, second: int, year: str, order: Order, notes: tuple[Note, ...]) -> Day:
    """A day of three numbers; one that only the other order could read stays unread in a column of known order."""
    either_way = first <= 12 and second <= 12 and first != second
    if order is Order.MONTH:
        return _with_year(year, first, second, (*notes, Note.MONTH_FIRST) if either_way else notes)
    if order in (Order.DAY, Order.ASSUMED):
        doubtful = either_way and order is Order.ASSUMED
        return _with_year(year, second, first, (*notes, Note.AMBIGUOUS) if doubtful else notes)
    if either_way:
        return Day()
    return _with_year(year, *((first, second) if second > 12 else (second, first)), notes)


def _with_year(year: str, month: int | None, day: int, notes: tuple[Note, ...]) -> Day:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < CENTURY_TURNS else 1900
        notes = (*notes, Note.CENTURY)
    return _sensible(_date(number, month, day), notes)


def _sensible(day: date | None, notes: tuple[Note, ...] = ()) -> Day:
    """Nothing for days that cannot be meant, among them those that systems write for none."""
    if day is None or not FIRST_YEAR <= day.year < LAST_YEAR or day in STANDS_FOR_NONE:
        return Day()
    return Day(day=day, notes=notes)


def _date(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """The number of a month by its name or the first letters of it."""
    return next((n for n, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.startswith(name)), None)


def _without_time(text: str) -> tuple[str, bool]:
    """The text of the day alone, and whether a time other than midnight stood with it."""
    text = _WEEKDAY.sub("", clean(text).lstrip("'").casefold())
    if found := _TIME.search(text):
        return text[: found.start()], not _MIDNIGHT.match(found.group())
    return text, False
