"""How are words about a child at risk kept? Sealed under the inspection's key, which is made now if there was none.

An alarm is never refused because nothing can be sealed any more: then it is kept without its words.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joint_inspection.errors import NotPossible
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.inspections.models import Inspection


def sealed(value: dict[str, str], *, inspection: Inspection, about: str, at: datetime) -> str:
    """The words, sealed; nothing where that cannot be done."""
    try:
        return lock(value, inspection=inspection, about=about, at=at)
    except NotPossible:
        return ""


class Words:
    """Opens what was written in one inspection, for one request; None where it is gone."""

    def __init__(self, inspection: Inspection) -> None:
        try:
            self._opener: Opener | None = Opener(inspection)
        except NotPossible:
            self._opener = None

    def open(self, text: str, *, about: str) -> dict[str, Any] | None:
        """What was written, or None."""
        if not text or self._opener is None:
            return None
        try:
            opened: dict[str, Any] = self._opener.open(text, about=about)
        except NotPossible:
            return None
        return opened
