"""Which versions of a note does no other follow, and for whom does somebody write?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.models import Note, Version
from joint_inspection_web.inspections.models import Inspection


def standing() -> QuerySet[Version]:
    """The versions that no other follows, of every note."""
    return Version.objects.filter(followed_by=None)


def heads_of(note: Note) -> tuple[UUID, ...]:
    """The versions of a note that no other follows, oldest first."""
    return tuple(standing().filter(note=note).values_list("pk", flat=True))


def inspectorate_of(inspection: Inspection, person: Person) -> str:
    """The code of the inspectorate taking part for which somebody works; empty for who works outside."""
    taking_part = {body.code for body in inspection.bodies.all() if body.kind == "inspectorate"}
    return min(taking_part & person.organisation_codes, default="")
