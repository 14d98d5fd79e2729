"""Which outcome does a publication tell, as the rules for the next visit and the next team read it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import find
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publications_in_force

OVERALL = "overall"


def outcome_of(publication: Publication) -> Outcome:
    """What was found, in the words of the framework that it was found under."""
    edition = publication.as_edition()
    grades = {each.judgement: each.grade for each in edition.grades}
    overall = grades.pop(OVERALL, None)
    return Outcome(
        id=f"publication-{publication.ref}", area=edition.area, name=edition.area_name, framework=edition.framework,
        kind=publication.inspection.kind, start=date.fromisoformat(edition.first_day),
        end=date.fromisoformat(edition.last_day), published=timezone.localdate(publication.published_at),
        overall=overall, overall_state="graded" if overall else _without(edition.framework), judgements=grades,
        theme=edition.theme, inspectorates=tuple(each.code for each in edition.inspectorates), source="published here",
    )  # fmt: skip


def published_before(inspection: Inspection, on: date) -> Iterator[Outcome]:
    """What was published here by a day of the inspection's area and of those that it took over from."""
    areas = load_register().lineage(inspection.area)
    rows: QuerySet[Publication] = publications_in_force().filter(inspection__area__in=areas)
    for each in rows.exclude(inspection=inspection):
        if timezone.localdate(each.published_at) <= on:
            yield outcome_of(each)


def _without(framework: str) -> str:
    judged = {each.id for each in find(framework).judging.judgements}
    return "not_reported" if OVERALL in judged else "none_by_design"
