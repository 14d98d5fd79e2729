"""Who looked at what about children, or into the vault, when and why?

Each part of the service that opens such material keeps its own rows; here they are read side by side. Later parts add
theirs when they start (``add``). Nobody's pseudonym stands here: the register says who looked, not at which child.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.db.models import QuerySet

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import Opening
from joint_inspection_web.evidence.models import EvidenceOpening
from joint_inspection_web.fairness.models import ChildLook
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.models import Look as VaultLook
from joint_inspection_web.journeys.models import JourneyOpening

ON_PAGES, MOST = 1_000, 10_000
"""How many looks pages go back, and how many a table for a spreadsheet."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One look."""

    at: datetime
    person: str
    inspection: str
    """Its reference."""
    what: str
    criterion: str = ""
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows that say who looked, and how to read one."""

    rows: Callable[[], QuerySet]
    read: Callable[..., Looked]
    for_lead: bool = True
    """Whether who leads an inspection reads these too; else the data protection officer alone."""


def _said(row: Opening | JourneyOpening | EvidenceOpening | ChildLook | VaultLook, what: str, **more: str) -> Looked:
    return Looked(at=row.at, person=str(row.person), inspection=row.inspection.ref, what=what, **more)


_sources: list[Source] = [
    Source(rows=Opening.objects.all, read=lambda row: _said(row, row.what, purpose=row.purpose)),
    Source(rows=JourneyOpening.objects.all, read=lambda row: _said(row, "one journey", purpose=row.purpose)),
    Source(
        rows=EvidenceOpening.objects.all,
        read=lambda row: _said(row, "words about children", criterion=row.criterion, purpose=row.purpose),
    ),
    Source(rows=ChildLook.objects.all, read=lambda row: _said(row, "one child's case", purpose=row.purpose)),
    Source(rows=VaultLook.objects.all, read=lambda row: _said(row, f"the vault: {row.page}")),
]


HISTORY = {
    "sharing.open_note": "a note in a sealed box, to share it",
    "triangulation.export": "a file with everything opened", "samples.download": "the proof of the sample",
    "voices.read_words": "what people wrote in a survey", "voices.read_reach": "how to reach somebody who was met",
}  # fmt: skip
"""Actions by which somebody takes away, or reads, what is about children; history alone says that they did."""


def add(source: Source) -> None:
    """Let a later part of the service say who looked at what it keeps."""
    if source not in _sources:
        _sources.append(source)


def looks(
    *, inspection: Inspection | None = None, lead: bool = False, person: str = "", since: datetime | None = None,
    most: int = MOST,
) -> list[Looked]:  # fmt: skip
    """The looks, the newest first: at one inspection or at all; ``lead``: as far as who leads it may read them."""
    chosen = [source for source in _sources if source.for_lead or not lead]
    read = [_rows(source, inspection, person, since, most) for source in chosen]
    read.append(_taken_away(inspection, person, since, most))
    return list(islice(merge(*read, key=lambda look: look.at, reverse=True), most))


def _rows(
    source: Source, inspection: Inspection | None, person: str, since: datetime | None, most: int
) -> Iterator[Looked]:
    found = source.rows().select_related("person", "inspection").order_by("-at", "-pk")
    if inspection is not None:
        found = found.filter(inspection=inspection)
    if person:
        found = found.filter(person__name__icontains=person)
    if since is not None:
        found = found.filter(at__gte=since)
    return (source.read(row) for row in found[:most])


def _taken_away(
    inspection: Inspection | None, person: str, since: datetime | None, most: int
) -> Iterator[Looked]:  # fmt: skip
    found = Entry.objects.filter(what__in=HISTORY).order_by("-at", "-seq")
    if inspection is not None:
        found = found.filter(subject=subject_of(inspection))
    if since is not None:
        found = found.filter(at__gte=since)
    if person:
        found = found.filter(who__in=Person.objects.filter(name__icontains=person).values("ref"))
    names = dict(Person.objects.filter(ref__in=found.values("who")).values_list("ref", "name"))
    return (
        Looked(
            at=entry.at, person=names.get(entry.who, entry.who), inspection=entry.subject.partition(":")[2],
            what=HISTORY[entry.what], purpose=entry.content.get("purpose", ""),
        )
        for entry in found[:most]
    )  # fmt: skip


def as_csv(found: Iterable[Looked]) -> str:
    """A table for a spreadsheet, in which nothing that somebody wrote is taken for a formula."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["When", "Who", "Inspection", "What", "Criterion", "Why"])
    for look in found:
        row = (look.at.isoformat(), look.person, look.inspection, look.what, look.criterion, look.purpose)
        table.writerow([_plain(cell) for cell in row])
    return text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
