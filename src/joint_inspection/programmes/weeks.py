"""Which weeks does a programme have, and on which Mondays may a visit start?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from joint_inspection.dates import add_working_days, days, is_working_day, monday_of, why_not_working
from joint_inspection.programmes.settings import Settings

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """The weeks from the programme's first day to its last, numbered from 0."""

    start: date
    end: date
    settings: Settings = field(repr=False)

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """The Monday of every week that the period touches."""
        first = monday_of(self.start)
        return tuple(first + number * WEEK for number in range((monday_of(self.end) - first).days // 7 + 1))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The weeks in which a visit may start."""
        return tuple(number for number, monday in enumerate(self.mondays) if not self.why_no_start(monday))

    def why_no_start(self, monday: date) -> str | None:
        """What stops a visit from starting on this Monday, or None."""
        if not self.start <= monday <= self.end:
            return f"{monday} is outside the programme"
        if not is_working_day(monday):
            return f"{monday} is {why_not_working(monday)}"
        blackout = self.settings.blackout(monday)
        return f"the week of {monday} is in {blackout.says}" if blackout else None

    def number(self, day: date) -> int:
        """The number of the week that a day is in; below 0 before the programme."""
        return (monday_of(day) - self.mondays[0]).days // 7

    def fits(self, start: date, end: date) -> bool:
        """Say whether every week of a visit is within the programme and free of blackouts."""
        return end <= self.end and not any(self.settings.blackout(monday) for monday in mondays_of(start, end))


def last_day(start: date, working_days: int) -> date:
    """The last day on site of a visit of so many working days."""
    return add_working_days(start, working_days - 1)


def mondays_of(start: date, end: date) -> tuple[date, ...]:
    """The Monday of every week that a visit touches."""
    return tuple(day for day in days(monday_of(start), end) if day.weekday() == 0)
