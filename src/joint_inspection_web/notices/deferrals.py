"""What is done when an agency asks that an inspection be put off: ask, decide, look at it again.

An inspection goes ahead while a request is considered: asking changes nothing, only a decision does.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.inspections.notices import notice_settings
from joint_inspection.inspections.said import not_working
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import (
    ANNOUNCED,
    DEFERRED,
    DEVIATIONS,
    FIELDWORK,
    INCOMPLETE,
    PAUSED,
    Body,
    Inspection,
    Stage,
)
from joint_inspection_web.inspections.stages import check_deviation
from joint_inspection_web.notices.models import Decides, DeferralDecision, DeferralRequest, Review
from joint_inspection_web.notices.rules import may_answer, may_decide

MAY_ASK = (ANNOUNCED, FIELDWORK)
"""While an agency can ask."""
POSSIBLE: dict[str, tuple[str, ...]] = {
    ANNOUNCED: (Decides.PROCEED, Decides.DEFER),
    DEFERRED: (Decides.DEFER,),
    FIELDWORK: (Decides.PROCEED, Decides.PAUSE),
    PAUSED: (Decides.PAUSE, Decides.INCOMPLETE),
    INCOMPLETE: (Decides.INCOMPLETE,),
}
"""What can be decided at each stage: what the stage leads to, or what it is already because another agency asked."""
STANDS = {Decides.DEFER: DEFERRED, Decides.PAUSE: PAUSED, Decides.INCOMPLETE: INCOMPLETE}
REACH = {
    Decides.DEFER: inspections.defer,
    Decides.PAUSE: inspections.pause,
    Decides.INCOMPLETE: inspections.mark_incomplete,
}


@action
def ask_for_deferral(
    body: Body, *, reason: str, says: str, evidence: str, by: Person | None, at: datetime
) -> DeferralRequest:
    """Ask, for one agency, that the inspection be put off or left for a while."""
    require(may_answer, by, body)
    inspection = body.inspection
    if inspection.stage not in MAY_ASK:
        raise NotPossible("A deferral can be asked for from the notification to the end of the fieldwork")
    if waiting(inspection, body):
        raise NotPossible("You have asked already: wait for the decision")
    if problems := _request_problems(reason=reason, says=says, evidence=evidence):
        raise InvalidInput(problems)
    made = DeferralRequest.objects.create(
        inspection=inspection, body=body, reason=reason, says=says.strip(), evidence=evidence.strip(), at=at, by=by
    )
    record("notices.ask_for_deferral", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def decide(
    request: DeferralRequest, *, decision: str, reason: str, owner: Person | None, review_on: date | None,
    by: Person | None, at: datetime,
) -> DeferralDecision:  # fmt: skip
    """Decide on a request; the inspection reaches the stage that follows from it in the same transaction."""
    inspection = request.inspection
    require(may_decide, by, inspection)
    if DeferralDecision.objects.filter(request=request).exists():
        raise NotPossible("This request has been decided")
    if decision not in possible(inspection):
        raise invalid("decision", "Choose what can be decided at this stage")
    if problems := check_deviation(reason=reason, owner=owner, review_on=review_on, on=timezone.localdate(at)):
        raise InvalidInput(problems)
    stage = _reach(inspection, decision, reason=reason, owner=owner, review_on=review_on, by=by, at=at)
    made = DeferralDecision.objects.create(
        request=request, decision=decision, reason=reason.strip(), owner=owner, review_on=review_on, stage=stage,
        at=at, by=by,
    )  # fmt: skip
    record("notices.decide_deferral", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def review(decision: DeferralDecision, *, says: str, next_on: date | None, by: Person | None, at: datetime) -> Review:
    """Note that a decision was looked at again; while it still matters, with the day of the next look."""
    inspection = decision.request.inspection
    require(may_decide, by, inspection)
    waits = decision.stage_id is not None and inspection.stages.last().pk == decision.stage_id
    _check_review(says, next_on, waits=waits, on=timezone.localdate(at))
    made = Review.objects.create(decision=decision, says=says.strip(), next_on=next_on, at=at, by=by)
    record("notices.review_deferral", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def review_stage(stage: Stage, *, says: str, next_on: date | None, by: Person | None, at: datetime) -> Review:
    """Note that an inspection was looked at again that its lead or planner put off, or left, without being asked."""
    inspection = stage.inspection
    require(may_decide, by, inspection)
    if stage.stage not in DEVIATIONS or inspection.stages.last().pk != stage.pk:
        raise NotPossible("This inspection is not put off any more, and does not stand still")
    if DeferralDecision.objects.filter(stage=stage).exists():
        raise NotPossible("An agency asked for this: look at its request again")
    _check_review(says, next_on, waits=True, on=timezone.localdate(at))
    made = Review.objects.create(stage=stage, says=says.strip(), next_on=next_on, at=at, by=by)
    record("notices.review_stage", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


def possible(inspection: Inspection) -> tuple[str, ...]:
    """What can be decided now."""
    return POSSIBLE.get(inspection.stage, (Decides.PROCEED,))


def waiting(inspection: Inspection, body: Body | None = None) -> list[DeferralRequest]:
    """The requests on which nobody has decided, of one agency or of all."""
    found = inspection.deferral_requests.filter(decision=None).select_related("body", "by")
    return list(found if body is None else found.filter(body=body))


def _reach(
    inspection: Inspection, decision: str, *, reason: str, owner: Person | None, review_on: date | None,
    by: Person | None, at: datetime,
) -> Stage | None:  # fmt: skip
    if decision == Decides.PROCEED or inspection.stage == STANDS[Decides(decision)]:
        return None
    return REACH[Decides(decision)](inspection, reason=reason, owner=owner, review_on=review_on, by=by, at=at)


def _check_review(says: str, next_on: date | None, *, waits: bool, on: date) -> None:
    if not says.strip():
        raise invalid("says", "Say what you found, in words that the area may read")
    if next_on is None and waits:
        raise invalid("next_on", "Enter the next day on which this is looked at, while the inspection waits")
    if next_on is not None and (why := _wrong_day(next_on, on=on)):
        raise invalid("next_on", why)


def _request_problems(*, reason: str, says: str, evidence: str) -> list[Problem]:
    problems = []
    if reason not in {each.id for each in notice_settings().deferral.reasons}:
        problems.append(Problem(where="reason", says="Choose why the inspection cannot go ahead"))
    if not says.strip():
        problems.append(Problem(where="says", says="Say what happened, without naming anybody"))
    if not evidence.strip():
        problems.append(Problem(where="evidence", says="Say what shows it, and who can confirm it"))
    return problems


def _wrong_day(day: date, *, on: date) -> str | None:
    return "Choose a later day" if day <= on else not_working(day)
