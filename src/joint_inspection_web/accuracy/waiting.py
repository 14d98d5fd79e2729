"""Who has still to say whether a draft is right, which points wait for an answer, and whose complaint?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.reports.accuracy import accuracy_settings
from joint_inspection.reports.complaints import ComplaintState
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.complaints import complaints_of, due_on
from joint_inspection_web.accuracy.models import Complaint, Round
from joint_inspection_web.accuracy.rounds import ended, last_round, unanswered, unfinished
from joint_inspection_web.accuracy.rules import (
    complained,
    deals_with_it,
    may_follow,
    may_read_complaint,
    may_send,
    oversees_it,
)
from joint_inspection_web.design.words import plural
from joint_inspection_web.fairness.rules import spoken_for
from joint_inspection_web.inspections.models import FIELDWORK_DONE, Inspection
from joint_inspection_web.inspections.waiting import Waiting

NEXT = {
    ComplaintState.RAISED: "name who answers it",
    ComplaintState.ACKNOWLEDGED: "answer it",
    ComplaintState.ANSWERED: "accept the answer or ask for a review",
    ComplaintState.REVIEW_ASKED: "name who reviews the answer",
    ComplaintState.IN_REVIEW: "review the answer",
}
"""What has to be done with a complaint that has got so far."""
OVERSEEING = ("The lead inspector or quality assurance", oversees_it)
TURN = {
    ComplaintState.RAISED: OVERSEEING,
    ComplaintState.ANSWERED: ("", complained),
    ComplaintState.REVIEW_ASKED: OVERSEEING,
}
"""Whose turn it is then; empty: the body’s that complained."""


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For an agency’s officer its own; for inspectors and quality assurance everybody’s."""
    last = last_round(inspection) if inspection.stage == FIELDWORK_DONE else None
    if last is not None:
        yield from _of_round(last, person, at)
    for complaint in complaints_of(inspection):
        if may_read_complaint.test(person, complaint):
            yield from _of_complaint(complaint, person)


def _of_round(round: Round, person: Person, at: datetime) -> Iterator[Waiting]:
    inspection = round.inspection
    own, follows = {body.pk for body in spoken_for(person, inspection)}, may_follow.test(person, inspection)
    there = reverse("accuracy:front", args=[inspection.ref])
    for body in [] if ended(round) else unfinished(round):
        if follows or body.pk in own:
            yield Waiting(says="The draft report: say whether its facts are right", whose=body.name,
                          due=round.due_on, mine=body.pk in own, href=there)  # fmt: skip
    if not follows:
        return
    if waiting := unanswered(inspection):
        due = answers_due(round)
        yield Waiting(says=f"{plural(len(waiting), 'point', 'points')} about the facts: answer", whose="Any inspector",
                      due=due, href=there)  # fmt: skip
    if not ended(round) and (round.due_on < timezone.localdate(at) or not unfinished(round)):
        yield Waiting(says="The agencies have read the draft: end the round", whose="The lead inspector",
                      mine=may_send.test(person, inspection), href=there)  # fmt: skip


def answers_due(round: Round) -> date:
    """The day by which every point of a round should be answered."""
    return add_working_days(round.due_on, accuracy_settings().answers.working_days)


def _of_complaint(complaint: Complaint, person: Person) -> Iterator[Waiting]:
    """The next step; a body that complained is told only when the step is its own."""
    state = ComplaintState(list(complaint.steps.all())[-1].state)
    if state not in NEXT:
        return
    whose, turn = TURN.get(state, ("Whoever was named for it", deals_with_it))
    mine = turn.test(person, complaint)
    if mine or not complained.test(person, complaint):
        there = reverse("accuracy:complaint", args=[complaint.inspection.ref, complaint.ref])
        yield Waiting(
            says=f"Complaint of {complaint.body.name}: {NEXT[state]}", whose=whose or complaint.body.name,
            due=due_on(complaint), mine=mine, href=there,
        )  # fmt: skip
