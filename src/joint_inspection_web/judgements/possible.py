"""When is anything judged? From the beginning of fieldwork, as long as nothing is published."""

from __future__ import annotations

from joint_inspection.errors import NotPossible
from joint_inspection_web.inspections.models import FIELDWORK, FIELDWORK_DONE, INCOMPLETE, PAUSED, Inspection

STAGES = (FIELDWORK, PAUSED, INCOMPLETE, FIELDWORK_DONE)
"""While the inspection stands still drafts are written on."""


def expect_judging(inspection: Inspection) -> None:
    """Raise NotPossible at a stage at which nothing is judged."""
    if (stage := inspection.stage) not in STAGES:
        raise NotPossible(f"Judging begins with the fieldwork: this inspection is {stage.replace('_', ' ')}")
