"""What of quality assurance waits, and whose turn is it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.assurance.queries import standings, unresolved
from joint_inspection_web.assurance.rules import may_answer, may_ask
from joint_inspection_web.design.words import plural
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.waiting import Waiting


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """Queries to be answered, for the team; answers to be looked at, for quality assurance."""
    answers, asks = may_answer.test(person, inspection), may_ask.test(person, inspection)
    if not (answers or asks):
        return
    found, href = unresolved(standings(inspection)), reverse("assurance:front", args=[inspection.ref])
    for mine, team in ((answers, True), (asks, False)):
        if number := sum(each.waits_for_team == team for each in found):
            says = "to be answered" if team else "answered, to be resolved"
            whose = "The team" if team else "Quality assurance"
            yield Waiting(says=f"{plural(number, 'query', 'queries')} of quality assurance: {says}", whose=whose,
                          mine=mine, href=href)  # fmt: skip
