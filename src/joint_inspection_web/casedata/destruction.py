"""How do lists of children end? By the clock, or early when two people agree; a hold stops both.

Destroying an inspection's key makes everything under it unreadable for good; the files are then removed as well. What
remains is a certificate of hashes and counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import structlog
from django.db.models import Q, QuerySet
from django.utils import timezone

from joint_inspection.errors import NotAllowed, NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.casedata import files
from joint_inspection_web.casedata.kept import WAITING, Part
from joint_inspection_web.casedata.keys import GONE, forget_old_versions
from joint_inspection_web.casedata.models import Certificate, Hold, HoldKind, Key, Proposal, State
from joint_inspection_web.casedata.rules import may_confirm, may_keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, Inspection

log = structlog.get_logger(__name__)
BELONGS: dict[str, Callable[[str], bool]] = {}
"""Parts that later parts of the service write: each says of a reference whether the row it belongs to is there."""
BY_COMMAND = "the command line"
LONG_ENOUGH = 3600
"""Seconds after which nobody is in the middle of sending a file any more."""
BY_CLOCK, CALLED_OFF_EARLY, BY_TWO = (
    "the days for keeping lists have passed", "the inspection was called off", "two people agreed",
)  # fmt: skip


@action
def place_hold(inspection: Inspection, *, kind: str, reason: str, by: Person | None, at: datetime) -> Hold:
    """Stop anything of an inspection from being destroyed."""
    require(may_keep, by)
    _expect_there(inspection)
    if kind not in HoldKind.values:
        raise invalid("kind", "Choose what the hold is for")
    hold = Hold.objects.create(
        inspection=inspection, kind=kind, reason=_reason(reason, "Say why the lists must be kept"), placed_at=at,
        placed_by=by,
    )  # fmt: skip
    record("casedata.place_hold", by=by, at=at, subject=subject_of(inspection), wrote=[hold])
    return hold


@action
def lift_hold(hold: Hold, *, reason: str, by: Person | None, at: datetime) -> None:
    """Let the clock run again."""
    require(may_keep, by)
    hold.refresh_from_db()
    if hold.lifted_at:
        raise NotPossible("This hold was lifted already")
    hold.lift_reason = _reason(reason, "Say why the lists need not be kept any longer")
    hold.lifted_at, hold.lifted_by = at, by
    hold.save()
    record("casedata.lift_hold", by=by, at=at, subject=subject_of(hold.inspection), wrote=[hold])


@action
def propose(inspection: Inspection, *, reason: str, by: Person | None, at: datetime) -> Proposal:
    """Ask for an early destruction; somebody else has to confirm it."""
    require(may_keep, by)
    _expect_there(inspection)
    _expect_no_hold(inspection)
    if inspection.destruction_proposals.filter(answered_at=None).exists():
        raise NotPossible("Somebody has asked for this already: it waits for a second person")
    made = Proposal.objects.create(
        inspection=inspection, reason=_reason(reason, "Say why the lists are to be destroyed"), asked_at=at, asked_by=by
    )
    record("casedata.propose_destruction", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def refuse(proposal: Proposal, *, by: Person | None, at: datetime) -> None:
    """Keep the lists; whoever asked may take their own question back like this too."""
    require(may_confirm, by, proposal.inspection)
    _answer(proposal, confirmed=False, by=by, at=at)
    record("casedata.refuse_destruction", by=by, at=at, subject=subject_of(proposal.inspection), wrote=[proposal])


def confirm(proposal: Proposal, *, by: Person | None, at: datetime) -> Certificate:
    """The second person agrees: key and files are destroyed now."""
    certificate = _confirm(proposal, by=by, at=at)
    _clear_away(proposal.inspection)
    return certificate


def destroy_what_is_due(*, at: datetime) -> tuple[list[Certificate], list[Inspection]]:
    """Destroy what the clock says, and finish what was interrupted; also which inspections a hold kept."""
    made, kept = [], []
    for key in _due(at):
        if _holds(key.inspection).exists():
            kept.append(key.inspection)
            continue
        off = key.inspection.stage == CALLED_OFF
        made.append(_destroy_by_clock(key.inspection, rule=CALLED_OFF_EARLY if off else BY_CLOCK, at=at))
        _clear_away(key.inspection)
    return made, kept


def sweep(*, at: datetime) -> int:
    """Remove files that something interrupted left behind; how many those were."""
    number = 0
    for key in Key.objects.select_related("inspection"):
        if key.destroyed_at:
            number += files.erase_inspection(key.inspection.ref)
            continue
        for path in _left_behind(key.inspection, at=at):
            files.erase(path)
            number += 1
    return number


@action
def _confirm(proposal: Proposal, *, by: Person | None, at: datetime) -> Certificate:
    require(may_confirm, by, proposal.inspection)
    if by is not None and by.pk == proposal.asked_by_id:
        raise NotAllowed("A second person has to confirm what you asked for")
    _answer(proposal, confirmed=True, by=by, at=at)
    who = {"asked_by": str(proposal.asked_by or BY_COMMAND), "confirmed_by": str(by or BY_COMMAND)}
    said = {"rule": BY_TWO, "reason": proposal.reason, **who}
    return _destroy(proposal.inspection, said=said, wrote=[proposal], by=by, at=at)


@action
def _destroy_by_clock(inspection: Inspection, *, rule: str, at: datetime) -> Certificate:
    return _destroy(inspection, said={"rule": rule}, wrote=[], by=None, at=at)


def _destroy(
    inspection: Inspection, *, said: dict[str, str], wrote: Iterable[Proposal], by: Person | None, at: datetime
) -> Certificate:
    """Null the keys, end the uploads, write the certificate: one step of history."""
    _expect_no_hold(inspection)
    key = _expect_there(inspection)
    certificate = Certificate(ref=new_reference(), inspection=inspection, at=at)
    certificate.content = {"certificate": certificate.ref, **_what_is_destroyed(inspection), **said,
                           "key_made_at": key.made_at.isoformat(), "destroyed_at": at.isoformat()}  # fmt: skip
    key.files = key.pseudonyms = None
    key.destroyed_at = at
    key.save()
    uploads = list(inspection.uploads.filter(Q(state__in=(State.QUARANTINED, State.ACCEPTED)) | ~Q(explanation=None)))
    for upload in uploads:
        if upload.state in (State.QUARANTINED, State.ACCEPTED):
            upload.state, upload.ended_at, upload.ended_by = State.DESTROYED, at, by
        upload.explanation = None
        upload.save()
    certificate.save()
    record("casedata.destroy", by=by, at=at, subject=subject_of(inspection), wrote=[*wrote, key, *uploads, certificate])
    return certificate


def _what_is_destroyed(inspection: Inspection) -> dict[str, object]:
    """Each upload with the hash of what was sent, each file with the hash of its sealed bytes."""
    uploads = inspection.uploads.select_related("body")
    return {
        "inspection": inspection.ref,
        "uploads": [
            {"upload": one.ref, "agency": one.body.name, "request": one.request, "state": one.state,
             "rows": one.rows, "sha256": one.digest}
            for one in uploads
        ],
        "files": [
            {"file": path.name, "bytes": path.stat().st_size, "sha256_sealed": files.fingerprint(path)}
            for path in files.of_inspection(inspection.ref)
        ],
        "openings": inspection.openings.count(),
    }  # fmt: skip


def _clear_away(inspection: Inspection) -> None:
    """Remove the files, which nobody can read any more, and what the database still keeps of the old row."""
    number = files.erase_inspection(inspection.ref)
    forget_old_versions()
    log.info("child data destroyed", files=number)


def _left_behind(inspection: Inspection, *, at: datetime) -> list[Path]:
    """Files of no upload and parts that should have gone with their upload's last step, an hour later."""
    states = dict(inspection.uploads.values_list("ref", "state"))
    long_ago = at.timestamp() - LONG_ENOUGH
    return [
        path
        for path in files.of_inspection(inspection.ref)
        for upload, _, part in (path.name.partition("."),)
        if path.stat().st_mtime < long_ago and not _belongs(states.get(upload), part) and not _is_of_row(upload, part)
    ]


