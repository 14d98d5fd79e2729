"""What waits for somebody about a child at risk, or about a case referred back; and what is overdue at all?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.safety.clock import still_due
from joint_inspection_web.safety.models import Alarm, ReferredBack, StepKind
from joint_inspection_web.safety.rules import is_senior


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One thing that waits, and where it is done."""

    inspection: Inspection
    says: str
    by: datetime
    overdue: bool
    href: str


def reminders(person: Person, *, now: datetime) -> list[Reminder]:
    """What waits for one person, the most urgent first."""
    return sorted([*_alarms(person, now=now), *_cases(person, now=now)], key=lambda one: one.by)


def overdue(*, now: datetime) -> dict[str, int]:
    """How many things are overdue in each inspection, by its reference."""
    late = [
        alarm for alarm in _open_alarms() if any(due.overdue for due in still_due(alarm, alarm.steps.all(), now=now))
    ]
    cases = ReferredBack.objects.filter(answered_at=None, due_at__lt=now).select_related("inspection")
    refs = [one.inspection.ref for one in (*late, *cases)]
    return {ref: refs.count(ref) for ref in dict.fromkeys(refs)}


def _alarms(person: Person, *, now: datetime) -> Iterator[Reminder]:
    """The next step of every open alarm that the person raised or follows up."""
    mine = _open_alarms().filter(inspection__in=_seated(person)).exclude(kept_from__person=person)
    for alarm in mine:
        if alarm.raised_by_id != person.pk and not is_senior.test(person, alarm.inspection):
            continue
        due = still_due(alarm, alarm.steps.all(), now=now)[0]
        yield Reminder(
            inspection=alarm.inspection, says=f"A child at risk: {due.says[:1].lower()}{due.says[1:]}", by=due.by,
            overdue=due.overdue, href=reverse("safety:alarm", args=[alarm.inspection.ref, alarm.ref]),
        )  # fmt: skip


def _cases(person: Person, *, now: datetime) -> Iterator[Reminder]:
    """Unanswered cases: for the agency's officer, and for who referred them back once they are overdue."""
    own = Q(body__code__in=speaks_for(person)) | Q(by=person, due_at__lt=now)
    known = Inspection.objects.visible_to(person)
    found = ReferredBack.objects.filter(own, answered_at=None, inspection__in=known).select_related(
        "inspection", "body"
    )
    for case in found:
        yield Reminder(
            inspection=case.inspection, says=f"A case referred back to {case.body.name} waits for its answer",
            by=case.due_at, overdue=now > case.due_at,
            href=reverse("safety:case", args=[case.inspection.ref, case.ref]),
        )  # fmt: skip


def _open_alarms() -> QuerySet[Alarm]:
    found = Alarm.objects.exclude(steps__kind=StepKind.CLOSED).select_related("inspection")
    return found.prefetch_related("steps__contact", "kept_from__contact")


def _seated(person: Person) -> QuerySet[Inspection]:
    return Inspection.objects.visible_to(person).filter(seats__person=person, seats__ended_at=None)
