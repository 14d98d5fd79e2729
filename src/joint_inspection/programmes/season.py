"""In which weeks do inspections begin?

Of some nine hundred visits of 2013 to 2025 none began in August, over Christmas or in the week of the late May holiday,
and few at Easter. A visit of several weeks does not begin either where it would run into one of the long holidays. The
planner's own blackout weeks are something else: what a plan avoids from now on, and not what history did.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from joint_inspection.dates import bank_holidays, monday_of

IsOpen = Callable[[date], bool]
WEEK = timedelta(weeks=1)
OPEN_WEEKS_A_YEAR = 40
YEARS_AHEAD = 40
"""Nothing is forecast further ahead."""


def starts_of(working_days: int) -> IsOpen:
    """A test for the Mondays on which visits of so many working days on site begin."""
    weeks = max(math.ceil(working_days / 5), 1)

    def is_open(monday: date) -> bool:
        return not _late_may(monday) and not any(_long_holiday(monday + number * WEEK) for number in range(weeks))

    return is_open


def _long_holiday(monday: date) -> bool:
    day = (monday.month, monday.day)
    summer, christmas = (7, 29) <= day <= (8, 31), day >= (12, 18) or day <= (1, 1)
    return summer or christmas or _easter(monday)


def _easter(monday: date) -> bool:
    """The week of Good Friday and the one after."""
    if not 3 <= monday.month <= 4:
        return False
    friday = next(day for day, name in bank_holidays(monday.year).items() if name == "Good Friday")
    return monday_of(friday) <= monday <= monday_of(friday) + WEEK


def _late_may(monday: date) -> bool:
    return monday.month == 5 and monday.day >= 25


@dataclass
class OpenWeeks:
    """The Mondays after a date on which inspections may begin, worked out as far as they are asked for."""

    after: date
    is_open: IsOpen
    _known: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._more = self._mondays()

    def on(self, weeks: float) -> date:
        """The Monday on which so many open weeks are used up; ``date.max`` beyond what can be told."""
        number = max(math.ceil(weeks) - 1, 0)
        if number >= YEARS_AHEAD * OPEN_WEEKS_A_YEAR:
            return date.max
        while len(self._known) <= number:
            self._known.append(next(self._more))
        return self._known[number]

    def before(self, day: date) -> int:
        """How many of them come before ``day``."""
        while not self._known or self._known[-1] < day:
            self._known.append(next(self._more))
        return bisect_left(self._known, day)

    def _mondays(self) -> Iterator[date]:
        monday = monday_of(self.after)
        while True:
            monday += WEEK
            if self.is_open(monday):
                yield monday
