"""What has to happen next about a child at risk, and by when? The hours are settings; nights and weekends count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from joint_inspection_web.safety.models import Alarm, ContactKind, Of, Step, StepKind

SAID = {
    StepKind.TOLD: "Tell the authority where the child lives",
    StepKind.RECEIVED: "Note who took it",
    StepKind.FOLLOWED_UP: "A senior inspector follows up",
    StepKind.CLOSED: "Close it with the authority’s answer",
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that has not been done yet."""

    what: str
    says: str
    by: datetime
    overdue: bool


def still_due(alarm: Alarm, steps: Iterable[Step], *, now: datetime) -> tuple[Due, ...]:
    """Everything not yet done about an alarm, the next first; nothing once it is closed."""
    done = list(steps)
    kinds = {step.kind for step in done}
    if StepKind.CLOSED in kinds:
        return ()
    waiting = [(kind, SAID[kind]) for kind in StepKind if kind not in kinds]
    if StepKind.TOLD in kinds and not is_told_of_staff(alarm, done):
        waiting.insert(0, (StepKind.TOLD, "Tell the designated officer: it is about somebody who works with children"))
    return tuple(_due(alarm, kind, says, now=now) for kind, says in waiting)


def is_told_of_staff(alarm: Alarm, steps: Iterable[Step]) -> bool:
    """Whether the designated officer knows of an alarm about staff, unless it is kept from that office."""
    if alarm.of != Of.STAFF:
        return True
    kept = {one.contact.kind for one in alarm.kept_from.all() if one.contact}
    told = {step.contact.kind for step in steps if step.kind == StepKind.TOLD and step.contact}
    return ContactKind.DESIGNATED_OFFICER in told | kept


def _due(alarm: Alarm, kind: StepKind, says: str, *, now: datetime) -> Due:
    by = alarm.at + timedelta(hours=settings.AT_RISK_HOURS[kind])
    return Due(what=kind.value, says=says, by=by, overdue=now > by)
