"""What is done with evidence: a version is kept, the words of others about children are opened.

A receipt means that the version was committed. The same version may be sent again and again: it is there once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.keys import GONE
from joint_inspection_web.casedata.rules import may_open
from joint_inspection_web.evidence.check import NOT_HERE, check, check_place, criteria_of, directness_of
from joint_inspection_web.evidence.documents import check_quotes
from joint_inspection_web.evidence.heads import heads_of, inspectorate_of
from joint_inspection_web.evidence.kept import Reader, mark_of, seal_words
from joint_inspection_web.evidence.models import Base, EvidenceOpening, Kind, Note, Version
from joint_inspection_web.evidence.notes import ADVICE, NoteIn, Receipt
from joint_inspection_web.evidence.rules import is_outside_boxes, may_change, may_write
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, FIELDWORK_DONE, PUBLISHED, Inspection
from joint_inspection_web.inspections.rules import advises_it

TAKEN = "Another note has this id: write the note again, so that it gets an id of its own"
OVER = "Evidence is noted until the last day on site: this inspection is {}"
LONGEST_SKEW = 300 * 366 * 24 * 3600
SAME = (
    "criterion", "agency", "speaker", "method", "directness", "first_hand", "direction", "strength", "disclosed",
    "experience", "outcome", "indicator",
)  # fmt: skip
"""What a withdrawal says as the version before it did."""


def keep(
    inspection: Inspection, *, note: NoteIn, by: Person, at: datetime, sent_at: datetime | None = None,
    late: bool = False,
) -> Receipt:  # fmt: skip
    """Keep a version of a note, once, however often it is sent; raises InvalidInput, NotAllowed, NotPossible.

    ``sent_at`` is what the writer's clock said when the note was sent: it shows by how much that clock is wrong.
    ``late``: also after the last day on site, because whoever said it takes it back.
    """
    require(may_write, by, inspection)
    return keep_permitted(inspection, note=note, by=by, at=at, sent_at=sent_at, late=late)


def keep_permitted(
    inspection: Inspection, *, note: NoteIn, by: Person, at: datetime, sent_at: datetime | None = None,
    late: bool = False,
) -> Receipt:  # fmt: skip
    """The same for somebody who was asked at the door already whether they may write, once for many notes."""
    if earlier := _receipt(note, inspection=inspection, by=by):
        return earlier
    skew = round((at - sent_at).total_seconds()) if sent_at else 0
    try:
        skew = max(-LONGEST_SKEW, min(skew, LONGEST_SKEW))
        version = _keep(inspection, note, skew=skew, late=late, by=by, at=at)
        return Receipt(version=version.pk, digest=note.digest, at=at, heads=heads_of(version.note))
    except (IntegrityError, InvalidInput):  # the same version arrived twice, and the other one was quicker
        if other := _receipt(note, inspection=inspection, by=by):
            return other
        raise


@action
def open_words(
    inspection: Inspection, *, criterion: str, child: str | None = None, purpose: str, by: Person, at: datetime
) -> EvidenceOpening:
    """Open, until midnight, what others noted about children under one criterion, or about one child."""
    require(may_open, by, inspection)
    if criterion not in criteria_of(inspection.framework):
        raise invalid("criterion", ADVICE["criterion"])
    if len(purpose.split()) < 2:
        raise invalid("purpose", "Say in a few words why you need to read this")
    opening = EvidenceOpening.objects.create(
        inspection=inspection, person=by, criterion=criterion, purpose=purpose.strip()[:300], at=at,
        child_mark=mark_of(child, inspection=inspection, at=at),
    )  # fmt: skip
    record("evidence.open_words", by=by, at=at, subject=subject_of(inspection), wrote=[opening])
    return opening


@action
def take_out_of_box(version: Version, *, by: Person, at: datetime) -> Version:
    """Note what a box holds once more, for the whole team: it stays its author's, whoever takes it out.

    Its quotes stay behind: their documents may lie in the box too.
    """
    note, inspection = version.note, version.note.inspection
    require(may_change, by, note)
    expect_stage(inspection, noted=version.noted_at)
    words = Reader(inspection).open(version)
    if words is None:
        raise NotPossible("What this note said was destroyed: it cannot be shared any more")
    said = NoteIn(
        note=uuid4(), version=uuid4(), noted_at=version.noted_at, child=words.child, happened_on=words.happened_on,
        text=words.text, speaker_agency=version.speaker_agency or None,
        **{name: getattr(version, name) for name in SAME},
    )  # fmt: skip
    out = Note(
        id=said.note, inspection=inspection, author=note.author, inspectorate=note.inspectorate,
        by_adviser=note.by_adviser,
    )  # fmt: skip
    out.save(force_insert=True)
    made = _version(said, out, digest=said.digest, skew=version.clock_skew, by=version.author, at=at)
    made.save(force_insert=True)
    record("evidence.take_out_of_box", by=by, at=at, subject=subject_of(inspection), wrote=[out, made])
    return made


@action
def _keep(inspection: Inspection, note: NoteIn, *, skew: int, late: bool, by: Person, at: datetime) -> Version:
    digest = note.digest
    if not late:
        expect_stage(inspection, noted=note.noted_at + timedelta(seconds=skew))
    if note.kind == Kind.WITHDRAWAL:
        note = _as_it_was(note, inspection)
    kept = Note.objects.select_related("inspection").filter(pk=note.note).first()
    _expect_right(inspection, note, kept, skew=skew, by=by)
    wrote: list[Note | Version | Base] = []
    if kept is None:
        kept = _new_note(inspection, note, by=by)
        kept.save(force_insert=True)
        wrote.append(kept)
    version = _version(note, kept, digest=digest, skew=skew, by=by, at=at)
    version.save(force_insert=True)
    bases = Base.objects.bulk_create(Base(version=version, base_id=base) for base in dict.fromkeys(note.bases))
    record("evidence.keep", by=by, at=at, subject=subject_of(inspection), wrote=[*wrote, version, *bases])
    return version


def expect_stage(inspection: Inspection, *, noted: datetime | None = None) -> None:
    """Raise NotPossible once the last day on site is over; what was ``noted`` before, and comes late, is not lost."""
    last = inspection.stages.order_by("pk").last()
    if last is None or last.stage in EVIDENCE_STAGES:
        return
    ended = inspection.stages.filter(stage=FIELDWORK_DONE).order_by("pk").last()
    if last.stage not in (FIELDWORK_DONE, PUBLISHED) or ended is None or noted is None or noted >= ended.at:
        raise NotPossible(OVER.format(last.get_stage_display()))


def _expect_right(inspection: Inspection, note: NoteIn, kept: Note | None, *, skew: int, by: Person) -> None:
    if kept is not None and kept.inspection_id == inspection.pk:
        _expect_may_change(kept, by)
    problems = check_place(note, kept, inspection=inspection)
    problems += check(
        note if kept is None else note.model_copy(update={"box": None}), inspection=inspection, skew=skew,
        own_box=inspectorate_of(inspection, by), adviser=advises_it.test(by, inspection),
    )  # fmt: skip
    problems += _takes_back_candour(note)
    problems += check_quotes(inspection, note, box=(kept.box if kept else note.box) or "", by=by)
    if problems:
        raise InvalidInput(problems)


def _takes_back_candour(note: NoteIn) -> list[Problem]:
    """Candour counts for the area: whoever takes it back says why."""
    if note.disclosed or note.kind == Kind.FIRST or note.because.strip():
        return []
    if not Version.objects.filter(note=note.note, pk__in=note.bases, disclosed=True).exists():
        return []
    return [Problem(where="because", says=ADVICE["because"])]


def _expect_may_change(kept: Note, by: Person) -> None:
    """What an adviser wrote stays theirs; of what lies in another inspectorate's box nobody else learns."""
    if not is_outside_boxes.test(by, kept):
        raise invalid("note", NOT_HERE)
    if not may_change.test(by, kept):
        raise NotAllowed("A sector adviser’s note is corrected by nobody else, and an adviser corrects no other note")


