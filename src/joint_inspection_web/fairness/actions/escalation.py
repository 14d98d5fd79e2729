"""What is noted of how agencies take up concerns about one another: their process, and the trail in each case."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.possible import body_of, expect_announced, expect_going_on, text_problems
from joint_inspection_web.fairness.children import tracked
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.fairness.models import CameOf, EscalationProcess, EscalationStep, Exists, Route
from joint_inspection_web.fairness.rules import may_find, speaks_for_body
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection

MOST_MONTHS, MOST_TIMES = 60, 100_000


@action
def note_process(
    body: Body, *, exists: str, used: int | None, resolved: int | None, months: int | None, text: str, source: str,
    by: Person | None, at: datetime,
) -> EscalationProcess:  # fmt: skip
    """Note how an agency raises concerns with others: its own officer says so, or an inspector saw it."""
    own = by is not None and speaks_for_body.test(by, body)
    if not own:
        require(may_find, by, body.inspection)
    expect_announced(body.inspection) if own else expect_going_on(body.inspection)
    if problems := _wrong_process(exists, used, resolved, months, text, source):
        raise InvalidInput(problems)
    row = EscalationProcess(
        inspection=body.inspection, body=body, exists=exists, used=used, resolved=resolved, months=months,
        own_word=own, at=at, by=by,
    )  # fmt: skip
    keep(row, {"text": text.strip(), "source": source.strip()})
    record("fairness.note_process", by=by, at=at, subject=subject_of(body.inspection), wrote=[row])
    return row


@action
def note_step(
    inspection: Inspection, *, child: str, raised_by: str, raised_with: str, route: str, raised_on: date | None,
    came_of: str, text: str, came: str, by: Person | None, at: datetime,
) -> EscalationStep:  # fmt: skip
    """Note that one agency took up another's part in a tracked case, or ought to have."""
    require(may_find, by, inspection)
    expect_going_on(inspection)
    first = body_of(inspection, raised_by, where="raised_by")
    other = body_of(inspection, raised_with, where="raised_with")
    problems = _wrong_step(inspection, child, route, raised_on, came_of, at=at)
    problems += text_problems(text, says="Say what the concern was")
    problems += text_problems(came, where="came", says="Say what came of it") if came.strip() else []
    if first == other:
        problems.append(Problem(where="raised_with", says="Choose another agency: one does not escalate to itself"))
    if problems:
        raise InvalidInput(problems)
    row = EscalationStep(
        inspection=inspection, raised_by=first, raised_with=other, route=route, came_of=came_of, at=at, by=by
    )
    on = raised_on.isoformat() if raised_on else ""
    keep(row, {"child": child, "raised_on": on, "text": text.strip(), "came": came.strip()})
    record("fairness.note_step", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _wrong_process(
    exists: str, used: int | None, resolved: int | None, months: int | None, text: str, source: str
) -> list[Problem]:
    found = []
    if exists not in Exists.values:
        found.append(Problem(where="exists", says="Say whether the agency has a way of raising a concern"))
    counts = [each for each in (used, resolved) if each is not None]
    if any(not 0 <= each <= MOST_TIMES for each in counts):
        found.append(Problem(where="used", says="Enter a number of times, from 0 upwards"))
    elif resolved is not None and (used is None or resolved > used):
        found.append(Problem(where="resolved", says="No more can be resolved than were raised: correct one of the two"))
    if counts and (months is None or not 1 <= months <= MOST_MONTHS):
        found.append(
            Problem(where="months", says=f"Say over how many months this was counted, from 1 to {MOST_MONTHS}")
        )
    if not source.strip():
        found.append(Problem(where="source", says="Say where this is written, or who said it by office"))
    return found + [each for name, value in (("text", text), ("source", source)) if value.strip()
                    for each in text_problems(value, where=name, says="")]  # fmt: skip


def _wrong_step(
    inspection: Inspection, child: str, route: str, raised_on: date | None, came_of: str, *, at: datetime
) -> list[Problem]:
    found = []
    if child not in tracked(inspection):
        found.append(Problem(where="child", says="Choose a child whose case is tracked"))
    if came_of not in CameOf.values:
        found.append(Problem(where="came_of", says="Say what came of it"))
    if route not in Route.values and came_of != CameOf.NOT_RAISED:
        found.append(Problem(where="route", says="Say by which way it was raised"))
    if raised_on and raised_on > timezone.localdate(at):
        found.append(Problem(where="raised_on", says="This day has not come yet: enter the day it was raised"))
    return found
