"""What is done so that agencies can say whether a draft is right: it is sent to them, they finish, the round ends."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from joint_inspection.errors import NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.reports.accuracy import has_round, undone, window
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.log import changed_for
from joint_inspection_web.accuracy.models import AccuracyPoint, Finished, Round, RoundEnd
from joint_inspection_web.accuracy.rules import may_send
from joint_inspection_web.casedata.rules import is_its_officer
from joint_inspection_web.design.words import day, plural
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.fairness.rules import inspected
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import FIELDWORK_DONE, PUBLISHED, Body, Inspection
from joint_inspection_web.reports.texts import last_draft, report_of


@action
def send_draft(inspection: Inspection, *, by: Person | None, at: datetime) -> Round:
    """Send the last draft to every agency inspected, for it to say by some day whether the facts are right."""
    require(may_send, by, inspection)
    expect_drafting(inspection)
    draft, before = last_draft(inspection), last_round(inspection)
    if draft is None:
        raise NotPossible("There is no draft to send yet: write the report first")
    if before and not ended(before):
        raise NotPossible("A draft is out already: end that round before you send another")
    if before and before.draft_id == draft.pk:
        raise NotPossible("Agencies have seen this draft: change it before you send it again")
    due = window(find(inspection.framework), inspection.kind).ends(timezone.localdate(at))
    number = before.number + 1 if before else 1
    made = Round(inspection=inspection, number=number, draft=draft, due_on=due, by=by, at=at)
    keep(made, {})
    record("accuracy.send_draft", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def finish(round: Round, *, body: Body, by: Person | None, at: datetime) -> Finished:
    """Say for an agency that it has nothing to add; a round in which all have finished can end early."""
    require(is_its_officer, by, body)
    expect_open(round)
    if round.finished.filter(body=body).exists():
        raise NotPossible("You have said this already")
    made = Finished(inspection=round.inspection, round=round, body=body, by=by, at=at)
    keep(made, {})
    record("accuracy.finish", by=by, at=at, subject=subject_of(round.inspection), wrote=[made])
    return made


@action
def end_round(round: Round, *, by: Person | None, at: datetime) -> RoundEnd:
    """Take no more points: after the last day, or once every agency has finished."""
    require(may_send, by, round.inspection)
    expect_open(round)
    if timezone.localdate(at) <= round.due_on and (waiting := unfinished(round)):
        says = f"Agencies have until {day(round.due_on)}: {plural(len(waiting), 'agency has', 'agencies have')}"
        raise NotPossible(f"{says} not finished yet")
    made = RoundEnd(inspection=round.inspection, round=round, by=by, at=at)
    keep(made, {})
    record("accuracy.end_round", by=by, at=at, subject=subject_of(round.inspection), wrote=[made])
    return made


def expect_drafting(inspection: Inspection) -> None:
    """Raise NotPossible unless fieldwork is over and nothing is published."""
    if inspection.stage != FIELDWORK_DONE:
        raise NotPossible("Facts are looked at after the fieldwork and before the report is published")


def expect_open(round: Round) -> None:
    """Raise NotPossible where a round takes no more points."""
    expect_drafting(round.inspection)
    if ended(round):
        raise NotPossible("This round has ended: add a remark to a point that you made")


def last_round(inspection: Inspection) -> Round | None:
    """The round that counts."""
    rows = Round.objects.filter(inspection=inspection).select_related("draft__inspection", "inspection", "end", "by")
    return rows.order_by("number").last()


def was_sent(inspection: Inspection) -> bool:
    """Whether agencies know that there is a draft."""
    return Round.objects.filter(inspection=inspection).exists()


def ended(round: Round) -> bool:
    """Whether no more points are taken."""
    return hasattr(round, "end")


def unfinished(round: Round) -> list[Body]:
    """The agencies that have not said that they are done."""
    done = set(round.finished.values_list("body", flat=True))
    return [body for body in inspected(round.inspection) if body.pk not in done]


def unanswered(inspection: Inspection) -> list[AccuracyPoint]:
    """The points that nobody answered, the oldest first."""
    return list(AccuracyPoint.objects.filter(inspection=inspection, answers=None).select_related("body"))


def facts_not_settled(inspection: Inspection, at: datetime) -> list[Problem]:
    """Everything about the facts that stands between an inspection and its publication; a correction comes after it."""
    if inspection.stage == PUBLISHED:
        return []
    last, found = last_round(inspection), []
    if last is None and has_round(find(inspection.framework), inspection.kind):
        found.append(Problem(where="accuracy", says="Send the draft to the agencies, for them to say if it is right"))
    if last and not ended(last):
        found.append(Problem(where="accuracy", says="The agencies are still reading the draft: end that round first"))
    if waiting := len(unanswered(inspection)):
        found.append(Problem(where="accuracy", says=f"Answer {plural(waiting, 'point', 'points')} about the facts"))
    if last and (again := _undone(inspection)):
        says = f"These read again as before a point was accepted: {', '.join(again)}. Correct them, or answer it anew"
        found.append(Problem(where="accuracy", says=says))
    return found


def _undone(inspection: Inspection) -> tuple[str, ...]:
    words = Words(inspection)
    report = report_of(inspection, words=words)
    return undone(changed_for(inspection, words), report) if report else ()
