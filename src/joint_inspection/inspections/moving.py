"""May a step of a timetable move to other days, and where do the others go when a visit stands still for a while?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from joint_inspection.dates import add_working_days, working_days_between
from joint_inspection.errors import Problem
from joint_inspection.frameworks.check.days import BEFORE
from joint_inspection.frameworks.model import Framework, VisitKind
from joint_inspection.frameworks.timetable import Days, Planned, event_days
from joint_inspection.inspections.said import not_working, said

Timetable = Mapping[str, Planned]
"""Steps and deadlines by id."""


def check_move(
    timetable: Iterable[Planned], step: str, *, first: date, last: date, framework: Framework, kind: str
) -> tuple[Problem, ...]:
    """Everything that keeps a step from moving to other days; nothing if it may."""
    before = {each.step: each for each in timetable}
    if step not in before:
        return (Problem(where="step", says=f"The timetable has no step '{step}'"),)
    moved = before | {step: replace(before[step], first=first, last=last)}
    visit = framework.kind(kind)
    return (*_days(first, last), *_told(moved, step), *_order(moved, step, framework, visit))


def _days(first: date, last: date) -> Iterator[Problem]:
    for where, day in {"first": first, "last": last}.items():
        if says := not_working(day):
            yield Problem(where=where, says=says)
    if last < first:
        yield Problem(where="last", says=f"The last day, {said(last)}, is before the first, {said(first)}")


def _told(timetable: Timetable, step: str) -> Iterator[Problem]:
    told = min((each.first for each in timetable.values() if each.stage == "notify"), default=None)
    if timetable[step].stage == "notify":
        early = [each for each in timetable.values() if told and each.first < told and each.stage != "notify"]
        for each in early:
            yield Problem(where="first", says=f"{_name(each)} is on {said(each.first)}: the area is told before that")
    elif told and timetable[step].first < told:
        yield Problem(where="first", says=f"The area is told on {said(told)}: choose that day or a later one")


def _order(timetable: Timetable, step: str, framework: Framework, visit: VisitKind) -> Iterator[Problem]:
    """What a step waits for comes before it; what waits for it comes after it; stages keep their order."""
    for one, other, trigger in (*_waits(timetable, visit), *_deadlines(timetable, framework, visit)):
        if other.first < trigger and step in (one.step, other.step):
            yield _says(one, other, step, trigger)
    for earlier, later in BEFORE:
        begun, next_one = _earliest(timetable, earlier), _earliest(timetable, later)
        if begun and next_one and next_one.first < begun.first and timetable[step].stage in (earlier, later):
            yield _says(begun, next_one, step, begun.first)


def _earliest(timetable: Timetable, stage: str) -> Planned | None:
    return min((each for each in timetable.values() if each.stage == stage), key=lambda each: each.first, default=None)


Trigger = tuple[Planned, Planned, date]
"""What happens first, what is counted from it, and the day from which it is counted."""


def _waits(timetable: Timetable, visit: VisitKind) -> Iterator[Trigger]:
    for each in visit.timetable:
        if each.after is not None and each.after in timetable and each.id in timetable:
            yield timetable[each.after], timetable[each.id], timetable[each.after].last


def _deadlines(timetable: Timetable, framework: Framework, visit: VisitKind) -> Iterator[Trigger]:
    told = _earliest(timetable, "notify")
    if told is None or not {each.id for each in visit.timetable} <= set(timetable):
        return
    days = {step: Days(first=each.first, last=each.last) for step, each in timetable.items()}
    events, causes = event_days(visit, days, notify=told.first), _causes(timetable)
    for deadline in framework.report.deadlines:
        due, cause = timetable.get(deadline.id), causes.get(deadline.from_event)
        if due and cause and deadline.from_event in events:
            yield timetable[cause], due, events[deadline.from_event]


def _causes(timetable: Timetable) -> dict[str, str]:
    """The step that brings each event about from which deadlines are counted."""
    last = {each.stage: each.step for each in sorted(timetable.values(), key=lambda each: each.last)}
    first = {each.stage: each.step for each in sorted(timetable.values(), key=lambda each: each.first, reverse=True)}
    found = {
        "notification": first.get("notify"), "first_day_on_site": first.get("on_site"),
        "last_day_on_site": last.get("on_site"), "judgement": last.get("feedback"), "draft_sent": last.get("draft"),
        "published": last.get("publish"), "report_received": last.get("publish"),
    }  # fmt: skip
    return {event: step for event, step in found.items() if step}


def _says(one: Planned, other: Planned, moved: str, trigger: date) -> Problem:
    """Advice for whichever of two steps is being moved."""
    if moved == other.step:
        return Problem(where="first", says=f"This follows {_name(one)} on {said(trigger)}: choose that day or later")
    says = f"{_name(other)} follows this and stands on {said(other.first)}: move it first, or choose an earlier day"
    return Problem(where="last", says=says)


def _name(step: Planned) -> str:
    return f"‘{step.what.partition('. ')[0].rstrip('.')}’"


def postponed(timetable: Iterable[Planned], *, since: date, until: date) -> tuple[Planned, ...]:
    """The timetable of a visit that stood still from ``since`` until it went on on ``until``.

    What lay before stays; what had begun ends later; what was to come is as many working days later as were lost.
    """
    lost = working_days_between(since, _working(until))
    return tuple(_later(each, since=since, lost=lost) for each in timetable)


def _later(step: Planned, *, since: date, lost: int) -> Planned:
    first = add_working_days(step.first, lost) if step.first >= since else step.first
    last = add_working_days(step.last, lost) if step.last >= since else step.last
    return replace(step, first=first, last=last)


def _working(day: date) -> date:
    return add_working_days(day, 1) if not_working(day) else day


def earliest_again(*, on: date, notice: int) -> date:
    """The first day on site that leaves an area its notice, if it is told again on ``on``."""
    return add_working_days(_working(on), notice)
