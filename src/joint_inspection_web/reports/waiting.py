"""What waits on the way of a report: a first draft, releases, signatures, its publication?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection.reports.signing import PEOPLE
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import FIELDWORK_DONE, PUBLISHED, Inspection
from joint_inspection_web.inspections.waiting import Waiting
from joint_inspection_web.reports.drafting import is_corrected
from joint_inspection_web.reports.models import Release, SignOff
from joint_inspection_web.reports.rules import may_publish, may_read, signs_for, taking_part
from joint_inspection_web.reports.texts import last_draft, text_of


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For the lead the text and its publication; once somebody released it, for the others what is theirs to do."""
    stage = inspection.stage
    if stage not in (FIELDWORK_DONE, PUBLISHED) or not may_read.test(person, inspection):
        return
    if stage == PUBLISHED and not is_corrected(inspection):
        return
    leads, draft = may_publish.test(person, inspection), last_draft(inspection)
    report = text_of(draft) if draft else None
    if report is None:
        if leads:
            yield Waiting(says="The report: write its first draft", whose="You", mine=True,
                          href=_to("front", inspection))  # fmt: skip
        return
    this = {"inspection": inspection, "digest": report.digest}
    released = set(Release.objects.filter(**this).values_list("by", flat=True))
    signed = set(SignOff.objects.filter(**this).values_list("inspectorate", flat=True))
    if not released:
        if leads:
            yield Waiting(says="The report: finish the draft", whose="You", mine=True, href=_to("front", inspection))
        return
    if len(released) < PEOPLE and person.pk not in released:
        yield Waiting(says="The report: look through it and release it", whose="One more person", mine=True,
                      href=_to("out", inspection))  # fmt: skip
    for code, name in taking_part(inspection).items():
        if code not in signed:
            mine = code in signs_for(person, inspection)
            yield Waiting(says="The report: sign it", whose=name, mine=mine, href=_to("out", inspection))
    if leads and len(released) >= PEOPLE and signed >= set(taking_part(inspection)):
        yield Waiting(says="The report: publish it", whose="You", mine=True, href=_to("out", inspection))


def _to(name: str, inspection: Inspection) -> str:
    return reverse(f"reports:{name}", args=[inspection.ref])
