"""Thousands of invented notes at once, past the actions: only how long pages take is tried with them.

They stand as if many people of several inspectorates had written them under every criterion about every agency; history
holds them too, each entry tied to the one before it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import count, cycle
from typing import Any
from uuid import uuid4

from django.utils import timezone

from factories import notebook
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.replay import SEALED
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.codec import pack
from joint_inspection_web.casedata.keys import make_keys
from joint_inspection_web.casedata.seal import seal
from joint_inspection_web.evidence.kept import mark_of
from joint_inspection_web.evidence.models import Note, Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.history.models import FIRST, Entry, canonical
from joint_inspection_web.history.record import row_of
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

CHILDREN = (notebook.CHILD, notebook.OTHER_CHILD)
METHODS = ("record", "interview", "sampled_case", "data")
LONG = " ".join(["The plan says who does what by when, and nobody outside the council has seen it."] * 6)


def notes(
    inspection: Inspection, number: int, *, by: Sequence[Person], children: Sequence[str] = CHILDREN
) -> list[Version]:
    """So many notes, written in turn by several people; each third one is about a child."""
    rows = list(_rows(inspection, number, by, children))
    Note.objects.bulk_create([version.note for version in rows], batch_size=500)
    Version.objects.bulk_create(rows, batch_size=500)
    Entry.objects.bulk_create(_entries(inspection, rows), batch_size=500)
    return rows


def _rows(inspection: Inspection, number: int, by: Sequence[Person], children: Sequence[str]) -> Iterator[Version]:
    at = timezone.now()
    key = make_keys(inspection, at=at).files
    marks = {child: mark_of(child, inspection=inspection, at=at) for child in (None, *children)}
    inspectorates = cycle([body.code for body in inspection.bodies.all() if body.kind == "inspectorate"])
    for place, said in zip(range(number), _said(inspection, children), strict=False):
        author = by[place % len(by)]
        note = Note(id=said.note, inspection=inspection, author=author, inspectorate=next(inspectorates))
        version = Version(
            id=said.version, note=note, kind="first", author=author, criterion=said.criterion, agency=said.agency,
            speaker=said.speaker, speaker_agency=said.speaker_agency or "", method=said.method,
            directness=said.directness, direction=said.direction, strength=said.strength, noted_at=at,
            received_at=at + timedelta(seconds=place), child_mark=marks[said.child],
        )  # fmt: skip
        version.sealed = _sealed(said, version, inspection, key)
        yield version


def _said(inspection: Inspection, children: Sequence[str]) -> Iterator[NoteIn]:
    """Every criterion about every agency in turn, praised and blamed, seen and told."""
    criteria = cycle([each.id for each in find(inspection.framework).criteria])
    agencies = [body.code for body in inspection.bodies.all() if body.kind != "inspectorate"]
    for place in count():
        told = place % 7 == 0
        yield NoteIn.sent(
            notebook.raw(
                inspection, note=uuid4(), criterion=next(criteria), agency=agencies[place % len(agencies)],
                direction=("weakness", "strength", "context")[place % 3], strength=("moderate", "strong")[place % 2],
                method=METHODS[place % 4], child=children[place // 3 % len(children)] if place % 3 == 0 else None,
                speaker="agency" if told else "inspector", directness="told_by_another" if told else "seen",
                speaker_agency=agencies[(place + 1) % len(agencies)] if told else None,
                text=f"Note {place}: {notebook.WORDS}. {LONG}",
            )
        )  # fmt: skip


def _sealed(said: NoteIn, version: Version, inspection: Inspection, key: bytes) -> str:
    about = f"evidence version {version.pk}"
    words: dict[str, Any] = {
        "text": said.text, "child": said.child, "happened_on": None, "quotes": [], "digest": said.digest
    }  # fmt: skip
    locked = base64.b64encode(seal(pack(words), under=key, about=f"{inspection.ref} {about}")).decode()
    return f"{SEALED}{about}:{locked}"


def _entries(inspection: Inspection, rows: Sequence[Version]) -> Iterator[Entry]:
    last = Entry.objects.order_by("-seq").first()
    seq, previous = (last.seq, last.hash) if last else (0, FIRST)
    for row in rows:
        seq += 1
        entry = Entry(
            seq=seq, at=row.received_at, who=row.author.ref, what="evidence.keep", subject=subject_of(inspection),
            payload=canonical({"rows": [row_of(row.note), row_of(row)]}), previous=previous,
        )  # fmt: skip
        entry.hash = previous = entry.worked_out_hash()
        yield entry
