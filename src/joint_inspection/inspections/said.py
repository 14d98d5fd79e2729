"""How is a day written in a letter, and which day is meant?

``Friday 18 April 2023``, ``12 November 2018``, ``7–12 March 2016``, ``2018-11-12``. What cannot be meant is refused
with advice: a weekday that the day does not have, a year of two digits, a day that the month does not have.
"""

from __future__ import annotations

import re
from datetime import date

from joint_inspection.dates import WEEKDAYS, add_working_days, why_not_working
from joint_inspection.errors import InvalidInput, Problem, invalid

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAY = r"(?:(?P<weekday>[A-Za-z]+),?\s+)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY = re.compile(rf"{_WEEKDAY}{_NUMBER}\s+(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d+)")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[ /.-](?P<month>\d{1,2})[ /.-](?P<year>\d+)")
_FIRST = re.compile(rf"{_WEEKDAY}{_NUMBER}(?:\s+(?P<month>[A-Za-z]+))?(?:,?\s+(?P<year>\d+))?")
_BETWEEN = re.compile(r"\s*(?:–|—|\bto\b|\band\b|(?<!\d{4})(?<!\d{4}-\d\d)-)\s*")
FIRST_YEAR, LAST_YEAR = 1990, 2100


def said(day: date) -> str:
    """A day as a letter writes it: 'Tuesday 18 April 2023'."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def day_off(day: date) -> str | None:
    """That a day is not a working day, with the holiday that it is; else None."""
    reason = why_not_working(day)
    if reason is None:
        return None
    kind = "" if reason in WEEKDAYS else f" ({reason})"
    return f"{said(day)}{kind} is not a working day"


def not_working(day: date) -> str | None:
    """Advice where a day is not a working day: why, and which ones are near; else None."""
    if (off := day_off(day)) is None:
        return None
    before, after = add_working_days(day, -1), add_working_days(day, 1)
    return f"{off}; the nearest are {said(before)} and {said(after)}"


def read_day(text: str, *, where: str = "date") -> date:
    """The day that is meant; raises InvalidInput where none can be, or where two differ."""
    if iso := _iso(text):
        return iso
    if found := _NUMBERS.fullmatch(text.strip()):
        return _day(found["day"], _month(found["month"]), found["year"], where=where)
    if found := _DAY.fullmatch(text.strip()):
        return _day(found["day"], found["month"], found["year"], weekday=found["weekday"], where=where)
    raise invalid(where, f"Write the day like 18 April 2023 or 2023-04-18; got {text[:60]!r}")


def is_like_a_day(text: str) -> bool:
    """Whether a day is written here, be it one that there is or not."""
    return bool(_iso(text) or _NUMBERS.fullmatch(text.strip()) or _DAY.fullmatch(text.strip()))


def read_span(text: str, *, where: str = "dates") -> tuple[date, date]:
    """The first and the last day that are meant; a month or year said once counts for both."""
    parts = _BETWEEN.split(text.strip())
    if len(parts) > 2 or not all(parts):
        raise invalid(where, f"Write first and last day like 7 to 11 March 2016; got {text[:60]!r}")
    last = read_day(parts[-1], where=where)
    first = _first(parts[0], last, where=where)
    if last < first:
        raise invalid(where, f"The last day, {said(last)}, is before the first, {said(first)}")
    return first, last


def problems_of_day(text: str, *, where: str) -> tuple[date | None, tuple[Problem, ...]]:
    """The day that is meant, or what is wrong with it."""
    try:
        return read_day(text, where=where), ()
    except InvalidInput as error:
        return None, error.problems


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _first(text: str, last: date, *, where: str) -> date:
    """The first day of a span, with the month and the year that may be said only once."""
    found = _FIRST.fullmatch(text)
    if _iso(text) or found is None:
        return read_day(text, where=where)
    month, year = found["month"] or MONTHS[last.month - 1], found["year"] or str(last.year)
    return _day(found["day"], month, year, weekday=found["weekday"], where=where)


def _month(number: str) -> str:
    """The name of a month, or the number where there is none of that number."""
    return MONTHS[int(number) - 1] if 1 <= int(number) <= 12 else number


def _day(day: str, month: str, year: str, *, where: str, weekday: str | None = None) -> date:
    number = next((number for number, name in enumerate(MONTHS, 1) if _short_for(name, month)), None)
    if number is None:
        raise invalid(where, f"{month} is not a month; write the day like 18 April 2023")
    if len(year) != 4:
        full = f", like 20{year}" if len(year) == 2 else ""
        raise invalid(where, f"The year {year} has {len(year)} digits: write all four{full}")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise invalid(where, f"Write a year between {FIRST_YEAR} and {LAST_YEAR}; got {year}")
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        raise invalid(where, f"{MONTHS[number - 1]} {year} has no day {day}") from None
    if weekday and not _short_for(WEEKDAYS[found.weekday()], weekday):
        says = f"{day} {MONTHS[number - 1]} {year} is not a {weekday} but a {WEEKDAYS[found.weekday()]}"
        raise invalid(where, f"{says}: correct the weekday or the day")
    return found


def _short_for(name: str, text: str) -> bool:
    """Whether a name is meant, whole or by at least its first three letters."""
    return len(text) >= 3 and name.lower().startswith(text.lower())
