"""What did the team write, opened for one request?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joint_inspection.errors import NotPossible
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.models import Written


@dataclass(frozen=True, kw_only=True)
class Read:
    """A row with what it says; ``says`` is None where the child data was destroyed."""

    row: Any
    says: dict[str, str] | None = field(repr=False)


def written(row: Written, *, inspection: Inspection, says: dict[str, str], by: Person | None, at: datetime) -> Written:
    """Seal what somebody wrote into its row and save it; raises NotPossible where the child data was destroyed."""
    row.at, row.by = at, by
    row.sealed = lock(says, inspection=inspection, about=row.about, at=at)
    row.save(force_insert=True)
    return row


def read(rows: Iterable[Written], *, inspection: Inspection) -> list[Read]:
    """Each row with what it says."""
    rows = list(rows)
    try:
        opener = Opener(inspection) if rows else None
    except NotPossible:
        opener = None
    return [Read(row=row, says=opener.open(row.sealed, about=row.about) if opener else None) for row in rows]
