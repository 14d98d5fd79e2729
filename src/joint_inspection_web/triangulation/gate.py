"""What has to be settled before the fieldwork of an inspection ends?"""

from __future__ import annotations

from datetime import datetime

from joint_inspection.errors import Problem
from joint_inspection_web.design.words import plural
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.picture import picture_of


def what_stands_in_the_way(inspection: Inspection, at: datetime) -> list[Problem]:
    """Open contradictions, and tracked children who were neither heard nor excused. No child is named."""
    picture = picture_of(inspection)
    missing = sum(voice.is_missing for voice in picture.coverage.voices)
    problems = []
    if number := len(picture.open):
        says = f"{plural(number, 'contradiction is', 'contradictions are')} open: write how each is resolved"
        problems.append(Problem(where="contradictions", says=says))
    if missing:
        says = (
            f"{plural(missing, 'tracked child was', 'tracked children were')} not heard: note what the child says, or "
            "write why the child could not be heard"
        )
        problems.append(Problem(where="voices", says=says))
    return problems
