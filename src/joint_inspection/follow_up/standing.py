"""How do a statement and its actions stand on a day: sent in time, overdue, done, verified, judged?

Only what was known on the day counts, so that the same question about a past day gets the same answer for ever.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joint_inspection.dates import working_days_between
from joint_inspection.follow_up.statement import Action, Statement


class Stands(StrEnum):
    """How an action stands on a day."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    """Its day has passed, and nobody reported it as done."""
    DONE = "done"
    """By the report of whoever does it."""
    VERIFIED = "verified"
    NOT_CONFIRMED = "not_confirmed"
    """Somebody looked and did not find it done."""
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A measure on one day."""

    on: date
    value: float


@dataclass(frozen=True, kw_only=True)
class Series:
    """A measure from its baseline on."""

    unit: str
    better: str
    target: float | None
    points: tuple[Point, ...]

    @property
    def met_on(self) -> date | None:
        """The first day on which the target was met."""
        return next((each.on for each in self.points if self._meets(each.value)), None)

    @property
    def meets_now(self) -> bool:
        """Whether the last point meets the target."""
        return bool(self.points) and self._meets(self.points[-1].value)

    def _meets(self, value: float) -> bool:
        if self.target is None:
            return False
        return value >= self.target if self.better == "higher" else value <= self.target


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """An action whose day has passed."""

    action: str
    due: date
    working_days: int
    """By how many."""


def stands(statement: Statement, action: Action, *, on: date) -> Stands:
    """How an action stands on a day."""
    reported = statement.progress_of(action.id, on)
    state = reported[-1].state if reported else "not_begun"
    if state == "done":
        return _verified(statement, action, since=reported[-1].on, on=on)
    if state == "stopped":
        return Stands.STOPPED
    if action.due and action.due < on:
        return Stands.OVERDUE
    return Stands(state)


def _verified(statement: Statement, action: Action, *, since: date, on: date) -> Stands:
    """The last verification after it was last reported as done decides."""
    looked = sorted(
        (each for each in statement.verifications if each.action == action.id and since <= each.on <= on),
        key=lambda each: each.on,
    )
    if not looked:
        return Stands.DONE
    return Stands.VERIFIED if looked[-1].confirmed else Stands.NOT_CONFIRMED


def overdue(statement: Statement, *, on: date) -> tuple[Overdue, ...]:
    """The actions whose day has passed, those longest overdue first."""
    late = [
        Overdue(action=each.id, due=each.due, working_days=working_days_between(each.due, on))
        for each in statement.actions
        if each.due and stands(statement, each, on=on) == Stands.OVERDUE
    ]
    return tuple(sorted(late, key=lambda each: each.due))


def counts(statement: Statement, *, on: date) -> dict[str, int]:
    """How many actions stand how on a day."""
    found = Counter(stands(statement, each, on=on).value for each in statement.actions)
    return {each.value: found[each.value] for each in Stands if found[each.value]}


def series(statement: Statement, action: Action, *, on: date) -> Series | None:
    """An action's measure from its baseline to a day; None where it has none."""
    measure = action.measure
    if measure is None:
        return None
    begins = [(measure.baseline_on, measure.baseline)]
    told = [*begins, *((each.on, each.value) for each in statement.progress_of(action.id, on))]
    points = (Point(on=day, value=value) for day, value in told if day and day <= on and value is not None)
    return Series(unit=measure.unit, better=measure.better, target=measure.target, points=tuple(points))


def working_days_late(statement: Statement, *, on: date) -> int:
    """By how many working days the statement came late, or is late on a day; 0 where it is not."""
    due, sent = statement.request.due, statement.sent_on
    until = sent if sent and sent <= on else on
    return max(0, working_days_between(due, until)) if due else 0


def reflects_findings(statement: Statement, *, on: date) -> bool | None:
    """What inspectors last said of the plan by a day; None where they said nothing yet."""
    said = sorted((each for each in statement.reviews if each.on <= on), key=lambda each: each.on)
    return said[-1].reflects if said else None


def is_of_the_partnership(action: Action, partnership: str | None) -> bool:
    """Whether several bodies do it, or the partnership itself; else it is one agency's own."""
    owner = action.owner.body if action.owner else None
    return bool(action.with_others) or (owner is not None and owner == partnership)
