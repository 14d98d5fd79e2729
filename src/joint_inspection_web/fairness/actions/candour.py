"""What is noted of what an area told of itself before it was notified: it is to its credit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import day
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions.possible import (
    criterion_problems,
    expect_announced,
    expect_going_on,
    text_problems,
)
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.fairness.models import DisclosedItem, Disclosure, ToldIn
from joint_inspection_web.fairness.rules import may_find, speaks_for_body
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import ANNOUNCED, Body, Inspection

MOST_ITEMS = 100


@action
def note_disclosure(
    body: Body, *, criterion: str, told_on: date, told_in: str, text: str, source: str, by: Person | None, at: datetime
) -> Disclosure:
    """Note what an agency told of itself, and where; what its own officer claims is confirmed by an inspector."""
    own = by is not None and speaks_for_body.test(by, body)
    if not own:
        require(may_find, by, body.inspection)
    framework = expect_announced(body.inspection) if own else expect_going_on(body.inspection)
    problems = criterion_problems(criterion, framework)
    problems += text_problems(text, says="Say what was told")
    problems += text_problems(source, where="source", says="Say where it can be found: the document, and where in it")
    if told_in not in ToldIn.values:
        problems.append(Problem(where="told_in", says="Say where it was told"))
    if told_on > (told := notified_on(body.inspection)):
        says = f"The area was notified on {day(told)}: what was told later is evidence, but not candour"
        problems.append(Problem(where="told_on", says=says))
    if problems:
        raise InvalidInput(problems)
    row = Disclosure(
        inspection=body.inspection, body=body, criterion=criterion, told_on=told_on, told_in=told_in, at=at, by=by,
        confirmed_at=None if own else at, confirmed_by=None if own else by,
    )  # fmt: skip
    keep(row, {"text": text.strip(), "source": source.strip()})
    record("fairness.note_disclosure", by=by, at=at, subject=subject_of(body.inspection), wrote=[row])
    return row


@action
def confirm(disclosure: Disclosure, *, by: Person | None, at: datetime) -> None:
    """An inspector found what an agency says it had told."""
    require(may_find, by, disclosure.inspection)
    expect_going_on(disclosure.inspection)
    disclosure.refresh_from_db(fields=["confirmed_at"])
    if disclosure.confirmed_at:
        raise NotPossible("This was confirmed already")
    disclosure.confirmed_at, disclosure.confirmed_by = at, by
    disclosure.save()
    record("fairness.confirm", by=by, at=at, subject=subject_of(disclosure.inspection), wrote=[disclosure])


@action
def mark_disclosed(
    disclosure: Disclosure, *, items: Iterable[str], by: Person | None, at: datetime
) -> list[DisclosedItem]:
    """Mark items of evidence as telling of what the area had told of itself."""
    require(may_find, by, disclosure.inspection)
    expect_going_on(disclosure.inspection)
    if not disclosure.confirmed_at:
        raise NotPossible("Confirm first that this was told before the notification")
    known = {item.id: item for item in reading.every_item(disclosure.inspection)}
    before = {str(each) for each in disclosure.items.values_list("item", flat=True)}
    new = [id for id in dict.fromkeys(items) if id not in before]
    if not new or len(new) > MOST_ITEMS:
        raise invalid("items", f"Choose the items that tell of the same, at most {MOST_ITEMS}")
    if any(id not in known or known[id].about != disclosure.body.code for id in new):
        raise invalid("items", f"Choose items about {disclosure.body}")
    rows = [DisclosedItem(disclosure=disclosure, item=id, at=at, by=by) for id in new]
    made = DisclosedItem.objects.bulk_create(rows)
    record("fairness.mark_disclosed", by=by, at=at, subject=subject_of(disclosure.inspection), wrote=made)
    return made


def notified_on(inspection: Inspection) -> date:
    """The day on which the area was told, or will be."""
    told = inspection.stages.filter(stage=ANNOUNCED).order_by("pk").first()
    return timezone.localdate(told.at) if told else inspection.notify_on
