"""When somebody who was met stops, what was noted of it, what of that was used already, and what is withdrawn?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Speaker
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import plural
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.heads import standing
from joint_inspection_web.evidence.kept import mark_of
from joint_inspection_web.evidence.models import Kind, Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices.models import Consent, Meeting, MeetingKind, MeetingNote
from joint_inspection_web.voices.used import uses_of

SPEAKS = {MeetingKind.CHILD: Speaker.CHILD, MeetingKind.FAMILY: Speaker.FAMILY}
"""Who speaks for themselves, so that the notebook has to keep to what they agreed."""
NOT_AGREED = "Their own words are noted only once they have agreed to take part, and not after they have stopped"


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """What came of it when somebody stopped."""

    withdrawn: int
    """How many notes were withdrawn."""
    used: tuple[tuple[UUID, tuple[str, ...]], ...] = ()
    """The notes that stay, each with where it was used already."""


def withdraw(meeting: Meeting, *, by: Person, at: datetime) -> Stopped:
    """Withdraw what was noted and not used, as far as this person may; say what was used."""
    unused, used = _sorted_out(meeting, by)
    for note in unused:
        _withdraw(meeting.inspection, note, by=by, at=at)
    return Stopped(withdrawn=len(unused), used=tuple((note, tuple(where)) for note, where in used.items()))


def left_and_used(meeting: Meeting, person: Person) -> tuple[list[UUID], dict[UUID, list[str]]]:
    """What somebody can still withdraw of a meeting whose people have stopped; what of it was used, and where."""
    unused, used = _sorted_out(meeting, person)
    return (unused if _has_stopped(meeting) else []), used


def what_stands_in_the_way(inspection: Inspection, at: datetime) -> list[Problem]:
    """People who stopped by their code, of whom notes still stand that nobody has used."""
    stopped = [each for each in inspection.meetings.prefetch_related("consents") if _has_stopped(each)]
    noted = [_noted(each, Q(note__box="")) for each in stopped]
    used = uses_of(inspection, chain.from_iterable(noted))
    if number := sum(any(note not in used for note in notes) for notes in noted):
        says = (
            f"{plural(number, 'person who was met has', 'people who were met have')} stopped: withdraw what was noted"
        )
        return [Problem(where="people_met", says=says)]
    return []


def ask_of_note(inspection: Inspection, note: NoteIn) -> Iterable[Problem]:
    """Whether a note says what somebody did not agree to say; asked of every note, wherever it was written."""
    if note.kind != Kind.FIRST:
        kept = MeetingNote.objects.filter(note=note.note).select_related("meeting").first()
        if kept is not None and not kept.meeting.has_agreed:
            yield Problem(where="speaker", says=NOT_AGREED)
            return
    kinds = [kind for kind, speaker in SPEAKS.items() if speaker == note.speaker]
    if note.child and kinds:
        mark = mark_of(note.child, inspection=inspection, at=note.noted_at)
        asked = inspection.meetings.filter(child_mark=mark, kind__in=kinds).prefetch_related("consents")
        if asked and not any(meeting.has_agreed for meeting in asked):
            yield Problem(where="speaker", says=NOT_AGREED)


def _has_stopped(meeting: Meeting) -> bool:
    return meeting.consent is not None and meeting.consent.answer == Consent.Answer.STOPPED


def _sorted_out(meeting: Meeting, person: Person) -> tuple[list[UUID], dict[UUID, list[str]]]:
    """The notes of a meeting that nobody has used, and those that were, each with where."""
    noted = _noted(meeting, _outside_boxes(person))
    used = uses_of(meeting.inspection, noted)
    return [note for note in noted if note not in used], used


def _noted(meeting: Meeting, boxes: Q) -> list[UUID]:
    """The notes of a meeting that stand; also those of the notebook in which the same people speak, unless others of
    them have agreed and not stopped."""
    found = _versions(meeting.inspection).filter(boxes)
    own = Q(note__in=meeting.notes.values("note"))
    others = meeting.inspection.meetings.filter(child_mark=meeting.child_mark, kind=meeting.kind).exclude(pk=meeting.pk)
    others = others.prefetch_related("consents")
    if meeting.child_mark and meeting.kind in SPEAKS and not any(each.has_agreed for each in others):
        linked = MeetingNote.objects.filter(meeting__inspection=meeting.inspection).exclude(meeting=meeting)
        theirs = Q(child_mark=meeting.child_mark, speaker=SPEAKS[MeetingKind(meeting.kind)])
        own |= theirs & ~Q(note__in=linked.values("note"))
    return list(dict.fromkeys(found.filter(own).values_list("note", flat=True)))


def _versions(inspection: Inspection) -> QuerySet[Version]:
    return standing().filter(note__inspection=inspection, note__by_adviser=False).exclude(kind=Kind.WITHDRAWAL)


def _outside_boxes(person: Person) -> Q:
    return Q(note__box="") | Q(note__box__in=person.organisation_codes)


def _withdraw(inspection: Inspection, note: UUID, *, by: Person, at: datetime) -> None:
    raw = {
        "note": str(note), "version": str(uuid4()), "bases": [str(head.pk) for head in standing().filter(note=note)],
        "kind": Kind.WITHDRAWAL.value, "noted_at": at.isoformat(), "text": "Whoever said it has stopped taking part",
    }  # fmt: skip
    evidence.keep(inspection, note=NoteIn.sent(raw), by=by, at=at, late=True)
