"""What do the report, its recommendations and its letter say now, unsealed for one request?"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django.utils import timezone
from pydantic import BaseModel

from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.record.model import Letter
from joint_inspection.record.report import Group, Report
from joint_inspection.record.report import Release as Released
from joint_inspection.record.report import SignOff as Signed
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import (
    Asks,
    Draft,
    LetterDraft,
    Population,
    Recommended,
    Release,
    SignOff,
    value,
)

T = TypeVar("T", bound=BaseModel)


def report_of(inspection: Inspection, *, words: Words | None = None) -> Report | None:
    """The report as it was saved last; None before the first draft, or where its words are gone."""
    row = last_draft(inspection)
    return text_of(row, words=words) if row else None


def last_draft(inspection: Inspection) -> Draft | None:
    """The draft that counts."""
    return Draft.objects.filter(inspection=inspection).select_related("by", "inspection").order_by("number").last()


def text_of(draft: Draft, *, words: Words | None = None) -> Report | None:
    """What a draft says; None where its words are gone."""
    said = (words or Words(draft.inspection)).of(draft)
    return value(Report, said["report"]) if said else None


def recommendations_of(inspection: Inspection, *, words: Words | None = None) -> tuple[Recommendation, ...]:
    """What is recommended at present, in the order in which it was first said."""
    return _present(inspection, Asks.BODY, Recommendation, words)


def blockers_of(inspection: Inspection, *, words: Words | None = None) -> tuple[NationalBlocker, ...]:
    """What only the government can change."""
    return _present(inspection, Asks.GOVERNMENT, NationalBlocker, words)


def letter_of(inspection: Inspection, *, words: Words | None = None) -> Letter | None:
    """The letter as it was said last; None before."""
    row = LetterDraft.objects.filter(inspection=inspection).last()
    said = (words or Words(inspection)).of(row) if row else {}
    return value(Letter, said["letter"]) if said else None


def population_of(inspection: Inspection, *, words: Words | None = None) -> tuple[Group, ...]:
    """How many children of the area have traits that the report speaks of."""
    row = Population.objects.filter(inspection=inspection).last()
    said = (words or Words(inspection)).of(row) if row else {}
    return tuple(value(Group, each) for each in said.get("groups", ()))


def sign_offs_of(inspection: Inspection, *, words: Words) -> tuple[Signed, ...]:
    """Who signed which text for which inspectorate, as the library knows it."""
    rows = SignOff.objects.filter(inspection=inspection).select_related("by")
    return tuple(
        Signed(inspectorate=row.inspectorate, by=row.by.ref, on=timezone.localdate(row.at), digest=row.digest,
               dissent=words.of(row).get("dissent") or None)
        for row in rows
    )  # fmt: skip


def releases_of(inspection: Inspection) -> tuple[Released, ...]:
    """Who released which text, as the library knows it."""
    rows = Release.objects.filter(inspection=inspection).select_related("by")
    return tuple(Released(by=row.by.ref, on=timezone.localdate(row.at), digest=row.digest) for row in rows)


def plain(part: BaseModel) -> Any:
    """A value of the library as JSON."""
    return json.loads(part.model_dump_json(exclude_defaults=True))


def _present(inspection: Inspection, asks: Asks, model: type[T], words: Words | None) -> tuple[T, ...]:
    words, last = words or Words(inspection), {}
    for row in Recommended.objects.filter(inspection=inspection, asks=asks).order_by("pk"):
        last[row.name] = row
    found = (words.of(row) for row in last.values() if not row.withdrawn)
    return tuple(value(model, said["says"]) for said in found if said)
