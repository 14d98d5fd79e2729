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


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One step or deadline of a visit with its first and its last date."""

    step: str
    """Id of the step or the deadline."""
    stage: str
    """The stage of the step, or ``deadline`` for what the report's rules ask for."""
    what: str
    who: tuple[str, ...]
    first: date
    last: date


def timetable(
    framework: Framework, *, notify: date, kind: str | None = None, received: date | None = None
) -> tuple[Row, ...]:
    """Every step and deadline of a visit whose area is told on ``notify``, in order of date.

    Without ``kind`` it is the framework's first full kind of visit. What lasts several days has a row for its first
    and one for its last day. Raises InvalidInput as ``planned`` does.
    """
    visit = kind_of(framework, kind)
    return tuple(
        Row(
            day=day_of(framework, day, notify=notify), date=day, what=what, who=each.who, stage=each.stage,
            kind=visit.id, step=each.step,
        )
        for day, what, each in sorted(
            (
                (day, what, each)
                for each in planned(framework, notify=notify, kind=kind, received=received)
                for day, what in _moments(each)
            ),
            key=lambda row: row[0],
        )
    )  # fmt: skip


def planned(
    framework: Framework, *, notify: date, kind: str | None = None, received: date | None = None
) -> tuple[Planned, ...]:
    """Every step and deadline of a visit whose area is told on ``notify``, steps first, as the framework lists them.

    ``received`` is the day on which the report reaches the area, where that is known; from it what is counted from
    receipt is counted. Raises InvalidInput where ``notify`` is not a working day, the kind is not known, or the
    report would be received before inspectors have left.
    """
    visit = kind_of(framework, kind)
    _expect_working_day(notify)
    days = step_days(framework, visit, notify=notify, received=received)
    events = event_days(visit, days, notify=notify)
    if received is not None:
        _expect_later(received, events)
        events["report_received"] = received
    steps = [
        Planned(
            step=step.id, stage=step.stage, what=step.what, who=step.who,
            first=days[step.id].first, last=days[step.id].last,
        )
        for step in visit.timetable
    ]  # fmt: skip
    for deadline in _deadlines(framework, visit):
        if deadline.from_event in events:
            due = falls_due(deadline, events[deadline.from_event])
            steps.append(
                Planned(step=deadline.id, stage="deadline", what=deadline.what, who=deadline.who, first=due, last=due)
            )
    return tuple(steps)


def day_of(framework: Framework, day: date, *, notify: date) -> int:
    """The framework's own number of a date."""
    return working_days_between(notify, day) + framework.day_numbering.notification_is_day


def _expect_later(received: date, events: Mapping[str, date]) -> None:
    left = events.get("last_day_on_site", events["notification"])
    if received < left:
        says = f"The report cannot be received on {received}: inspectors leave on {left}; write a later date"
        raise invalid("received", says)


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


def step_days(framework: Framework, visit: VisitKind, *, notify: date, received: date | None = None) -> dict[str, Days]:
    """First and last date of every step of a visit; raises InvalidInput where steps wait for each other.

    The area's answer to a published report counts from the day on which it was ``received``, where that is known.
    """
    answers = _answers(framework, visit) if received else frozenset()
    known: dict[str, Days] = {}
    waiting = list(visit.timetable)
    while waiting:
        ready = [step for step in waiting if step.after is None or step.after in known]
        if not ready:
            names = ", ".join(step.id for step in waiting)
            raise invalid("timetable", f"These steps come after each other or after none that exists: {names}")
        for step in ready:
            trigger = received if step.id in answers else known[step.after].last if step.after else None
            known[step.id] = _days(framework, step, notify=notify, trigger=trigger)
        waiting = [step for step in waiting if step.id not in known]
    return known


def _answers(framework: Framework, visit: VisitKind) -> frozenset[str]:
    """The steps that the area's statement takes, where its days are counted from receipt of the report."""
    if framework.statement.counted_from != "report_received":
        return frozenset()
    published = {step.id for step in visit.timetable if step.stage == "publish"}
    return frozenset(step.id for step in visit.timetable if step.stage == "respond" and step.after in published)


def _days(framework: Framework, step: Step, *, notify: date, trigger: date | None) -> Days:
    if trigger is not None:
        day = add_working_days(trigger, step.working_days or 0)
        return Days(first=day, last=day)
    first, last = step.days or (step.day or 0, step.day or 0)
    return Days(first=date_of(framework, first, notify=notify), last=date_of(framework, last, notify=notify))


def _moments(planned: Planned) -> Iterator[tuple[date, str]]:
    if planned.first == planned.last:
        yield planned.first, planned.what
        return
    yield planned.first, f"First day: {planned.what}"
    yield planned.last, f"Last day: {planned.what}"


def _deadlines(framework: Framework, visit: VisitKind) -> Iterator[Deadline]:
    """The report's deadlines of this kind of visit; one that is also a step is told once, as the step."""
    steps = {step.id for step in visit.timetable}
    for deadline in framework.report.deadlines:
        if deadline.id not in steps and (not deadline.kinds or visit.id in deadline.kinds):
            yield deadline


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


def falls_due(deadline: Deadline, event: date) -> date:
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
