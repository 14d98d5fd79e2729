"""How does somebody read the days of an inspection: which steps are theirs, what is next, what stands in each week?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.dates import days, monday_of, why_not_working
from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.timetable import day_of
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence
from joint_inspection_web.inspections.models import Inspection, TimetableRow
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.inspections.work import ADVISER, INSPECTOR, LEAD, OFFICER, PLANNER, QUALITY

TITLES = {
    "notify": "Area is told",
    "set_up": "Preparation",
    "select": "Choice of children",
    "joint_evaluation": "Joint evaluation",
    "off_site": "Work off site",
    "on_site": "On site",
    "feedback": "Feedback",
    "draft": "Draft",
    "accuracy": "Accuracy check",
    "sign_off": "Sign-off",
    "publish": "Publication",
    "respond": "Area’s response",
    "follow_up": "Follow-up",
    "deadline": "Deadline",
}
"""Stages of a timetable in few words."""
AFTERWARDS = ("draft", "accuracy", "sign_off", "publish", "respond", "follow_up", "deadline")
"""What comes after the fieldwork, and so is no part of its calendar."""
READ_BY = {
    QUALITY: ("draft", "accuracy", "sign_off", "publish"),
    ADVISER: ("on_site", "feedback"),
}
"""Stages that somebody reads without being named in them."""
EVERYBODY = "all"
WEEKS = 8
"""At most so many weeks are drawn."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a day of the calendar says: a stage, and all that is done in it on this day."""

    stage: str
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Day:
    """One square of the calendar."""

    on: date
    number: int
    off: str | None
    """Why nobody works on this day, if so."""
    today: bool
    marks: tuple[Mark, ...]


def words_for(
    inspection: Inspection, framework: Framework, *, person: Person, standing: frozenset[str]
) -> frozenset[str]:
    """The words by which the timetable calls somebody: their seats on the team, their agency."""
    seats = framework.kind(inspection.kind).team.roles
    found = {EVERYBODY}
    if INSPECTOR in standing:
        own = {seat.role for seat in seats if seat.inspectorate in person.organisation_codes}
        found |= own | {seats[0].role} if LEAD in standing else own - {seats[0].role}
    if OFFICER in standing:
        found.add("partnership")
        found |= set(inspection.bodies.filter(code__in=speaks_for(person)).values_list("kind", flat=True))
    return frozenset(found)


def rows_of(rows: Iterable[TimetableRow], *, words: frozenset[str], standing: frozenset[str]) -> list[TimetableRow]:
    """The steps that are somebody's own. Planners plan all of them."""
    if PLANNER in standing:
        return list(rows)
    reads = {stage for who, stages in READ_BY.items() if who in standing for stage in stages}
    return [row for row in rows if words & set(row.who) or row.stage in reads]


def sees_all(standing: frozenset[str]) -> bool:
    """Whether somebody sees every step; an agency sees its own and those of everybody."""
    return bool(standing & {INSPECTOR, PLANNER, QUALITY})


def coming(rows: Iterable[TimetableRow], *, on: date, number: int = 3) -> list[TimetableRow]:
    """What is next: steps going on or to come that have not happened yet."""
    return [row for row in rows if row.done_on is None and row.last >= on][:number]


def titles_of(framework: Framework, kind: str) -> dict[str, str]:
    """What each word for who does a step is called."""
    return {seat.role: seat.title for seat in framework.kind(kind).team.roles}


def said_who(row: TimetableRow, titles: dict[str, str]) -> str:
    """Who does a step, in words."""
    return ", ".join(titles.get(who) or sentence(who.replace("_", " ")) for who in row.who)


def calendar(
    inspection: Inspection, framework: Framework, rows: Sequence[TimetableRow], *, on: date
) -> list[list[Day]]:
    """The weeks from the notification to the last day on site, Monday to Friday."""
    drawn = [row for row in rows if row.stage not in AFTERWARDS]
    first = monday_of(min([row.first for row in drawn], default=inspection.notify_on))
    last = max([inspection.ends_on, *(row.last for row in drawn)])
    mondays = [first + timedelta(weeks=week) for week in range(WEEKS) if first + timedelta(weeks=week) <= last]
    return [[_day(day, inspection, framework, drawn, on=on) for day in _week(monday)] for monday in mondays]


def _week(monday: date) -> Iterable[date]:
    return days(monday, monday + timedelta(days=4))


def _day(day: date, inspection: Inspection, framework: Framework, rows: Iterable[TimetableRow], *, on: date) -> Day:
    off = why_not_working(day)
    here = [] if off else [row for row in rows if row.first <= day <= row.last]
    stages = dict.fromkeys(row.stage for row in here)
    marks = tuple(
        Mark(stage=stage, title=TITLES[stage], says=tuple(row.what for row in here if row.stage == stage))
        for stage in stages
    )
    number = day_of(framework, day, notify=inspection.notify_on)
    return Day(on=day, number=number, off=off, today=day == on, marks=marks)
