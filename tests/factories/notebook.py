"""Invented notes, as inspectors write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

import factories
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence import actions
from joint_inspection_web.evidence.notes import NoteIn, Receipt
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection

CHILD, OTHER_CHILD = "abcdefghijkl", "mnopqrstuvwx"
WORDS = "Gwendolen waited five weeks for anybody to see her"
"""What may be read by nobody who has not opened it."""


def raw(inspection: Inspection, **said: Any) -> dict[str, Any]:
    """A first version as a device sends it: what an inspector saw in the council's records."""
    made = {
        "note": str(uuid4()), "version": str(uuid4()), "bases": [], "kind": "first",
        "noted_at": timezone.now().isoformat(), "criterion": criterion(inspection),
        "agency": agency(inspection, "council"), "speaker": "inspector", "speaker_agency": None,
        "method": "record", "directness": "seen", "first_hand": False, "direction": "weakness",
        "strength": "moderate", "child": None, "happened_on": None, "disclosed": False, "experience": False,
        "outcome": False, "text": "The record has no plan", "quotes": [], "box": None, "because": "",
        "indicator": None,
    }  # fmt: skip
    return made | {name: _plain(value) for name, value in said.items()}


def follows(inspection: Inspection, *bases: dict[str, Any], kind: str = "correction", **said: Any) -> dict[str, Any]:
    """A version that follows others of the same note."""
    same = {k: v for k, v in bases[0].items() if k not in ("version", "bases", "kind", "noted_at")}
    return raw(inspection, **same | {"kind": kind, "bases": [each["version"] for each in bases], **said})


def kept(inspection: Inspection, *, by: Person, at: datetime | None = None, **said: Any) -> Receipt:
    """A note that somebody kept."""
    return keep(inspection, raw(inspection, **said), by=by, at=at)


def keep(inspection: Inspection, sent: dict[str, Any], *, by: Person, at: datetime | None = None) -> Receipt:
    """Keep what a device sent."""
    return actions.keep(inspection, note=NoteIn.sent(sent), by=by, at=at or timezone.now())


def criterion(inspection: Inspection, *, place: int = 0) -> str:
    """The id of a criterion of the inspection's framework."""
    from joint_inspection.frameworks.load import find

    return find(inspection.framework).criteria[place].id


def agency(inspection: Inspection, kind: str) -> str:
    """The code of the agency of a kind that is inspected."""
    return inspection.bodies.get(kind=kind).code


def colleague(inspection: Inspection, *, at: str = "hmicfrs", role: str = "team_inspector") -> Person:
    """Somebody of another inspectorate with a seat."""
    person = factories.person(role, at=at)
    inspections.add_person(inspection, person=person, role=role, by=None, at=factories.NOW)
    return person


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
