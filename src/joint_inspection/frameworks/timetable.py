"""What happens on which date, once an area has been told?

A framework counts in its own day numbers; here they meet the real calendar of working days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.dates import add_months, add_working_days, is_working_day, why_not_working, working_days_between
from joint_inspection.errors import invalid
from joint_inspection.frameworks.model import Deadline, Framework, Step, VisitKind

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that happens on one date of a visit."""

    day: int
    """The framework's own day number."""
    date: date
    what: str
    who: tuple[str, ...]
    """Roles of the team, kinds of agency, ``partnership`` or ``all``."""
    stage: str
    """The stage of the step, or ``deadline`` for what the report's rules ask for."""
    kind: str
    """The kind of visit."""
    step: str
    """Id of the step or the deadline."""


@dataclass(frozen=True, kw_only=True)
class Days:
    """The first and the last date of a step."""

    first: date
    last: date


def timetable(framework: Framework, *, notify: date, kind: str | None = None) -> tuple[Row, ...]:
    """Every step and deadline of a visit whose area is told on ``notify``, in order of date.

    Without ``kind`` it is the framework's first full kind of visit. What lasts several days has a row for its first
    and one for its last day. Raises InvalidInput where ``notify`` is not a working day or the kind is not known.
    """
    visit = kind_of(framework, kind)
    _expect_working_day(notify)
    steps = step_days(framework, visit, notify=notify)
    told = framework.day_numbering.notification_is_day

    def row(day: date, what: str, *, who: tuple[str, ...], stage: str, step: str) -> Row:
        number = working_days_between(notify, day) + told
        return Row(day=number, date=day, what=what, who=who, stage=stage, kind=visit.id, step=step)

    rows = [
        row(day, what, who=step.who, stage=step.stage, step=step.id)
        for step in visit.timetable
        for day, what in _moments(steps[step.id], step.what)
    ]
    rows += [
        row(day, deadline.what, who=deadline.who, stage="deadline", step=deadline.id)
        for deadline, day in _deadlines(framework, visit, steps, notify=notify)
    ]
    return tuple(sorted(rows, key=lambda each: each.date))


def kind_of(framework: Framework, kind: str | None) -> VisitKind:
    """The kind asked for, else the first full one; raises InvalidInput with the known kinds."""
    if kind is None:
        return next((each for each in framework.kinds if each.full), framework.kinds[0])
    if kind not in framework.kind_ids:
        known = ", ".join(framework.kind_ids)
        raise invalid("kind", f"{framework.ref} has no kind of visit '{kind}'; known: {known}")
    return framework.kind(kind)


def date_of(framework: Framework, day: int, *, notify: date) -> date:
    """The date of a framework day when the area is told on ``notify``."""
    return add_working_days(notify, day - framework.day_numbering.notification_is_day)


def step_days(framework: Framework, visit: VisitKind, *, notify: date) -> dict[str, Days]:
    """First and last date of every step of a visit; raises InvalidInput where steps wait for each other."""
    known: dict[str, Days] = {}
    waiting = list(visit.timetable)
    while waiting:
        ready = [step for step in waiting if step.after is None or step.after in known]
        if not ready:
            names = ", ".join(step.id for step in waiting)
            raise invalid("timetable", f"These steps come after each other or after none that exists: {names}")
        known |= {step.id: _days(framework, step, notify=notify, known=known) for step in ready}
        waiting = [step for step in waiting if step.id not in known]
    return known


def _days(framework: Framework, step: Step, *, notify: date, known: Mapping[str, Days]) -> Days:
    if step.after is not None:
        day = add_working_days(known[step.after].last, step.working_days or 0)
        return Days(first=day, last=day)
    first, last = step.days or (step.day or 0, step.day or 0)
    return Days(first=date_of(framework, first, notify=notify), last=date_of(framework, last, notify=notify))


def _moments(days: Days, what: str) -> Iterator[tuple[date, str]]:
    if days.first == days.last:
        yield days.first, what
        return
    yield days.first, f"First day: {what}"
    yield days.last, f"Last day: {what}"


def _deadlines(
    framework: Framework, visit: VisitKind, steps: Mapping[str, Days], *, notify: date
) -> Iterator[tuple[Deadline, date]]:
    """The report's deadlines that this kind of visit starts; one that is also a step is told once, as the step."""
    events = event_days(visit, steps, notify=notify)
    for deadline in framework.report.deadlines:
        applies = not deadline.kinds or visit.id in deadline.kinds
        if applies and deadline.id not in steps and deadline.from_event in events:
            yield deadline, _falls_due(deadline, events[deadline.from_event])


def event_days(visit: VisitKind, steps: Mapping[str, Days], *, notify: date) -> dict[str, date]:
    """The dates of the events from which deadlines are counted, as far as this kind of visit has them.

    A report counts as received on the day on which it is published, the latest day it can be.
    """
    by_stage: dict[str, list[Days]] = {}
    for step in visit.timetable:
        by_stage.setdefault(step.stage, []).append(steps[step.id])
    events = {"notification": notify}
    if on_site := by_stage.get("on_site"):
        events["first_day_on_site"] = min(days.first for days in on_site)
        events["last_day_on_site"] = max(days.last for days in on_site)
    for event, stage in (("judgement", "feedback"), ("draft_sent", "draft"), ("published", "publish")):
        if stage in by_stage:
            events[event] = max(days.last for days in by_stage[stage])
    if "published" in events:
        events["report_received"] = events["published"]
    return events


def _falls_due(deadline: Deadline, event: date) -> date:
    """A limit in months that ends on a non-working day is kept by the working day before."""
    if deadline.working_days is not None:
        return add_working_days(event, deadline.working_days)
    months = deadline.months or 0
    day = add_months(event, int(months)) + timedelta(days=round(30 * (months % 1)))
    return day if is_working_day(day) else add_working_days(day, -1)


def _expect_working_day(notify: date) -> None:
    if not FIRST_YEAR <= notify.year <= LAST_YEAR:
        raise invalid("notify", f"Write a date between {FIRST_YEAR} and {LAST_YEAR}; got {notify}")
    if reason := why_not_working(notify):
        following = add_working_days(notify, 1)
        says = f"{notify} is not a working day ({reason}); the next one is {following:%A} {following}"
        raise invalid("notify", says)
