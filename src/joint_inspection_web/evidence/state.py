"""What does a notebook need to know to be written in, also where there is no connection?

Nothing about a child but the pseudonyms of the sample, for inspectors alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.rules import sits_on_it
from joint_inspection_web.evidence.actions import OVER
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.evidence.words import METHODS, TEMPLATES
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, Inspection
from joint_inspection_web.inspections.rules import advises_it
from joint_inspection_web.samples.actions import chosen


def state_of(inspection: Inspection, *, person: Person, at: datetime) -> dict[str, Any]:
    """What may be chosen in a note, and whether one may be written now."""
    return {
        "inspection": inspection.ref, "now": at, "person": person.ref, **writing(inspection),
        "criteria": criteria_of(inspection), "methods": METHODS, "templates": TEMPLATES,
        "bodies": [{"code": body.code, "name": body.name, "kind": body.kind} for body in inspection.bodies.all()],
        "box": inspectorate_of(inspection, person), "adviser": advises_it.test(person, inspection),
        "children": children_of(inspection) if sits_on_it.test(person, inspection) else [],
    }  # fmt: skip


def writing(inspection: Inspection) -> dict[str, Any]:
    """Whether a note may be written now, and if not, why."""
    stage = inspection.stage
    writable = stage in EVIDENCE_STAGES
    says = "" if writable else OVER.format(stage.replace("_", " "))
    return {"stage": stage, "writable": writable, "says": says}


def criteria_of(inspection: Inspection) -> list[dict[str, Any]]:
    """The criteria of the framework, each with the ways in which evidence of it is usually gathered."""
    return [
        {"id": criterion.id, "title": criterion.title, "methods": list(criterion.methods)}
        for criterion in find(inspection.framework).criteria
    ]


def children_of(inspection: Inspection) -> list[str]:
    """The pseudonyms of the children whose cases are read; none where no sample was drawn or it was destroyed."""
    return chosen(inspection) or []
