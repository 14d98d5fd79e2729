"""What had been said of a framework by a date: when it would begin, when every area would be done, when it paused?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import Framework, LifeEvent
from joint_inspection.programmes.paths import months_in

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A date by which a round of inspections was to be complete."""

    known: date
    """The day from which it was public."""
    end: date
    by: str | None


def promised_end(frameworks: Iterable[Framework], *, on: date) -> Promise | None:
    """The last promise made by ``on`` about when the round would be complete; None where none had been given.

    A framework that goes to a sample of areas promises no round.
    """
    rounds = [framework for framework in frameworks if framework.cycle.area_sample is None]
    known = [promise for framework in rounds for promise in _promises(framework) if promise.known <= on]
    return max(known, key=lambda promise: promise.known, default=None)


def known_launch(frameworks: Iterable[Framework], *, on: date) -> date | None:
    """The first day on which visits start, if that was known on a date."""
    for framework in frameworks:
        start = framework.in_force.start
        announced = [event.announced_on for event in framework.life if event.stage == "launched"]
        days = [day for day in (first_day(each) for each in announced) if day]
        if start and (start <= on or any(day <= on for day in days)):
            return start
    return None


def known_pauses(frameworks: Sequence[Framework], *, starts: Sequence[date], on: date) -> tuple[tuple[date, date], ...]:
    """Each time by ``on``, since the launch, in which nothing began: its first day and the day on which it ended.

    It ends when it was said to or when the next inspection begins, whichever comes first; one still lasting, on ``on``.
    """
    events = [event for framework in frameworks for event in framework.life]
    launch = min((each.in_force.start for each in frameworks if each.in_force.start), default=on)
    again = [*_days(events, "resumed", on=on), *starts]
    paused = (day for day in _days(events, "paused", on=on) if day >= launch)
    return tuple((day, min((each for each in again if each > day), default=on)) for day in paused)


def _days(events: Iterable[LifeEvent], stage: str, *, on: date) -> list[date]:
    days = (first_day(event.happened) for event in events if event.stage == stage)
    return [day for day in days if day and day <= on]


def _promises(framework: Framework) -> Iterator[Promise]:
    for event in framework.life:
        if event.stage == "completed":
            yield from _of_event(event, launch=framework.in_force.start)


def _of_event(event: LifeEvent, *, launch: date | None) -> Iterator[Promise]:
    announced = first_day(event.announced_on) or launch
    given = [(announced, event.announced_for, event.announced_by)]
    given += [(first_day(move.on), move.to, move.by) for move in event.moved]
    for known, words, by in given:
        end = last_day(words) or _within(words, launch=launch)
        if known and end:
            yield Promise(known=known, end=end, by=by)


def _within(words: date | str | None, *, launch: date | None) -> date | None:
    """The last day of a time counted from the launch (``every area within three years``)."""
    months = months_in(words) if isinstance(words, str) and "within" in words else None
    return add_months(launch, months) - timedelta(days=1) if launch and months else None


def first_day(given: date | str | None) -> date | None:
    """The first day that a date or its words can mean (``October 2015``: the first of it)."""
    found = _month_or_year(given)
    return found[0] if found else None


def last_day(given: date | str | None) -> date | None:
    """The last day that a date or its words can mean (``November 2016``: the thirtieth)."""
    found = _month_or_year(given)
    return found[1] if found else None


def _month_or_year(given: date | str | None) -> tuple[date, date] | None:
    if given is None or isinstance(given, date):
        return (given, given) if given else None
    words = re.fullmatch(r"(?:(?P<month>[a-z]+) )?(?P<year>20\d\d)", given.strip().lower())
    if not words or (words["month"] and words["month"] not in MONTHS):
        return None
    month = MONTHS.index(words["month"]) + 1 if words["month"] else 1
    first = date(int(words["year"]), month, 1)
    return first, add_months(first, 1 if words["month"] else 12) - timedelta(days=1)
