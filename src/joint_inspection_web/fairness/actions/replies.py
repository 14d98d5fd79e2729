"""What is done so that nobody is judged unheard: a point is put to an agency, the agency answers.

The answer becomes evidence, told by the agency of itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.evidence import model
from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.model import Direction, Speaker
from joint_inspection.evidence.replies import check_point
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import day
from joint_inspection_web.evidence import reading
from joint_inspection_web.evidence.actions import keep as keep_note
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.evidence.rules import may_write
from joint_inspection_web.fairness.actions.findings import latest
from joint_inspection_web.fairness.actions.possible import (
    body_of,
    criterion_problems,
    expect_announced,
    text_problems,
)
from joint_inspection_web.fairness.files import check_files, keep_file
from joint_inspection_web.fairness.items import every_item, names_of, readable
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.fairness.models import Answer, Finding, Point, PointReply, ReplyFile
from joint_inspection_web.fairness.rules import inspected, may_put, was_put_to
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, Body, Inspection, SeatRole

DAYS, MOST_DAYS = 2, 20
"""Working days in which an agency answers where the lead says nothing else: a choice, since no rule is published."""


@action
def put_point(
    inspection: Inspection, *, body: str, criterion: str, text: str, shown: Iterable[str], by: Person | None,
    at: datetime, days: int = DAYS, finding: Finding | None = None,
) -> Point:  # fmt: skip
    """Put a point about an agency to it, with what was seen of it or told by it; raises InvalidInput."""
    require(may_put, by, inspection)
    framework = expect_announced(inspection)
    to, shown = body_of(inspection, body, where="body"), list(dict.fromkeys(shown))
    problems = criterion_problems(criterion, framework)
    problems += text_problems(text, says="Write the point as the agency will read it") if text.strip() else []
    problems += _unfair(inspection, to, text, shown, by=by, at=at)
    problems += [] if 1 <= days <= MOST_DAYS else [Problem(where="days", says=f"Give 1 to {MOST_DAYS} working days")]
    if finding is not None and to.code not in latest(finding).about:
        problems.append(Problem(where="body", says="The finding is not about this agency"))
    if problems:
        raise InvalidInput(problems)
    due = add_working_days(timezone.localdate(at), days)
    point = Point(
        inspection=inspection, body=to, finding=finding, criterion=criterion, shown=shown, due_on=due, at=at, by=by
    )
    keep(point, {"text": text.strip()})
    record("fairness.put_point", by=by, at=at, subject=subject_of(inspection), wrote=[point])
    return point


@action
def answer_point(
    point: Point, *, answer: str, text: str, by: Person | None, at: datetime,
    files: Iterable[tuple[str, bytes]] = (),
) -> PointReply:  # fmt: skip
    """Answer a point, once, for the agency it was put to; the answer is noted among the evidence."""
    require(was_put_to, by, point)
    expect_announced(point.inspection)
    if PointReply.objects.filter(point=point).exists():
        raise NotPossible("Your agency has answered this point already")
    _check_answer(answer, text, files := list(files))
    note = _note(point, answer, text, at=at)
    reply = PointReply(inspection=point.inspection, point=point, answer=answer, at=at, by=by, note=note)
    keep(reply, {"text": text.strip()})
    wrote = [reply, *(_file(reply, name, content, by=by, at=at) for name, content in files)]
    record("fairness.answer_point", by=by, at=at, subject=subject_of(point.inspection), wrote=wrote)
    return reply


def _unfair(
    inspection: Inspection, to: Body, text: str, shown: list[str], *, by: Person | None, at: datetime
) -> list[Problem]:
    """What would tell the agency another's opinion, or what is not for it."""
    items = {item.id: item for item in every_item(inspection)}
    heard = [id for id, item in items.items() if item.about == to.code and is_hearsay(item)]
    words = reading.items(inspection, person=by, at=at, among=heard) if by else ()
    bodies = [model.Body(code=each.code, kind=each.kind, name=each.name) for each in inspected(inspection)]
    found = [Problem(where="shown", says="Choose from the evidence that there is")] if set(shown) - set(items) else []
    found += check_point(
        text, about=next(each for each in bodies if each.code == to.code),
        shown=[items[id] for id in shown if id in items],
        others=[each for each in bodies if each.code != to.code], heard=words,
    )  # fmt: skip
    return [readable(problem, items.values(), names_of(inspection)) for problem in found]


def _check_answer(answer: str, text: str, files: list[tuple[str, bytes]]) -> None:
    problems = []
    if answer not in Answer.values:
        problems.append(Problem(where="answer", says="Say whether you agree, agree in part or disagree"))
    if text.strip() or answer != Answer.AGREE:
        problems += text_problems(text, says="Say in your own words what you do not agree with, and why")
    problems += check_files(files)
    if problems:
        raise InvalidInput(problems)


def _file(reply: PointReply, name: str, content: bytes, *, by: Person | None, at: datetime) -> ReplyFile:
    row = ReplyFile(inspection=reply.inspection, reply=reply, at=at, by=by)
    return keep_file(row, name=name, content=content)


def _note(point: Point, answer: str, text: str, *, at: datetime) -> object:
    """Keep the answer in the notebook of whoever put the point; None once evidence is no longer noted."""
    keeper = _keeper(point)
    if keeper is None or point.inspection.stage not in EVIDENCE_STAGES:
        return None
    id = uuid4()
    said = f"Answer of {point.body.name} to the point put to it on {day(point.at)}. {Answer(answer).label}. {text}"
    agreed = point.finding and answer == Answer.AGREE
    note = NoteIn(
        note=id, version=uuid4(), noted_at=at, criterion=point.criterion, agency=point.body.code,
        speaker=Speaker.AGENCY, speaker_agency=point.body.code, method="interview", text=said.strip(),
        direction=Direction(latest(point.finding).direction) if agreed else Direction.CONTEXT,
    )  # fmt: skip
    keep_note(point.inspection, note=note, by=keeper, at=at)
    return id


def _keeper(point: Point) -> Person | None:
    """Who put the point, or who leads now."""
    if point.by and may_write.test(point.by, point.inspection):
        return point.by
    seat = point.inspection.seats.filter(role=SeatRole.LEAD_INSPECTOR, ended_at=None).select_related("person").first()
    return seat.person if seat else None
