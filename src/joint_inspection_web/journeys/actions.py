"""What is done about journeys: one is opened, for a purpose that is recorded."""

from __future__ import annotations

from datetime import datetime

from joint_inspection.errors import invalid
from joint_inspection.journeys.timeline import Timeline, timeline
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.store import open_events
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.journeys.models import JourneyOpening
from joint_inspection_web.journeys.rules import may_see_children


def open_journey(inspection: Inspection, *, child: str, purpose: str, by: Person, at: datetime) -> Timeline:
    """Open one child's journey; raises InvalidInput where there is no purpose or no such child.

    That the lists were opened is recorded whatever comes of it; that this child's journey was, before it is shown.
    """
    require(may_see_children, by, inspection)
    if not purpose.strip():
        raise invalid("purpose", "Say why you need to see this child’s journey")
    table = open_events(inspection, person=by, purpose=f"One journey: {purpose.strip()}", at=at)
    found = timeline(table, child)
    _note(inspection, child=found.child, purpose=purpose.strip(), by=by, at=at)
    return found


@action
def _note(inspection: Inspection, *, child: str, purpose: str, by: Person, at: datetime) -> JourneyOpening:
    opening = JourneyOpening.objects.create(inspection=inspection, person=by, child=child, purpose=purpose, at=at)
    record("journeys.open_journey", by=by, at=at, subject=subject_of(inspection), wrote=[opening])
    return opening
