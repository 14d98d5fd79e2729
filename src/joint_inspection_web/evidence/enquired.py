"""What is evidence called where a line of enquiry is answered with it?"""

from __future__ import annotations

from collections.abc import Iterable

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import moment, sentence, title_of
from joint_inspection_web.evidence import reading
from joint_inspection_web.inspections.models import Inspection


def labels(inspection: Inspection, person: Person, among: Iterable[str] | None) -> dict[str, str]:
    """The evidence that somebody may know of, each by its method, the agency it is about, and when it was noted."""
    names = dict(inspection.bodies.values_list("code", "name"))
    return {
        item.id: sentence(f"{title_of(item.method)} about {names.get(item.about, item.about)}, {moment(item.noted_at)}")
        for item in reading.outlines(inspection, person=person, among=among)
    }
