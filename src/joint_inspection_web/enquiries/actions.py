"""What is done with lines of enquiry: open, answer with evidence, drop or carry on for a reason, open again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from joint_inspection.errors import NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.enquiries.evidence import labels
from joint_inspection_web.enquiries.models import Line, LineState, Origin, State
from joint_inspection_web.enquiries.rules import may_end_unanswered, may_enquire
from joint_inspection_web.enquiries.suggested import carried_line, suggested_lines
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import DEFERRED, EVIDENCE_STAGES, Inspection

OPEN_STAGES = (*EVIDENCE_STAGES, DEFERRED)
MOST = 500
"""Letters in a question."""
NAMED = 5
"""So many open lines are named where they stand in the way; of the others the number is said."""


@action
def open_line(
    inspection: Inspection, *, asks: str, origin: str, source: str = "", by: Person | None, at: datetime,
    where: str = "", key: str = "",
) -> Line:  # fmt: skip
    """Open a line of enquiry. Anything may open one, also what one agency says of another."""
    require(may_enquire, by, inspection)
    expect_going_on(inspection)
    if not asks.strip() or len(asks.strip()) > MOST:
        raise invalid("asks", f"Write the question, in at most {MOST} letters")
    if origin not in Origin.values:
        raise invalid("origin", "Choose where the question comes from")
    if inspection.lines_of_enquiry.filter(asks=asks.strip()).exists():
        raise invalid("asks", "This question has been opened already")
    made = Line.objects.create(
        inspection=inspection, asks=asks.strip(), origin=origin, source=source.strip()[:300], where=where.strip()[:300],
        key=key, carried_from=carried_line(inspection, key), at=at, by=by,
    )  # fmt: skip
    state = LineState.objects.create(line=made, state=State.OPEN, at=at, by=by)
    record("enquiries.open_line", by=by, at=at, subject=subject_of(inspection), wrote=[made, state])
    return made


@transaction.atomic
def take_lines(inspection: Inspection, *, keys: Iterable[str], by: Person | None, at: datetime) -> list[Line]:
    """Open lines that were suggested, all of them or none."""
    require(may_enquire, by, inspection)
    there = {line.key: line for line in suggested_lines(inspection, on=timezone.localdate(at))}
    chosen = [there[key] for key in dict.fromkeys(keys) if key in there]
    if not chosen:
        raise invalid("keys", "Choose at least one of the questions")
    return [
        open_line(
            inspection, asks=each.asks, origin=each.origin.value, source=each.source, where=each.url or "",
            key=each.key, by=by, at=at,
        )
        for each in chosen
    ]  # fmt: skip


@action
def answer(line: Line, *, says: str, items: Iterable[str], by: Person | None, at: datetime) -> LineState:
    """Answer a line with evidence."""
    require(may_enquire, by, line.inspection)
    _expect_open(line)
    chosen = list(dict.fromkeys(items))
    if not says.strip():
        raise invalid("says", "Write the answer in a sentence or two")
    if not chosen:
        raise invalid("items", "Choose the evidence that answers it; without any, drop it or carry it on")
    if by is not None and set(chosen) - set(labels(line.inspection, person=by, among=chosen)):
        raise invalid("items", "Choose from the evidence that there is")
    return _state(line, State.ANSWERED, says=says, items=chosen, by=by, at=at, what="answer")


@action
def drop(line: Line, *, says: str, by: Person | None, at: datetime) -> LineState:
    """Stop following a line, for a reason."""
    return _end(line, State.DROPPED, says=says, by=by, at=at, what="drop")


@action
def carry_on(line: Line, *, says: str, by: Person | None, at: datetime) -> LineState:
    """Leave a line to the next inspection of the area, for a reason."""
    return _end(line, State.CARRIED_ON, says=says, by=by, at=at, what="carry_on")


@action
def open_again(line: Line, *, says: str, by: Person | None, at: datetime) -> LineState:
    """Follow a line again that had ended."""
    require(may_end_unanswered, by, line.inspection)
    expect_going_on(line.inspection)
    if line.is_open:
        raise NotPossible("This line is open")
    if not says.strip():
        raise invalid("says", "Say why")
    return _state(line, State.OPEN, says=says, by=by, at=at, what="open_again")


def check_lines(inspection: Inspection, _at: datetime) -> list[Problem]:
    """The lines on which nobody has decided: asked before the fieldwork ends."""
    still = [line for line in inspection.lines_of_enquiry.prefetch_related("states") if line.is_open]
    says = "Answer this line of enquiry, drop it or carry it on: “{}”"
    problems = [Problem(where=f"lines.{line.ref}", says=says.format(line.asks)) for line in still[:NAMED]]
    more = len(still) - len(problems)
    return (
        [*problems, Problem(where="lines", says=f"Lines of enquiry that are open besides: {more}")]
        if more
        else problems
    )


def expect_going_on(inspection: Inspection) -> None:
    """Raise NotPossible where the fieldwork is over, or the inspection was called off."""
    if inspection.stage not in OPEN_STAGES:
        raise NotPossible("The fieldwork is over, or the inspection was called off")


def _end(line: Line, state: str, *, says: str, by: Person | None, at: datetime, what: str) -> LineState:
    require(may_end_unanswered, by, line.inspection)
    _expect_open(line)
    if not says.strip():
        raise invalid("says", "Say why")
    return _state(line, state, says=says, by=by, at=at, what=what)


def _state(
    line: Line, state: str, *, says: str, by: Person | None, at: datetime, what: str, items: list[str] | None = None
) -> LineState:
    made = LineState.objects.create(line=line, state=state, says=says.strip(), items=items or [], at=at, by=by)
    record(f"enquiries.{what}", by=by, at=at, subject=subject_of(line.inspection), wrote=[made])
    return made


def _expect_open(line: Line) -> None:
    expect_going_on(line.inspection)
    if not line.is_open:
        raise NotPossible("This line has ended already")
