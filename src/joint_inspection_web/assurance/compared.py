"""How do second, blind ratings compare with the first, and how does anybody lean across inspections?

Only for quality assurance. Ratings that the reader still has to give themselves are left out, and so is whatever can
no longer be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.second import SECOND, Rated
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.assurance.choosing import is_sealed, still_blind
from joint_inspection_web.assurance.models import Drawn, SecondRater
from joint_inspection_web.assurance.second import final_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.inspections.rules import assures_it
from joint_inspection_web.judgements.blind import first_views, standing_of
from joint_inspection_web.judgements.deciding import decided
from joint_inspection_web.judgements.models import Decision, Reveal
from joint_inspection_web.judgements.policy import choices_of, said

QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One judgement rated twice."""

    title: str
    first: str
    second: str
    steps: int
    """Steps of the scale by which the second is milder than the first, or stricter where less than nothing."""
    because: str


def beside(rater: SecondRater) -> list[Beside]:
    """Both ratings of one inspection beside one another; nothing before both are in."""
    inspection = rater.drawn.inspection
    framework, second = find(inspection.framework), final_of(rater)
    first, _ = first_grades(inspection)
    titles = {each.id: each.title for each in framework.judging.judgements}
    return [
        Beside(
            title=titles[name], first=said(framework, name, first[name]),
            second=said(framework, name, second[name]["grade"]), because=second[name]["because"],
            steps=_steps(framework, name, first[name], second[name]["grade"]),
        )
        for name in first if name in second
    ]  # fmt: skip


def first_grades(inspection: Inspection) -> tuple[Mapping[str, str], datetime | None]:
    """The grades decided, those that are told in words too, and when; nothing where they cannot be read."""
    found = decided(inspection, Words(inspection))
    return (found[1].get("grades", {}), found[0].at) if found else ({}, None)


def known_to(person: Person, *, framework: str) -> list[Inspection]:
    """The inspections under a framework version whose ratings may be counted for somebody."""
    found = Inspection.objects.visible_to(person).filter(framework=framework)
    return list(found.exclude(pk__in=still_blind(person)).order_by("begins_on", "pk"))


def versions(person: Person) -> list[str]:
    """The framework versions under which somebody may know of inspections that were decided."""
    decided_ones = Decision.objects.values("inspection")
    found = Inspection.objects.visible_to(person).filter(pk__in=decided_ones)
    return sorted(set(found.order_by().values_list("framework", flat=True)))


def side_by_side(inspections: Iterable[Inspection], *, person: Person) -> list[tuple[Inspection, Mapping[str, str]]]:
    """Inspections with their grades: those published, and those that the reader assures."""
    shown = [each for each in inspections if _may_see_grades(each, person)]
    return [(each, grades) for each in shown if (grades := first_grades(each)[0])]


def _may_see_grades(inspection: Inspection, person: Person) -> bool:
    return inspection.stages.filter(stage=PUBLISHED).exists() or assures_it.test(person, inspection)


def twice_rated(inspections: Iterable[Inspection], *, by_quarter: bool = False) -> list[Rated]:
    """Every first and second rating of inspections that were rated twice; the first by quarter where that is asked."""
    of = {each.pk: each for each in inspections}
    drawn = Drawn.objects.filter(inspection__in=of).prefetch_related("raters")
    raters = [each for one in drawn if (each := one.raters.last()) and is_sealed(each)]
    return [rated for each in raters for rated in _both(each, by_quarter=by_quarter)]


def _both(rater: SecondRater, *, by_quarter: bool) -> Iterator[Rated]:
    inspection = rater.drawn.inspection
    framework, second = find(inspection.framework), final_of(rater)
    first, at = first_grades(inspection)
    who = quarter(at) if by_quarter and at else "first"
    for name in (each for each in first if each in second):
        for by, grade in ((who, first[name]), (SECOND, second[name]["grade"])):
            yield _rated(inspection, framework, name, by, grade)


def first_rated(inspections: Iterable[Inspection]) -> list[Rated]:
    """The first views that were revealed; a rater is an inspectorate and a person, ``cqc person``."""
    of = {each.pk: each for each in inspections}
    revealed = Reveal.objects.filter(round__inspection__in=of).values_list("round__inspection", flat=True)
    return [rated for pk in revealed for rated in _views(of[pk])]


def _views(inspection: Inspection) -> Iterator[Rated]:
    standing, framework = standing_of(inspection), find(inspection.framework)
    raters = {each.author: f"{each.inspectorate} {each.person.ref}" for each in standing.asked}
    for judgement, views in first_views(standing, Words(inspection), reader=standing.asked[0].person).items():
        for view in views:
            if view.grade:
                yield _rated(inspection, framework, judgement, raters[view.by], view.grade)


def quarter(at: datetime) -> str:
    """A quarter of a year: 2026, January to March."""
    day = timezone.localdate(at)
    return f"{day.year}, {QUARTERS[(day.month - 1) // 3]}"


def _rated(inspection: Inspection, framework: Framework, judgement: str, rater: str, grade: str) -> Rated:
    scale = tuple(choices_of(framework, judgement))
    return Rated(inspection=inspection.ref, judgement=judgement, rater=rater, grade=grade, scale=scale)


def _steps(framework: Framework, judgement: str, first: str, second: str) -> int:
    scale: list[Any] = list(choices_of(framework, judgement))
    return scale.index(second) - scale.index(first)
