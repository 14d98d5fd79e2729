"""Which days of a visit are fixed by its framework, and which does the lead plan with the council?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joint_inspection.dates import days, is_working_day
from joint_inspection.errors import Problem
from joint_inspection.frameworks.timetable import Planned
from joint_inspection.inspections.said import not_working, said


@dataclass(frozen=True, kw_only=True)
class DaysOnSite:
    """The working days on site: the first of them fixed by the framework, the rest free to plan."""

    fixed: tuple[date, ...]
    free: tuple[date, ...]


def days_on_site(steps: Iterable[Planned]) -> DaysOnSite:
    """Part the days on site. Fixed are those of the steps that open the visit and are over by its middle."""
    on_site = [step for step in steps if step.stage == "on_site"]
    if not on_site:
        return DaysOnSite(fixed=(), free=())
    first, last = min(step.first for step in on_site), max(step.last for step in on_site)
    every = tuple(day for day in days(first, last) if is_working_day(day))
    opening = min(every.index(step.last) + 1 for step in on_site if step.first == first)
    number = opening if opening <= len(every) // 2 else 0
    return DaysOnSite(fixed=every[:number], free=every[number:])


def check_activity(
    on_site: DaysOnSite, *, day: date, what: str, whom: str, where: str, on: date
) -> tuple[Problem, ...]:
    """Everything that keeps an activity from being proposed to the council."""
    asked = {"what": (what, "Say what inspectors would do"), "whom": (whom, "Say with whom, by their office"),
             "where": (where, "Say where")}  # fmt: skip
    problems = [Problem(where=name, says=says) for name, (text, says) in asked.items() if not text.strip()]
    if says := why_not_on(on_site, day, on=on):
        problems.append(Problem(where="day", says=says))
    return tuple(problems)


def why_not_on(on_site: DaysOnSite, day: date, *, on: date) -> str | None:
    """What keeps a day from being planned, or None."""
    if says := not_working(day):
        return says
    if day < on:
        return f"{said(day)} is over"
    if day in on_site.fixed:
        return f"{said(day)} is fixed by the framework; plan a day from {said(on_site.free[0])}"
    if day not in on_site.free:
        return (
            f"Choose a day on site, from {said(on_site.free[0])} to {said(on_site.free[-1])}"
            if on_site.free
            else ("This visit has no days on site to plan")
        )
    return None
