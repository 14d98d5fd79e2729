"""How did an agency want its sheets, headings and codes understood? Remembered sealed, for it alone."""

from __future__ import annotations

from datetime import datetime

from joint_inspection.casedata.match import mapping
from joint_inspection.casedata.match.mapping import Mapping
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.keys import master_key, newest_version
from joint_inspection_web.casedata.models import Choices
from joint_inspection_web.casedata.seal import seal, unseal
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body


def chosen_by(body: Body) -> Mapping:
    """What the agency chose before, in this inspection or an earlier one."""
    row = Choices.objects.filter(agency=body.code).first()
    if row is None:
        return Mapping()
    content = unseal(bytes(row.sealed), under=master_key(row.master), about=f"choices of {body.code}")
    return mapping.from_json(content.decode())


@action
def remember(body: Body, choices: Mapping, *, by: Person | None, at: datetime) -> Choices:
    """Keep what the agency chose for next time."""
    row = Choices.objects.filter(agency=body.code).first() or Choices(agency=body.code)
    row.at, row.master = at, newest_version()
    row.sealed = seal(choices.to_json().encode(), under=master_key(), about=f"choices of {body.code}")
    row.save()
    record("casedata.remember_choices", by=by, at=at, subject=subject_of(body.inspection), wrote=[row])
    return row
