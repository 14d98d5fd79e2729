"""What is recorded when an inspector opens what is kept of a child here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import lock
from joint_inspection_web.fairness.kept import about
from joint_inspection_web.fairness.models import ChildLook
from joint_inspection_web.fairness.rules import may_find
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection


@action
def look(inspection: Inspection, *, children: Iterable[str], purpose: str, by: Person, at: datetime) -> list[ChildLook]:
    """Record that an inspector opened what is kept of some children, and for what."""
    require(may_find, by, inspection)
    rows = [ChildLook(inspection=inspection, person=by, purpose=purpose, at=at) for _ in children]
    for row, child in zip(rows, children, strict=True):
        row.sealed = lock({"child": child}, inspection=inspection, about=about(row), at=at)
    made = ChildLook.objects.bulk_create(rows)
    record("fairness.look", by=by, at=at, subject=subject_of(inspection), wrote=made)
    return made
