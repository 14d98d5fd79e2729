"""What is done with a case referred back: sent to an agency, acknowledged, answered; and how many there were?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from joint_inspection.dates import add_working_days
from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import lock
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, DEFERRED, UNANNOUNCED, Body, Inspection
from joint_inspection_web.inspections.rules import sits_on_it, speaks_for
from joint_inspection_web.safety.alarms import MOST, note_look
from joint_inspection_web.safety.models import Alarm, Outcome, ReferredBack
from joint_inspection_web.safety.rules import answers_for, may_read_case, may_refer_back

WITHIN = {
    "4_hours": "4 hours",
    "24_hours": "24 hours",
    "3_days": "3 working days",
    "5_days": "5 working days",
    "10_days": "10 working days",
}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the report says of safety: how many, and nothing else."""

    at_risk: int
    """Children about whom an alarm was raised, one alarm each."""
    referred_back: int
    by_agency: tuple[tuple[str, int, int], ...]
    """Agency, cases, those of them answered."""


def due_at(within: str, at: datetime) -> datetime:
    """When an answer is due: hours run through the night, working days end when the day does."""
    number, _, unit = within.partition("_")
    if within not in WITHIN:
        raise invalid("within", "Choose by when it has to be done")
    if unit == "hours":
        return at + timedelta(hours=int(number))
    return at + (add_working_days(at.date(), int(number)) - at.date())


def visible_cases(inspection: Inspection, *, person: Person) -> QuerySet[ReferredBack]:
    """Every case for the inspectors; for an officer those of their own agencies."""
    found = ReferredBack.objects.filter(inspection=inspection).select_related("inspection", "body", "by")
    if sits_on_it.test(person, inspection):
        return found
    return found.filter(body__code__in=speaks_for(person))


@action
def refer_back(
    inspection: Inspection, *, body: Body, child: str, needs: str, within: str, by: Person | None, at: datetime
) -> ReferredBack:
    """Send a child's case back to an agency, with what needs doing and by when."""
    require(may_refer_back, by, inspection)
    if inspection.stage in (UNANNOUNCED, DEFERRED, CALLED_OFF):
        raise NotPossible("A case goes back once the area has been told of the inspection")
    if body.inspection_id != inspection.pk or body.kind == "inspectorate":
        raise invalid("body", "Choose an agency that is inspected")
    case = ReferredBack(inspection=inspection, body=body, due_at=due_at(within, at), at=at, by=by)
    words = {
        "child": _said(child, "child", "Enter the child’s pseudonym"),
        "needs": _said(needs, "needs", "Say what needs doing"),
    }
    case.sealed = lock(words, inspection=inspection, about=about(case), at=at)
    case.save()
    record("safety.refer_back", by=by, at=at, subject=subject_of(inspection), wrote=[case])
    return case


@action
def acknowledge(case: ReferredBack, *, by: Person | None, at: datetime) -> None:
    """The agency says that it has the case."""
    require(answers_for, by, case)
    case.refresh_from_db(fields=["acknowledged_at", "answered_at"])
    if case.acknowledged_at or case.answered_at:
        raise NotPossible("Your agency has acknowledged this already")
    case.acknowledged_at, case.acknowledged_by = at, by
    case.save()
    record("safety.acknowledge", by=by, at=at, subject=subject_of(case.inspection), wrote=[case])


@action
def answer(case: ReferredBack, *, outcome: str, says: str, by: Person | None, at: datetime) -> None:
    """The agency says what it did: that closes the case."""
    require(answers_for, by, case)
    case.refresh_from_db(fields=["acknowledged_at", "acknowledged_by", "answered_at"])
    if case.answered_at:
        raise NotPossible("Your agency has answered this already")
    if outcome not in Outcome.values:
        raise invalid("outcome", "Choose what was done")
    said = {"says": _said(says, "says", "Say what was done, by whom and when")}
    case.sealed_answer = lock(said, inspection=case.inspection, about=f"{about(case)} answer", at=at)
    case.outcome, case.answered_at, case.answered_by = outcome, at, by
    if case.acknowledged_at is None:
        case.acknowledged_at, case.acknowledged_by = at, by
    case.save()
    record("safety.answer", by=by, at=at, subject=subject_of(case.inspection), wrote=[case])


@action
def read_case(case: ReferredBack, *, by: Person, at: datetime) -> None:
    """Record that an inspector read what another wrote of a child."""
    require(may_read_case, by, case)
    note_look(case.inspection, case=case, what="a case referred back", by=by, at=at)


def overdue(case: ReferredBack, *, now: datetime) -> bool:
    """Whether an answer should have come."""
    return case.answered_at is None and now > case.due_at


def counted(inspection: Inspection, *, at_risk: int | None = None) -> Counted:
    """Counts for the report; ``at_risk`` where somebody may not know of every alarm."""
    cases = ReferredBack.objects.filter(inspection=inspection)
    rows = cases.values("body__name").annotate(
        number=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False))
    )
    return Counted(
        at_risk=Alarm.objects.filter(inspection=inspection).count() if at_risk is None else at_risk,
        referred_back=cases.count(),
        by_agency=tuple((row["body__name"], row["number"], row["answered"]) for row in rows.order_by("body__name")),
    )


def about(case: ReferredBack) -> str:
    """The name under which a case's words are sealed."""
    return f"case {case.ref}"


def _said(text: str, where: str, advice: str) -> str:
    if not text.strip():
        raise invalid(where, advice)
    return text.strip()[:MOST]
