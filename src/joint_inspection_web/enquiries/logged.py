"""What is done about reading: put it on the list, note that one read it, and say who has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.enquiries.actions import expect_going_on
from joint_inspection_web.enquiries.models import Kind, Read, Reading
from joint_inspection_web.enquiries.rules import may_enquire
from joint_inspection_web.enquiries.suggested import suggested_reading
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import INSPECTORS

GONE = "What was noted cannot be read any more: the child data of this inspection was destroyed"


@dataclass(frozen=True, kw_only=True)
class Row:
    """Something to read, who read it when, and who of the team has not."""

    reading: Reading
    reads: tuple[Read, ...]
    missing: tuple[Person, ...]


@action
def add_reading(
    inspection: Inspection, *, kind: str, title: str, where: str = "", key: str = "", by: Person | None, at: datetime
) -> Reading:
    """Put something on the list of what is read beforehand."""
    require(may_enquire, by, inspection)
    expect_going_on(inspection)
    if kind not in Kind.values:
        raise invalid("kind", "Choose what it is")
    if not title.strip():
        raise invalid("title", "Say what is to be read")
    made = Reading.objects.create(
        inspection=inspection, kind=kind, title=title.strip(), where=where.strip(), key=key, at=at, by=by
    )
    record("enquiries.add_reading", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@transaction.atomic
def take_reading(inspection: Inspection, *, keys: Iterable[str], by: Person | None, at: datetime) -> list[Reading]:
    """Put suggested reading on the list."""
    require(may_enquire, by, inspection)
    there = {each.key: each for each in suggested_reading(inspection, on=timezone.localdate(at))}
    chosen = [there[key] for key in dict.fromkeys(keys) if key in there]
    if not chosen:
        raise invalid("keys", "Choose at least one thing to read")
    return [
        add_reading(
            inspection, kind=each.kind.value, title=each.title, where=each.url or "", key=each.key, by=by, at=at
        )
        for each in chosen
    ]


@action
def note_read(reading: Reading, *, read_on: date, noted: str, by: Person, at: datetime) -> Read:
    """Say that one has read something, and what one noted; the words are sealed."""
    inspection = reading.inspection
    require(may_enquire, by, inspection)
    expect_going_on(inspection)
    if read_on > timezone.localdate(at):
        raise invalid("read_on", "This day has not come yet")
    made = Read(ref=new_reference(), reading=reading, read_on=read_on, at=at, by=by)
    if noted.strip():
        made.sealed = lock({"noted": noted.strip()}, inspection=inspection, about=_about(made), at=at)
    made.save(force_insert=True)
    record("enquiries.note_read", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


def rows(inspection: Inspection) -> list[Row]:
    """Everything on the list, with who read it and who has not."""
    seats = inspection.seats.filter(role__in=INSPECTORS, ended_at=None).select_related("person")
    team = [seat.person for seat in seats]
    found = inspection.reading.prefetch_related("reads__by")
    return [
        Row(
            reading=each, reads=tuple(each.reads.all()),
            missing=tuple(one for one in team if one.pk not in {read.by_id for read in each.reads.all()}),
        )
        for each in found
    ]  # fmt: skip


def notes_of(reading: Reading) -> list[tuple[Read, str]]:
    """Everybody who read it, with their words; or that these are gone."""
    reads = list(reading.reads.select_related("by"))
    try:
        opener = Opener(reading.inspection) if any(read.sealed for read in reads) else None
        return [(read, _words(read, opener)) for read in reads]
    except NotPossible:
        return [(read, GONE if read.sealed else "") for read in reads]


def _words(read: Read, opener: Opener | None) -> str:
    return opener.open(read.sealed, about=_about(read))["noted"] if opener and read.sealed else ""


def _about(read: Read) -> str:
    return f"read {read.ref}"
