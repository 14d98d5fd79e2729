"""Where was a piece of evidence used already, so that it stays when whoever said it stops?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from joint_inspection_web.enquiries.models import LineState
from joint_inspection_web.fairness.actions.findings import standing
from joint_inspection_web.fairness.models import Point, Referral
from joint_inspection_web.inspections.models import Inspection


def uses_of(inspection: Inspection, notes: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The notes among these that were used, each with where: a finding that stands, a point, a concern, an answer."""
    wanted, found = {str(note): note for note in notes}, defaultdict(list)
    if wanted:
        for where, items in _uses(inspection):
            for item in map(str, items):
                if item in wanted and where not in found[wanted[item]]:
                    found[wanted[item]].append(where)
    return dict(found)


def _uses(inspection: Inspection) -> Iterator[tuple[str, Iterable[object]]]:
    for version in standing(inspection):
        yield "a finding", [*version.supports, *version.against]
    for point in Point.objects.filter(inspection=inspection):
        yield "a point put to an agency", point.shown
    for referral in Referral.objects.filter(inspection=inspection).exclude(item=None):
        yield "a concern passed to another inspectorate", [referral.item]
    for state in LineState.objects.filter(line__inspection=inspection):
        yield "the answer to a line of enquiry", state.items
