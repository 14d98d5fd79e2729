"""What was published, and what of it is in force: what no correction took the place of?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import find
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.earlier import Earlier
from joint_inspection_web.reports.models import Publication


def publications_in_force() -> QuerySet[Publication]:
    """The last publication of each inspection, the newest first."""
    return Publication.objects.filter(superseded_by=None).select_related("inspection").order_by("-published_at", "-pk")


def publication_of(inspection: Inspection) -> Publication | None:
    """What is published of an inspection; None before the first."""
    return Publication.objects.filter(inspection=inspection, superseded_by=None).first()


def chain_of(publication: Publication) -> list[Publication]:
    """A publication and all others of its inspection, the first one first."""
    return list(Publication.objects.filter(inspection=publication.inspection_id).order_by("number"))


def said_before(inspection: Inspection) -> Iterator[Earlier]:
    """What other publications in force say of the area, and of those it took over from: grades and findings."""
    areas = load_register().lineage(inspection.area)
    for each in publications_in_force().filter(inspection__area__in=areas).exclude(inspection=inspection):
        yield Earlier(outcome=_outcome(each), findings=each.as_found())


def _outcome(publication: Publication) -> Outcome:
    """A publication as past inspections are known."""
    edition, visit = publication.as_edition(), publication.inspection
    result = find(edition.framework).judging.combination.result
    grades = {each.judgement: each.grade for each in edition.grades}
    return Outcome(
        id=publication.ref, area=edition.area, name=edition.area_name, framework=edition.framework, kind=edition.kind,
        start=visit.begins_on, end=visit.ends_on, published=timezone.localdate(publication.published_at),
        overall=grades.pop(result or "", None), judgements=grades,
        inspectorates=tuple(each.code for each in edition.inspectorates),
    )  # fmt: skip
