"""Which lines of enquiry are open, and what have people still to read?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import plural
from joint_inspection_web.enquiries.rules import may_enquire
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.waiting import Waiting


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For the inspectors on the team."""
    if not may_enquire.test(person, inspection):
        return
    lines = inspection.lines_of_enquiry.prefetch_related("states")
    if still := sum(line.is_open for line in lines):
        yield Waiting(
            says=f"{plural(still, 'line')} of enquiry open", whose="The team", due=inspection.ends_on,
            href=reverse("enquiries:front", args=[inspection.ref]),
        )  # fmt: skip
    if unread := inspection.reading.exclude(reads__by=person).count():
        yield Waiting(
            says=f"{plural(unread, 'thing')} that you have not read", whose="", mine=True,
            href=reverse("enquiries:reading", args=[inspection.ref]),
        )  # fmt: skip
