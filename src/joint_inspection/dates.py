"""Which days are working days, and how far apart two dates are?

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales
(SI 2007/462, regulation 1). Holidays come from the ``holidays`` package, which also knows the one-off ones.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from joint_inspection.errors import invalid

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> dict[date, str]:
    """Bank holidays in England in one year, by date, with their names."""
    from holidays import country_holidays

    return dict(country_holidays("GB", subdiv="ENG", years=year, language="en_GB").items())


def is_working_day(day: date) -> bool:
    """Say whether ``day`` is a working day in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def why_not_working(day: date) -> str | None:
    """Name what stops ``day`` from being a working day (``Saturday``, ``Good Friday``), or None."""
    if day.weekday() >= 5:
        return WEEKDAYS[day.weekday()]
    return bank_holidays(day.year).get(day)


def add_working_days(day: date, number: int) -> date:
    """Count ``number`` working days on from ``day`` (back, if negative); ``day`` itself is day 0.

    With ``number`` 0 a non-working ``day`` is returned as it is.
    """
    step = timedelta(days=1 if number >= 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after ``start`` up to and including ``end``; negative if ``end`` comes first."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(day) for day in days(start + timedelta(days=1), end))


def days(first: date, last: date) -> Iterator[date]:
    """Every date from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def add_months(day: date, months: int) -> date:
    """The same day of the month, ``months`` later; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def parse_date(text: str, *, where: str = "date") -> date:
    """Read an ISO 8601 date; raises InvalidInput with advice."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise invalid(where, f"Write the date as year-month-day, for example 2025-06-01; got {text!r}") from None
