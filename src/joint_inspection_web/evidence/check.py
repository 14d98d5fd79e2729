"""Does a note fit its inspection? Every problem is listed, as advice; what a note says is never quoted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from django.utils import timezone

from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Directness, Speaker
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.bodies import known
from joint_inspection_web.evidence.models import Kind, Note, Version
from joint_inspection_web.evidence.notes import ADVICE, NoteIn
from joint_inspection_web.inspections.models import Body, Inspection


def check(note: NoteIn, *, inspection: Inspection, own_box: str, adviser: bool, at: datetime) -> list[Problem]:
    """Everything that is wrong with what a note says."""
    return [Problem(where=where, says=says) for where, says in _wrong(note, inspection, own_box, adviser, at)]


def check_place(note: NoteIn, kept: Note | None, *, inspection: Inspection) -> list[Problem]:
    """Everything that is wrong with where a version would stand: its note, and the versions that it follows."""
    return [Problem(where=where, says=says) for where, says in _misplaced(note, kept, inspection)]


def directness_of(note: NoteIn) -> Directness:
    """How near it is, where the writer leaves that to what follows from who says so."""
    if note.directness:
        return note.directness
    if note.speaker in (Speaker.INSPECTOR, Speaker.PUBLISHED):
        return Directness.SEEN
    another = note.speaker == Speaker.WHISTLEBLOWER or (
        note.speaker == Speaker.AGENCY and note.speaker_agency != note.agency
    )
    return Directness.TOLD_BY_ANOTHER if another else Directness.TOLD_BY_SUBJECT


def _wrong(
    note: NoteIn, inspection: Inspection, own_box: str, adviser: bool, at: datetime
) -> Iterator[tuple[str, str]]:
    if note.criterion not in criteria_of(inspection.framework):
        yield "criterion", ADVICE["criterion"]
    if note.agency not in {body.code for body in inspected(inspection)}:
        yield "agency", ADVICE["agency"]
    for name in ("speaker", "method", "direction"):
        if getattr(note, name) is None:
            yield name, ADVICE[name]
    if not note.text.strip():
        yield "text", "Say why it is withdrawn" if note.kind == Kind.WITHDRAWAL else ADVICE["text"]
    if note.happened_on and note.happened_on > max(timezone.localdate(at), timezone.localdate(note.noted_at)):
        yield "happened_on", "This day has not come yet: enter the day it happened, or leave it empty"
    if note.box and note.box != own_box:
        yield "box", ADVICE["box"]
    if adviser and note.child:
        yield "child", "A sector adviser works without children’s data: leave the pseudonym out"
    yield from _wrong_speaker(note)


def _wrong_speaker(note: NoteIn) -> Iterator[tuple[str, str]]:
    if note.speaker != Speaker.AGENCY:
        if note.speaker_agency:
            yield "speaker_agency", "Leave this empty, or choose an agency as who says so"
        if note.first_hand:
            yield "first_hand", "Only an agency tells of its own contact with the body: choose an agency as who says so"
        if note.speaker == Speaker.INSPECTOR and note.directness not in (None, Directness.SEEN):
            yield "directness", "What the inspector saw is seen: choose that, or choose who told it"
        return
    if note.speaker_agency not in known():
        yield "speaker_agency", ADVICE["speaker_agency"]
    own = note.speaker_agency == note.agency
    right = Directness.TOLD_BY_SUBJECT if own else Directness.TOLD_BY_ANOTHER
    if note.directness not in (None, right):
        said = "This agency tells of itself: choose told by the subject"
        yield "directness", said if own else "One agency tells of another: choose told by another"
    if own and note.first_hand:
        yield "first_hand", "This agency tells of itself: leave out its own contact with another"


def _misplaced(note: NoteIn, kept: Note | None, inspection: Inspection) -> Iterator[tuple[str, str]]:
    if note.kind == Kind.FIRST:
        if note.bases:
            yield "bases", "A new note follows no other version: send this as a correction"
        if kept is not None:
            yield "note", "A note with this id is kept already: send this as a correction of it"
        return
    if kept is None or kept.inspection_id != inspection.pk:
        yield "note", "The note that this follows is not here yet: send that first"
        return
    known_here = set(Version.objects.filter(note=kept, pk__in=note.bases).values_list("pk", flat=True))
    if not note.bases or set(note.bases) != known_here:
        yield "bases", "A version that this one follows is not here yet: send that first"
    elif note.kind == Kind.MERGE and len(known_here) < 2:
        yield "bases", "A merge brings at least two versions together: choose both"
    if (note.box or "") not in ("", kept.box):
        yield "box", "The box of a note is chosen when it is first noted: leave it as it is"


def inspected(inspection: Inspection) -> list[Body]:
    """The agencies whose practice is looked at."""
    return [body for body in inspection.bodies.all() if body.kind != "inspectorate"]


@cache
def criteria_of(framework: str) -> frozenset[str]:
    """The ids of a framework's criteria; a published version never changes."""
    return frozenset(criterion.id for criterion in find(framework).criteria)
