"""How are the words of findings, answers and concerns kept, and read again for one request?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from joint_inspection.errors import NotPossible
from joint_inspection_web.casedata.keys import GONE
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.fairness.models import Kept
from joint_inspection_web.inspections.models import Inspection


def keep(row: Kept, words: dict[str, Any]) -> Kept:
    """Save a row with its words sealed under the inspection's key; raises NotPossible where the key was destroyed."""
    row.sealed = lock(words, inspection=row.inspection, about=about(row), at=row.at)
    row.save(force_insert=True)
    return row


class Words:
    """Reads the sealed words of one inspection; of what can no longer be opened it says None."""

    def __init__(self, inspection: Inspection) -> None:
        try:
            self._opener: Opener | None = Opener(inspection)
        except NotPossible:
            self._opener = None

    @property
    def gone(self) -> str:
        """Why nothing can be read, or nothing."""
        return "" if self._opener else GONE

    def of(self, row: models.Model) -> dict[str, Any]:
        """The words of a row; empty where its inspection's key was destroyed."""
        if self._opener is None:
            return {}
        return self._opener.open(row.sealed, about=about(row))

    def beside(self, rows: Iterable[Any]) -> list[tuple[Any, dict[str, Any]]]:
        """Each row with its words."""
        return [(row, self.of(row)) for row in rows]


def about(row: models.Model) -> str:
    """The place of a row, so that its words open nowhere else."""
    return f"{row._meta.model_name} {row.ref}"
