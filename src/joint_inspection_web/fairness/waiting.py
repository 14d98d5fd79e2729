"""Which answers are awaited: to points, to concerns referred, to what an agency says it had told?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.models import Disclosure, Point, Referral
from joint_inspection_web.fairness.rules import hosts_it, may_find, spoken_for
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.waiting import Waiting


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For an inspector all of them; for an agency's officer the points put to it."""
    finds, own = may_find.test(person, inspection), {body.pk for body in spoken_for(person, inspection)}
    points = Point.objects.filter(inspection=inspection, reply=None).select_related("body")
    for point in points if finds else points.filter(body__in=own):
        yield Waiting(
            says="A point put to the agency: answer", whose=point.body.name, due=point.due_on,
            mine=point.body_id in own, href=reverse("fairness:point", args=[inspection.ref, point.ref]),
        )  # fmt: skip
    if finds:
        yield from _for_inspectors(inspection, person)


def _for_inspectors(inspection: Inspection, person: Person) -> Iterator[Waiting]:
    for referral in Referral.objects.filter(inspection=inspection, answer=None).select_related("about", "inspection"):
        yield Waiting(
            says=f"A concern about {referral.about.name}: answer for its inspectorate",
            whose=sentence(title_of(referral.to)), due=referral.due_on, mine=hosts_it.test(person, referral),
            href=reverse("fairness:referral", args=[inspection.ref, referral.ref]),
        )  # fmt: skip
    for told in Disclosure.objects.filter(inspection=inspection, confirmed_at=None).select_related("body"):
        yield Waiting(
            says=f"{told.body.name} says it had told this before: confirm", whose="Any inspector",
            href=reverse("fairness:disclosure", args=[inspection.ref, told.ref]),
        )  # fmt: skip
