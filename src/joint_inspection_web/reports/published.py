"""What was published, and what of it is in force: what no correction took the place of?"""

from __future__ import annotations

from django.db.models import QuerySet

from joint_inspection_web.inspections.models import Inspection
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
