"""Reports that were published, as rows: made from the library's own edition. Everybody in them is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import factories
from factories.reports import published
from joint_inspection.record import InspectionRecord
from joint_inspection.reports.edition import edition_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication

PUBLISHED_AT = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
CORRECTED = "The number of children was wrong"


def publish(
    record: InspectionRecord | None = None, *, inspection: Inspection | None = None, **given: Any
) -> Publication:
    """The report of Elmshire, or another, published."""
    record = record or published()
    edition = edition_of(record)
    said: dict[str, Any] = {
        "number": 1, "published_at": PUBLISHED_AT, "by": None, "edition": as_json(edition), "digest": edition.digest,
        "recommendations": [as_json(each) for each in record.recommendations], "letter": as_json(record.letters[0]),
        "bodies": [as_json(each) for each in record.bodies],
    }  # fmt: skip
    inspection = inspection or factories.inspection(area_code=record.area)
    return Publication.objects.create(inspection=inspection, **said | given)


def correct(publication: Publication, *, reason: str = CORRECTED, **given: Any) -> Publication:
    """A corrected edition of what was published, a week later."""
    return publish(
        inspection=publication.inspection, supersedes=publication, reason=reason, number=publication.number + 1,
        published_at=publication.published_at + timedelta(days=7), **given,
    )  # fmt: skip


def differing(says: str = "We saw more good work than this text tells.") -> InspectionRecord:
    """The same inspection, in which one inspectorate differs."""
    record = published()
    first, *others = record.sign_offs
    return record.model_copy(update={"sign_offs": (first.model_copy(update={"dissent": says}), *others)})


def recommended(**given: Any) -> dict[str, Any]:
    """The first recommendation as a row keeps it."""
    return as_json(published().recommendations[0]) | given


def as_json(value: Any) -> Any:
    """What a row keeps of a library's value."""
    return json.loads(value.model_dump_json())
