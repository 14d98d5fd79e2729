"""Contacts, alarms and cases referred back, for tests. All invented; the numbers are set aside for stories."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import factories
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.safety import alarms, cases
from joint_inspection_web.safety import contacts as actions
from joint_inspection_web.safety.models import Alarm, Contact, ContactKind, ReferredBack

WORRY, CHILD = "She said he has a knife", "the girl in the blue coat"
"""What may stand in no other place than the sealed column."""


def contacts(inspection: Inspection, *, by: Person | None = None, at: datetime = factories.NOW) -> list[Contact]:
    """Every office of the area inspected."""
    area = factories.area(inspection.area)
    return [
        actions.enter_contact(
            inspection, area=area, kind=kind, office=f"{kind.label} desk", phone=f"020 7946 00{number}0",
            hours="always", by=by, at=at,
        )
        for number, kind in enumerate(ContactKind, 1)
    ]  # fmt: skip


def report(**given: Any) -> alarms.Report:
    """What somebody says of a child at risk in Elmshire."""
    made = {"uuid": uuid.uuid4(), "child": CHILD, "worry": WORRY, "area": factories.area(), "noted_at": factories.NOW}
    return alarms.Report(**made | given)


def alarm(inspection: Inspection, *, by: Person | None = None, at: datetime = factories.NOW, **given: Any) -> Alarm:
    """An alarm just raised."""
    return alarms.raise_alarm(inspection, report=report(**given), by=by, at=at)


def case(
    inspection: Inspection, *, by: Person | None = None, at: datetime = factories.NOW, **given: Any
) -> ReferredBack:
    """A case that went back to the council."""
    body = inspection.bodies.get(kind="council")
    made = {"body": body, "child": "abcdefghijkl", "needs": "Visit before Friday", "within": "3_days"}
    return cases.refer_back(inspection, **made | given, by=by, at=at)
