"""Inspections whose days move and are planned, made by the same actions that the service uses."""

from datetime import UTC, date, datetime

import factories
from joint_inspection.frameworks.load import find
from joint_inspection_web.inspections import actions, planning
from joint_inspection_web.inspections.models import Inspection

BEGINS = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WATCH = planning.Proposal(
    day=date(2026, 3, 4), part="morning", what="Sit with duty workers", whom="The duty team", where="Civic Centre"
)


def opened(framework: str = "jtai@2022", kind: str = "front_door", *, told: bool = False) -> Inspection:
    """An inspection of a fictional area that begins on a Monday."""
    inspection = actions.open_inspection(
        area=factories.area(), framework=find(framework), kind=kind, begins_on=BEGINS, by=None, at=factories.NOW
    )
    if told:
        actions.announce(inspection, by=None, at=MORNING)
    return inspection


def whole_story() -> Inspection:
    """A visit planned with its council, one of whose steps was moved, and which was then put off."""
    inspection = opened("child-protection@2012", "inspection", told=True)
    row = inspection.timetable.get(stage="publish")
    planning.move_step(row, first=date(2026, 6, 1), last=date(2026, 6, 1), reason="Holidays", by=None, at=MORNING)
    activity = planning.propose(inspection, WATCH, by=None, at=MORNING)
    planning.answer(activity, says="agreed", by=None, at=MORNING)
    owner = factories.person("lead_inspector")
    actions.defer(
        inspection, reason="A police investigation", owner=owner, review_on=date(2026, 4, 1), by=None, at=MORNING
    )
    return inspection
