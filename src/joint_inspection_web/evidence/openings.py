"""Whose words may somebody read just now?

Their own, and those about no child; those of others about a child once they opened them today, for a criterion and a
purpose. A sector adviser reads their own alone.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.rules import sits_on_it
from joint_inspection_web.evidence.models import EvidenceOpening, Version
from joint_inspection_web.inspections.models import Inspection


class Openings:
    """What somebody opened today."""

    def __init__(self, inspection: Inspection, person: Person, *, at: datetime) -> None:
        self.person = person
        self.sits = sits_on_it.test(person, inspection)
        begins = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
        today = EvidenceOpening.objects.filter(
            inspection=inspection, person=person, at__gte=begins, at__lt=begins + timedelta(days=1)
        )
        self.opened = frozenset(today.values_list("criterion", "child_mark"))

    def cover(self, version: Version) -> bool:
        """Whether the person may read the words of a version; its note has to be at hand."""
        if self.person.pk in (version.author_id, version.note.author_id):
            return True
        if not self.sits:
            return False
        if not version.child_mark:
            return True
        return bool({(version.criterion, ""), (version.criterion, version.child_mark)} & self.opened)
