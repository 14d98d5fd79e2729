"""What is done with a concern about an agency: it goes to the inspectorate that inspects it, which answers."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.evidence.hosts import host_of
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions.possible import (
    body_of,
    criterion_problems,
    expect_going_on,
    text_problems,
)
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.fairness.models import Referral, ReferralAnswer, Taken
from joint_inspection_web.fairness.rules import hosts_it, may_find
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

DAYS, MOST_DAYS = 2, 20
"""Working days in which a host inspectorate answers where nothing else is said: a choice."""


@action
def refer(
    inspection: Inspection, *, about: str, criterion: str, text: str, by: Person | None, at: datetime,
    item: str = "", days: int = DAYS,
) -> Referral:  # fmt: skip
    """Pass a concern about an agency to its host inspectorate."""
    require(may_find, by, inspection)
    framework = expect_going_on(inspection)
    body = body_of(inspection, about)
    problems = criterion_problems(criterion, framework)
    problems += text_problems(text, says="Say what the concern is and where it comes from")
    problems += [] if 1 <= days <= MOST_DAYS else [Problem(where="days", says=f"Give 1 to {MOST_DAYS} working days")]
    if item and (by is None or reading.item(inspection, item, person=by) is None):
        problems.append(Problem(where="item", says="Choose from the evidence that there is"))
    if problems:
        raise InvalidInput(problems)
    row = Referral(
        inspection=inspection, about=body, to=host_of(body.kind), criterion=criterion, item=item or None,
        due_on=add_working_days(timezone.localdate(at), days), at=at, by=by,
    )  # fmt: skip
    keep(row, {"text": text.strip()})
    record("fairness.refer", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def answer_referral(
    referral: Referral, *, taken: str, text: str, by: Person | None, at: datetime, given_by: str = ""
) -> ReferralAnswer:
    """Say for the host inspectorate what becomes of a concern; the lead writes it down where the host is not here."""
    require(hosts_it, by, referral)
    expect_going_on(referral.inspection)
    if ReferralAnswer.objects.filter(referral=referral).exists():
        raise NotPossible("This concern was answered already")
    problems = text_problems(text, says="Say what becomes of the concern, and why")
    if taken not in Taken.values:
        problems.append(Problem(where="taken", says="Say what becomes of the concern"))
    if by is not None and referral.to not in by.organisation_codes and not given_by.strip():
        problems.append(Problem(where="given_by", says="Say who answered for the inspectorate, by office"))
    if len(given_by) > 200:
        problems.append(Problem(where="given_by", says="Write at most 200 characters"))
    if problems:
        raise InvalidInput(problems)
    row = ReferralAnswer(inspection=referral.inspection, referral=referral, taken=taken, at=at, by=by)
    keep(row, {"text": text.strip(), "given_by": given_by.strip()})
    record("fairness.answer_referral", by=by, at=at, subject=subject_of(referral.inspection), wrote=[row])
    return row
