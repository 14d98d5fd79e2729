"""Which inspections can be rated a second time, and by whom who never saw the grades?"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from joint_inspection.errors import Problem
from joint_inspection_web.accounts.models import Membership, Person, Role
from joint_inspection_web.assurance.models import SecondGrade, SecondRater
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Decision

RATERS = (Role.QUALITY_ASSURANCE, Role.LEAD_INSPECTOR)


def could_be_drawn(person: Person) -> QuerySet[Inspection]:
    """The inspections that somebody may know of, that were decided, and that were not drawn before."""
    decided = Exists(Decision.objects.filter(inspection=OuterRef("pk")))
    return Inspection.objects.visible_to(person).filter(decided, drawn=None)


def could_rate(inspection: Inspection) -> list[Person]:
    """Other leads, and quality assurance, of the inspectorates that take part, who never sat on the inspection.

    Grades that are not published are shown on the inspection's own pages alone, to whoever has a seat on it; a draft of
    the report also to quality assurance, but not to somebody who rates and has not sealed. Nobody who works for an
    agency inspected comes into question.
    """
    codes = list(inspection.bodies.filter(kind="inspectorate").values_list("code", flat=True))
    agencies = list(inspection.agencies.values_list("code", flat=True))
    present = Membership.objects.filter(ended_at=None)
    theirs = present.filter(role__in=RATERS, organisation__code__in=codes).values("person")
    near = present.filter(organisation__code__in=agencies).values("person")
    found = Person.objects.filter(is_active=True, pk__in=theirs).exclude(pk__in=near)
    return list(found.exclude(pk__in=inspection.seats.values("person")).order_by("name", "pk"))


def is_sealed(rater: SecondRater) -> bool:
    """Whether a second rater has sealed what they think."""
    return rater.grades.filter(is_final=True).exists()


def rater_of(inspection: Inspection) -> SecondRater | None:
    """Whoever was named last to rate an inspection a second time."""
    return SecondRater.objects.filter(drawn__inspection=inspection).select_related("person").last()


def still_blind(person: Person) -> list[int]:
    """The inspections of which somebody must not see the grades yet: they rate them, and have not sealed."""
    mine = SecondRater.objects.filter(person=person).select_related("drawn")
    sealed = set(SecondGrade.objects.filter(rater__in=mine, is_final=True).values_list("rater", flat=True))
    return [each.drawn.inspection_id for each in mine if each.pk not in sealed]


def is_blind(person: Person, inspection: Inspection) -> bool:
    """Whether somebody rates an inspection a second time and has not sealed."""
    return person.is_authenticated and inspection.pk in still_blind(person)


def stays_blind(inspection: Inspection, person: Person, role: str) -> list[Problem]:
    """Whoever rates an inspection a second time takes no seat on it before."""
    rater = rater_of(inspection)
    if rater is None or rater.person_id != person.pk or is_sealed(rater):
        return []
    says = "This person rates the inspection a second time without seeing its grades: choose somebody else"
    return [Problem(where="person", says=says)]
