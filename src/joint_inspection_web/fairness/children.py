"""Which children are followed in depth, and by what name does an address call one?

No address holds a pseudonym: a child is called by a mark that says nothing outside this inspection.
"""

from __future__ import annotations

from joint_inspection.sampling.draw import PURPOSIVE, TRACKED
from joint_inspection_web.evidence.kept import marks_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples.actions import chosen


def tracked(inspection: Inspection) -> list[str]:
    """The pseudonyms of the children tracked; none where no sample was drawn or it was destroyed."""
    return chosen(inspection, TRACKED, PURPOSIVE) or []


def by_marks(inspection: Inspection) -> dict[str, str]:
    """The children tracked, by the mark that stands for each in an address."""
    return marks_of(tracked(inspection), inspection=inspection)