def _is_of_row(ref: str, part: str) -> bool:
    return part in BELONGS and BELONGS[part](ref)


def _belongs(state: str | None, part: str) -> bool:
    if state == State.QUARANTINED:
        return part in (*WAITING, Part.REPORT)
    return state in (State.ACCEPTED, State.REPLACED) and part in {*Part} - {*WAITING}


def _due(at: datetime) -> Iterable[Key]:
    keys = Key.objects.filter(destroyed_at=None).select_related("inspection")
    today = timezone.localdate(at)
    return [key for key in keys if key.retain_until < today or key.inspection.stage == CALLED_OFF]


def _answer(proposal: Proposal, *, confirmed: bool, by: Person | None, at: datetime) -> None:
    proposal.refresh_from_db()
    if proposal.answered_at:
        raise NotPossible("This was answered already")
    proposal.answered_at, proposal.answered_by, proposal.confirmed = at, by, confirmed
    proposal.save()


def _holds(inspection: Inspection) -> QuerySet[Hold]:
    return inspection.holds.filter(lifted_at=None)


def _expect_no_hold(inspection: Inspection) -> None:
    if hold := _holds(inspection).first():
        raise NotPossible(f"A hold for {hold.get_kind_display().lower()} keeps these lists: lift it first")


def _expect_there(inspection: Inspection) -> Key:
    key = Key.objects.filter(inspection=inspection).first()
    if key is None:
        raise NotPossible("No lists have been sent for this inspection")
    if key.destroyed_at:
        raise NotPossible(GONE)
    return key


def _reason(text: str, advice: str) -> str:
    if not text.strip():
        raise invalid("reason", advice)
    return text.strip()[:300]
