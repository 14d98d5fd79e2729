"""How does an inspection keep its timetable? Rows written at the opening, moved for a reason, done on a day.

What is here writes rows inside an action and returns them; the actions record them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.timetable import Planned, planned
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection, Move, TimetableRow


def write(inspection: Inspection, framework: Framework) -> list[TimetableRow]:
    """Write the whole timetable of an inspection just opened."""
    steps = planned(framework, notify=inspection.notify_on, kind=inspection.kind)
    return TimetableRow.objects.bulk_create(_row(inspection, step) for step in steps)


def _row(inspection: Inspection, step: Planned) -> TimetableRow:
    return TimetableRow(
        inspection=inspection, step=step.step, stage=step.stage, what=step.what, who=list(step.who),
        planned_first=step.first, planned_last=step.last, first=step.first, last=step.last,
    )  # fmt: skip


def last_day(steps: Iterable[Planned], *, otherwise: date) -> date:
    """The last day on site; of an assessment off site, the last on which it is made."""
    steps = tuple(steps)
    on_site = [step.last for step in steps if step.stage == "on_site"]
    return max(on_site or [step.last for step in steps if step.stage == "off_site"], default=otherwise)


def as_planned(inspection: Inspection) -> list[Planned]:
    """Where every step stands now, as the library knows it."""
    return [row.as_planned() for row in inspection.timetable.all()]


def put(
    inspection: Inspection, steps: Iterable[Planned], *, reason: str, by: Person | None, at: datetime
) -> list[TimetableRow | Move | Inspection]:
    """Move every step that stands on other days now, and keep the inspection's own days in step with them."""
    rows = {row.step: row for row in inspection.timetable.all()}
    moves = [
        _move(rows[step.step], step, reason=reason, by=by, at=at)
        for step in steps
        if (rows[step.step].first, rows[step.step].last) != (step.first, step.last)
    ]
    for move in moves:
        move.row.save()
    return [*(move.row for move in moves), *Move.objects.bulk_create(moves), *_follow(inspection, rows.values())]


def _move(row: TimetableRow, step: Planned, *, reason: str, by: Person | None, at: datetime) -> Move:
    move = Move(
        row=row, from_first=row.first, from_last=row.last, first=step.first, last=step.last, reason=reason, by=by, at=at
    )
    row.first, row.last = step.first, step.last
    return move


def _follow(inspection: Inspection, rows: Iterable[TimetableRow]) -> list[Inspection]:
    """The inspection's day of notification and its days on site are those of its timetable."""
    steps = [row.as_planned() for row in rows]
    before = (inspection.notify_on, inspection.begins_on, inspection.ends_on)
    inspection.notify_on = min((s.first for s in steps if s.stage == "notify"), default=inspection.notify_on)
    if on_site := [s.first for s in steps if s.stage == "on_site"]:
        inspection.begins_on = min(on_site)
    elif inspection.notify_on != before[0]:
        inspection.begins_on = inspection.notify_on
    inspection.ends_on = last_day(steps, otherwise=inspection.ends_on)
    if before == (inspection.notify_on, inspection.begins_on, inspection.ends_on):
        return []
    inspection.save()
    return [inspection]


def done(inspection: Inspection, stage: str, *, on: date) -> list[TimetableRow]:
    """Note that the steps of a stage happened, on the day on which they did."""
    rows = list(inspection.timetable.filter(stage=stage, done_on=None))
    for row in rows:
        row.done_on = on
        row.save()
    return rows
