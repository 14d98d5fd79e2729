"""What waits about children at risk and cases referred back?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.inspections.waiting import Waiting
from joint_inspection_web.safety.alarms import visible_alarms
from joint_inspection_web.safety.cases import visible_cases
from joint_inspection_web.safety.clock import still_due
from joint_inspection_web.safety.models import StepKind
from joint_inspection_web.safety.rules import may_follow_up, raised_it

SENIOR = (StepKind.FOLLOWED_UP, StepKind.CLOSED)


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """The next step of every alarm that is not closed, and every case without an answer."""
    for alarm in visible_alarms(inspection, person=person):
        for due in still_due(alarm, alarm.steps.all(), now=at)[:1]:
            senior = due.what in SENIOR
            may = may_follow_up if senior else raised_it
            whose = "A senior inspector, another than who raised it" if senior else f"{alarm.raised_by}"
            yield Waiting(
                says=f"A child may be at risk. {due.says}", whose=whose, due=due.by, first=True,
                mine=may.test(person, alarm), href=reverse("safety:alarm", args=[inspection.ref, alarm.ref]),
            )  # fmt: skip
    for case in visible_cases(inspection, person=person).filter(answered_at=None):
        yield Waiting(
            says="A case referred back: answer", whose=case.body.name, due=case.due_at,
            mine=case.body.code in speaks_for(person), href=reverse("safety:case", args=[inspection.ref, case.ref]),
        )  # fmt: skip
