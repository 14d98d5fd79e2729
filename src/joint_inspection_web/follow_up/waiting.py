"""What waits for whom after a report was published, on the page of the inspection and on everybody's desk?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from joint_inspection.follow_up.standing import overdue, reflects_findings
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import plural
from joint_inspection_web.follow_up.asked import asked_of
from joint_inspection_web.follow_up.models import Statement
from joint_inspection_web.follow_up.reading import as_statement, being_written, last_sent, seen_by, statements_of
from joint_inspection_web.follow_up.rules import is_asked, may_judge, may_see
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.inspections.waiting import Waiting
from joint_inspection_web.reports.published import publications_in_force

MOST = 20
"""So many things stand on a desk."""


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """The receipt, the statement, the view of it, and actions whose day has passed."""
    asked = asked_of(inspection)
    if asked is None or not may_see.test(person, inspection):
        return
    href, writes = reverse("follow_up:front", args=[inspection.ref]), is_asked.test(person, inspection)
    rows = statements_of(inspection)
    if not rows:
        yield Waiting(says="Note when the report was received", whose=asked.of_whom, mine=writes, href=href)
    if row := being_written(rows):
        yield Waiting(says="The statement of action", whose=asked.of_whom, mine=writes, due=row.due_on, href=href)
    if row := last_sent(rows):
        yield from _of_sent(row, person, at, href, waited=being_written(rows) is not None)


def _of_sent(row: Statement, person: Person, at: datetime, href: str, *, waited: bool) -> Iterator[Waiting]:
    asked, today = asked_of(row.inspection), timezone.localdate(at)
    told, inspects = as_statement(row), may_judge.test(person, row.inspection)
    if not waited and reflects_findings(told, on=today) is None:
        says = "Judge whether the plan reflects the findings"
        yield Waiting(says=says, whose="The inspectors", mine=inspects, href=href)
    codes = speaks_for(person)
    if asked and codes and not is_asked.test(person, row.inspection):
        told = seen_by(told, codes, asked)
    if late := overdue(told, on=today):
        says = f"{plural(len(late), 'action')} overdue: {', '.join(each.action for each in late)}"
        yield Waiting(says=says, whose="Their owners", mine=bool(codes), due=late[0].due, href=href)


@dataclass(frozen=True, kw_only=True)
class OnDesk:
    """Something about a statement of action that waits, with the inspection that it follows."""

    inspection: Inspection
    waiting: Waiting
    late: bool


def on_desk(person: Person, *, at: datetime) -> list[OnDesk]:
    """What waits for somebody after publications: their own turn, and whatever is overdue; the longest due first.

    For the team and the area's officers; others look at the inspection.
    """
    near = Q(seats__person=person, seats__ended_at=None) | Q(bodies__code__in=speaks_for(person))
    known = Inspection.objects.visible_to(person).filter(near)
    rows = publications_in_force().filter(inspection__in=known)
    found = [
        OnDesk(inspection=row.inspection, waiting=each, late=each.overdue(at))
        for row in rows
        for each in waits(row.inspection, person, at)
    ]
    mine = [each for each in found if each.late or each.waiting.mine]
    return sorted(mine, key=lambda each: (not each.late, str(each.waiting.due or "9")))[:MOST]