def _as_it_was(note: NoteIn, inspection: Inspection) -> NoteIn:
    """A withdrawal says of its note what the version before it said; its own words are the reason."""
    before = Version.objects.filter(note=note.note, note__inspection=inspection, pk__in=note.bases).first()
    words = Reader(inspection).open(before) if before else None
    if before is None:
        return note
    same = {name: getattr(before, name) for name in SAME} | {"speaker_agency": before.speaker_agency or None}
    return note.model_copy(update=same | {"child": words.child if words else None, "quotes": ()})


def _new_note(inspection: Inspection, note: NoteIn, *, by: Person) -> Note:
    return Note(
        id=note.note, inspection=inspection, author=by, box=note.box or "",
        inspectorate=inspectorate_of(inspection, by), by_adviser=advises_it.test(by, inspection),
    )  # fmt: skip


def _version(note: NoteIn, kept: Note, *, digest: str, skew: int, by: Person, at: datetime) -> Version:
    version = Version(
        id=note.version, note=kept, kind=note.kind, author=by, speaker_agency=note.speaker_agency or "",
        noted_at=note.noted_at, clock_skew=skew, received_at=at,
        **{name: getattr(note, name) for name in SAME},
    )  # fmt: skip
    version.directness = directness_of(note)
    seal_words(version, note, digest=digest, inspection=kept.inspection, at=at)
    return version


def _receipt(note: NoteIn, *, inspection: Inspection, by: Person) -> Receipt | None:
    """The receipt of a version that is kept already; raises InvalidInput where the same id says something else."""
    version = Version.objects.select_related("note").filter(pk=note.version).first()
    if version is None:
        return None
    if version.note.inspection_id != inspection.pk or version.author_id != by.pk:
        raise invalid("version", TAKEN)
    words = Reader(inspection).open(version)
    if words is None or words.digest != note.digest:
        raise invalid("version", TAKEN if words else GONE)
    return Receipt(version=version.pk, digest=words.digest, at=version.received_at, heads=heads_of(version.note))
