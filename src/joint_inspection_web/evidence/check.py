"""Does a note fit its inspection? Every problem is listed, as advice; what a note says is never quoted.

What a piece of evidence may say of itself is the library's to decide (``joint_inspection.evidence.check``); here stands
what only the notebook knows: boxes, versions, and what was left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import TypeAlias

from joint_inspection.errors import Problem
from joint_inspection.evidence.check import check_item
from joint_inspection.evidence.model import Body, Directness, Item, Speaker
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.bodies import known
from joint_inspection_web.evidence.models import Kind, Note, Version
from joint_inspection_web.evidence.notes import ADVICE, NoteIn
from joint_inspection_web.inspections.models import Inspection

NOT_HERE = "The note that this follows is not here yet: send that first"
FIELDS = {"about": "agency"}
"""What the notebook calls by another name."""
OWN_WORDS = ("criterion", "agency", "speaker_agency")
"""Where the library's advice would repeat what was written."""
Question: TypeAlias = Callable[[Inspection, NoteIn], Iterable[Problem]]
"""Asked of every note that is not a withdrawal: what else is wrong with it."""

_questions: list[Question] = []


def also_ask(question: Question) -> None:
    """Let a later part of the service say what must not be noted."""
    if question not in _questions:
        _questions.append(question)


def check(note: NoteIn, *, inspection: Inspection, own_box: str, adviser: bool, skew: int) -> list[Problem]:
    """Everything that is wrong with what a note says; ``skew`` is by how many seconds the writer's clock is slow."""
    found = {where: Problem(where=where, says=says) for where, says in _wrong(note, own_box)}
    if not {"speaker", "method", "direction"} & found.keys():
        framework = find(inspection.framework)
        for each in check_item(as_item(note, adviser=adviser, skew=skew), framework, bodies_of(inspection)):
            where = FIELDS.get(each.where, each.where)
            found.setdefault(where, Problem(where=where, says=ADVICE[where] if where in OWN_WORDS else each.says))
    if note.kind != Kind.WITHDRAWAL:
        found |= {each.where: each for question in _questions for each in question(inspection, note)}
    return list(found.values())


def check_place(note: NoteIn, kept: Note | None, *, inspection: Inspection) -> list[Problem]:
    """Everything that is wrong with where a version would stand: its note, and the versions that it follows."""
    return [Problem(where=where, says=says) for where, says in _misplaced(note, kept, inspection)]


def directness_of(note: NoteIn) -> Directness:
    """How near it is, where the writer leaves that to what follows from who says so."""
    if note.directness:
        return note.directness
    if note.speaker in (Speaker.INSPECTOR, Speaker.PUBLISHED):
        return Directness.SEEN
    another = note.speaker == Speaker.AGENCY and note.speaker_agency != note.agency
    told_by_another = another or note.speaker == Speaker.WHISTLEBLOWER
    return Directness.TOLD_BY_ANOTHER if told_by_another else Directness.TOLD_BY_SUBJECT


def as_item(note: NoteIn, *, adviser: bool, skew: int = 0) -> Item:
    """A note as the library looks at it; who says so, how and in which direction have to be there."""
    assert note.speaker is not None
    assert note.method is not None
    assert note.direction is not None
    return Item(
        id=str(note.note), criterion=note.criterion, about=note.agency, author="", inspectorate="",
        speaker=note.speaker, speaker_agency=note.speaker_agency, method=note.method,
        directness=directness_of(note), first_hand=note.first_hand, direction=note.direction,
        strength=note.strength, child=note.child, happened_on=note.happened_on,
        noted_at=note.noted_at + timedelta(seconds=skew), disclosed=note.disclosed, experience=note.experience,
        outcome=note.outcome, text=note.text, box=note.box, by_adviser=adviser, indicator=note.indicator,
    )  # fmt: skip


def bodies_of(inspection: Inspection) -> tuple[Body, ...]:
    """The inspectorates that take part and the agencies inspected."""
    return tuple(Body(code=body.code, kind=body.kind, name=body.name) for body in inspection.bodies.all())


@cache
def criteria_of(framework: str) -> frozenset[str]:
    """The ids of a framework's criteria; a published version never changes."""
    return frozenset(criterion.id for criterion in find(framework).criteria)


def _wrong(note: NoteIn, own_box: str) -> Iterator[tuple[str, str]]:
    for name in ("speaker", "method", "direction"):
        if getattr(note, name) is None:
            yield name, ADVICE[name]
    if note.kind == Kind.WITHDRAWAL and not note.text.strip():
        yield "text", "Say why it is withdrawn"
    if note.speaker_agency and note.speaker_agency not in known():
        yield "speaker_agency", ADVICE["speaker_agency"]
    if note.box and note.box != own_box:
        yield "box", ADVICE["box"]


def _misplaced(note: NoteIn, kept: Note | None, inspection: Inspection) -> Iterator[tuple[str, str]]:
    if note.kind == Kind.FIRST:
        if note.bases:
            yield "bases", "A new note follows no other version: send this as a correction"
        if kept is not None:
            yield "note", "A note with this id is kept already: send this as a correction of it"
        return
    if kept is None or kept.inspection_id != inspection.pk:
        yield "note", NOT_HERE
        return
    known_here = set(Version.objects.filter(note=kept, pk__in=note.bases).values_list("pk", flat=True))
    if not note.bases or set(note.bases) != known_here:
        yield "bases", "A version that this one follows is not here yet: send that first"
    elif note.kind == Kind.MERGE and len(known_here) < 2:
        yield "bases", "A merge brings at least two versions together: choose both"
    if (note.box or kept.box) != kept.box:
        yield "box", "The box of a note is chosen when it is first noted: leave it as it is"
