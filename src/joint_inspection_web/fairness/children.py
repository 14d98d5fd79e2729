"""Which children are followed in depth, and by what name does an address call one?

No address holds a pseudonym: a child is called by a mark that says nothing outside this inspection.
"""

from __future__ import annotations

import json
from hashlib import sha256

from joint_inspection.errors import NotPossible
from joint_inspection.sampling.draw import PURPOSIVE, TRACKED
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples.actions import latest
from joint_inspection_web.samples.kept import document_of


def tracked(inspection: Inspection) -> list[str]:
    """The pseudonyms of the children tracked; none where no sample was drawn or it was destroyed."""
    sample = latest(inspection)
    if sample is None:
        return []
    try:
        chosen = json.loads(document_of(sample))["children"]
    except NotPossible:
        return []
    return [each["id"] for each in chosen if each["part"] in (TRACKED, PURPOSIVE)]


def mark_of(inspection: Inspection, child: str) -> str:
    """What stands for a child in an address."""
    return sha256(f"{inspection.ref} {child}".encode()).hexdigest()[:16]


def by_mark(inspection: Inspection, mark: str) -> str | None:
    """The child tracked that an address means."""
    return next((child for child in tracked(inspection) if mark_of(inspection, child) == mark), None)
