"""What is done about sharing: log it, open a box, cite from it, take a note out of it with a legal basis."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import QuerySet

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import lock
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.heads import heads_of, inspectorate_of
from joint_inspection_web.evidence.models import Kind, Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.evidence.reading import visible
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.sharing.bases import bases
from joint_inspection_web.sharing.models import Box, Citation, Shared
from joint_inspection_web.sharing.rules import may_share

LONGEST = 300


@action
def log_shared(
    inspection: Inspection, *, receivers: list[str], what: str, basis: str, purpose: str, shared_at: datetime,
    by: Person, at: datetime,
) -> Shared:  # fmt: skip
    """Note that one's own inspectorate told others something."""
    require(may_share, by, inspection)
    return _log(
        inspection, receivers=receivers, what=what, basis=basis, purpose=purpose, shared_at=shared_at, by=by, at=at
    )


@action
def open_box(inspection: Inspection, *, reason: str, by: Person, at: datetime) -> Box:
    """Keep evidence of one's own inspectorate apart from now on, and say why."""
    require(may_share, by, inspection)
    own = inspectorate_of(inspection, by)
    if not reason.strip():
        raise invalid("reason", "Say why this evidence has to be kept apart")
    if Box.objects.filter(inspection=inspection, inspectorate=own).exists():
        raise NotPossible("Your inspectorate has opened its box already")
    box = Box.objects.create(
        inspection=inspection, inspectorate=own, reason=reason.strip()[:LONGEST], opened_at=at, opened_by=by
    )
    record("sharing.open_box", by=by, at=at, subject=subject_of(inspection), wrote=[box])
    return box


@action
def cite(inspection: Inspection, *, about: str, summary: str, by: Person, at: datetime) -> Citation:
    """Let the team cite what the box shows of a body, in a summary of its inspectorate's own making."""
    require(may_share, by, inspection)
    own = inspectorate_of(inspection, by)
    if not inspection.agencies.filter(code=about).exists():
        raise invalid("about", "Choose the agency that it is about")
    if not summary.strip():
        raise invalid("summary", "Write what the team may read")
    rests_on = in_box(inspection, person=by).filter(agency=about).count()
    if not rests_on:
        raise invalid("about", "Your box holds nothing about this agency: there is nothing to cite")
    made = Citation(inspection=inspection, inspectorate=own, about=about, notes=rests_on, at=at, by=by)
    made.sealed = lock({"summary": summary.strip()}, inspection=inspection, about=about_citation(made), at=at)
    made.save()
    record("sharing.cite", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def share_note(
    inspection: Inspection, *, note: uuid.UUID, basis: str, purpose: str, by: Person, at: datetime
) -> Shared:
    """Take a note out of one's own box: it is noted once more for all, withdrawn in the box, and logged."""
    require(may_share, by, inspection)
    version = in_box(inspection, person=by).filter(note=note).first()
    if version is None:
        raise NotPossible("This note does not lie in the box of your inspectorate any more")
    if len(heads_of(version.note)) > 1:
        raise NotPossible("This note has two versions: bring them together first, then share it")
    out = evidence.take_out_of_box(version, by=by, at=at)
    evidence.keep(inspection, note=_withdrawn(version, at=at), by=by, at=at)
    record("sharing.open_note", by=by, at=at, subject=subject_of(inspection), purpose=purpose.strip()[:LONGEST])
    others = inspection.bodies.filter(kind="inspectorate").exclude(code=version.note.box)
    return _log(
        inspection, receivers=[body.code for body in others], what=f"One note on {version.criterion}", basis=basis,
        purpose=purpose, shared_at=at, by=by, at=at, note=out.note_id,
    )  # fmt: skip


def in_box(inspection: Inspection, *, person: Person) -> QuerySet[Version]:
    """The notes that stand in the box of somebody's own inspectorate, the newest first."""
    own = inspectorate_of(inspection, person)
    return visible(inspection, person=person).filter(note__box=own or "-").order_by("-received_at", "-pk")


def about_citation(citation: Citation) -> str:
    """The name under which a summary is sealed."""
    return f"citation {citation.ref}"


def _log(
    inspection: Inspection, *, receivers: list[str], what: str, basis: str, purpose: str, shared_at: datetime,
    by: Person, at: datetime, note: uuid.UUID | None = None,
) -> Shared:  # fmt: skip
    own = inspectorate_of(inspection, by)
    taking_part = set(inspection.bodies.filter(kind="inspectorate").values_list("code", flat=True)) - {own}
    problems = [Problem(where=where, says=says) for where, right, says in (
        ("receivers", bool(receivers) and taking_part >= set(receivers), "Choose who was told: others that take part"),
        ("what", bool(what.strip()), "Say what was shared, without naming anybody"),
        ("basis", basis in bases(), "Choose the legal basis"),
        ("purpose", bool(purpose.strip()), "Say what it was shared for"),
        ("shared_at", shared_at <= at + timedelta(minutes=5), "This lies in the future: enter when it was shared"),
    ) if not right]  # fmt: skip
    if problems:
        raise InvalidInput(problems)
    made = Shared.objects.create(
        inspection=inspection, giver=own, receivers=sorted(receivers), what=what.strip()[:LONGEST], basis=basis,
        purpose=purpose.strip()[:LONGEST], shared_at=shared_at, note=note, at=at, by=by,
    )  # fmt: skip
    record("sharing.share", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


def _withdrawn(version: Version, *, at: datetime) -> NoteIn:
    return NoteIn(
        note=version.note_id, version=uuid.uuid4(), bases=(version.pk,), kind=Kind.WITHDRAWAL, noted_at=at,
        text="Shared with the team: it was noted once more outside the box.",
    )  # fmt: skip
