"""What is done with lists: received into quarantine, understood again, withdrawn, accepted; hours noted.

Reading comes first and outside the transaction; the action then moves the row on, if it is still where it was. Whoever
comes second finds that out.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import QuerySet

from joint_inspection.casedata.events.build import events_of
from joint_inspection.casedata.match.mapping import Mapping
from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.casedata import codec
from joint_inspection_web.casedata.choices import chosen_by, remember
from joint_inspection_web.casedata.kept import (
    WAITING,
    Part,
    Parts,
    keep,
    opened,
    remove,
    removed_on_failure,
    sealed_words,
)
from joint_inspection_web.casedata.keys import Keys, keys_of, make_keys
from joint_inspection_web.casedata.models import Hours, State, Upload
from joint_inspection_web.casedata.pseudonyms import LINKED, pseudonymise
from joint_inspection_web.casedata.receive import check_file, plain_name, take_turn
from joint_inspection_web.casedata.rules import may_handle, may_send
from joint_inspection_web.casedata.scan import scan
from joint_inspection_web.casedata.understand import Report, asked_of, understand, unpacked_report
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, Body

log = structlog.get_logger(__name__)
MOST_HOURS = 1000


def send_lists(*, body: Body, request: str, name: str, content: bytes, by: Person | None, at: datetime) -> Upload:
    """Take a file into quarantine: checked, read, understood, sealed. Nobody but its sender's agency sees it."""
    require(may_send, by, body)
    check_asked(body, request)
    if by is not None:
        take_turn(by)
    name = plain_name(name)
    check_file(name, content)
    scanned = scan(content)
    asked = asked_of(body.inspection, request=request)
    data, report = understand(name, content, asked=asked, choices=chosen_by(body))
    keys = make_keys(body.inspection, at=at)
    upload = Upload(
        ref=new_reference(), inspection=body.inspection, body=body, request=request, size=len(content),
        digest=hashlib.sha256(content).hexdigest(), scanned=scanned, sent_at=at, sent_by=by,
        expires_at=at + timedelta(hours=settings.QUARANTINE_HOURS), **report.counts,
    )  # fmt: skip
    with removed_on_failure(upload):
        parts = {Part.RAW: content, Part.UNDERSTOOD: codec.packed_lists(data), Part.REPORT: report.packed()}
        keep(upload, parts, keys=keys)
        earlier = _receive(upload, by=by, at=at)
    for one in earlier:
        remove(one)
    log.info("lists received", upload=upload.ref, rows=upload.rows, problems=upload.problems)
    return upload


def understand_again(upload: Upload, *, choices: Mapping, by: Person | None, at: datetime) -> Report:
    """Read a quarantined file once more with what the sender chose; the choices are remembered for next time."""
    require(may_handle, by, upload)
    _expect_waiting(upload)
    keys = keys_of(upload.inspection)
    name, content = read_report(upload).name, opened(upload, Part.RAW, keys=keys)
    asked = asked_of(upload.inspection, request=upload.request)
    data, report = understand(name, content, asked=asked, choices=choices)
    for field, number in report.counts.items():
        setattr(upload, field, number)
    parts = {Part.UNDERSTOOD: codec.packed_lists(data), Part.REPORT: report.packed()}
    _note_understood(upload, parts, keys=keys, by=by, at=at)
    remember(upload.body, choices, by=by, at=at)
    return report


def accept(upload: Upload, *, explanation: str, linked: bool, by: Person | None, at: datetime) -> None:
    """Let the inspectors of this inspection open the lists, under pseudonyms; problems are explained in a sentence."""
    require(may_handle, by, upload)
    _expect_waiting(upload)
    if upload.problems and len(explanation.split()) < 2:
        raise invalid("explanation", "Explain the problems in a sentence, or fix them and send the lists again")
    keys = keys_of(upload.inspection)
    parts = _accepted_parts(upload, linked=linked, keys=keys)
    upload.linked = linked
    upload.explanation = sealed_words(upload, explanation, keys=keys) if explanation.strip() else None
    try:
        _accept(upload, parts, keys=keys, by=by, at=at)
    except BaseException:
        if not Upload.objects.filter(pk=upload.pk, state=State.ACCEPTED).exists():
            remove(upload, parts)
        raise
    remove(upload, WAITING)
    log.info("lists accepted", upload=upload.ref, rows=upload.rows)


def withdraw(upload: Upload, *, by: Person | None, at: datetime) -> None:
    """Take lists back before they are accepted; they are destroyed at once."""
    require(may_handle, by, upload)
    _end(upload, State.WITHDRAWN, what="withdraw", by=by, at=at)
    remove(upload)


def expire(*, at: datetime) -> int:
    """Destroy what lay in quarantine for too long; how many uploads that was."""
    late = Upload.objects.filter(state=State.QUARANTINED, expires_at__lte=at).select_related("inspection", "body")
    for upload in (found := list(late)):
        _end(upload, State.EXPIRED, what="expire", by=None, at=at)
        remove(upload)
    return len(found)


@action
def note_hours(*, body: Body, request: str, hours: float, by: Person | None, at: datetime) -> Hours:
    """Note hours of work that a request cost an agency."""
    require(may_send, by, body)
    if not 0 < hours <= MOST_HOURS:
        raise invalid("hours", f"Enter hours between 0 and {MOST_HOURS}, like 7.5")
    check_asked(body, request)
    noted = Hours.objects.create(inspection=body.inspection, body=body, request=request, hours=hours, at=at, by=by)
    record("casedata.note_hours", by=by, at=at, subject=subject_of(body.inspection), wrote=[noted])
    return noted


def read_report(upload: Upload) -> Report:
    """What the sender reads about an upload; raises NotPossible where it is gone."""
    return unpacked_report(opened(upload, Part.REPORT, keys=keys_of(upload.inspection)))


def check_asked(body: Body, request: str) -> None:
    """Refuse what is not asked of an agency, or not any more."""
    if body.inspection.stage == CALLED_OFF:
        raise NotPossible("This inspection was called off: nothing is asked for any more")
    if not any(each.agency == body.kind for each in asked_of(body.inspection, request=request)):
        raise invalid("request", "This is not asked of your agency")


@action
def _receive(upload: Upload, *, by: Person | None, at: datetime) -> list[Upload]:
    """Enter an upload, which takes the place of one that still waits for its sender."""
    keys_of(upload.inspection)  # refuses where they were destroyed in the meantime
    waiting = _same_request(upload, State.QUARANTINED).select_related("inspection")
    earlier = [_moved(one, State.REPLACED, by=by, at=at) for one in waiting]
    upload.save()
    record("casedata.send_lists", by=by, at=at, subject=subject_of(upload.inspection), wrote=[*earlier, upload])
    return earlier


@action
def _note_understood(upload: Upload, parts: Parts, *, keys: Keys, by: Person | None, at: datetime) -> None:
    _still_waiting(upload)
    keep(upload, parts, keys=keys)
    upload.save()
    record("casedata.understand_again", by=by, at=at, subject=subject_of(upload.inspection), wrote=[upload])


@action
def _accept(upload: Upload, parts: Parts, *, keys: Keys, by: Person | None, at: datetime) -> None:
    """Move on if nobody else did. Lists accepted before are replaced, and kept: a sample may rest on them."""
    _still_waiting(upload)
    keep(upload, parts, keys=keys)
    earlier = [_moved(one, State.REPLACED, by=by, at=at) for one in _same_request(upload, State.ACCEPTED)]
    wrote = [*earlier, _moved(upload, State.ACCEPTED, by=by, at=at)]
    record("casedata.accept", by=by, at=at, subject=subject_of(upload.inspection), wrote=wrote)


@action
def _end(upload: Upload, state: State, *, what: str, by: Person | None, at: datetime) -> None:
    _still_waiting(upload)
    ended = _moved(upload, state, by=by, at=at)
    record(f"casedata.{what}", by=by, at=at, subject=subject_of(upload.inspection), wrote=[ended])


def _accepted_parts(upload: Upload, *, linked: bool, keys: Keys) -> Parts:
    """What inspectors will see, and for the sender alone whose pseudonym is whose."""
    asked = asked_of(upload.inspection, request=upload.request)
    data = codec.unpacked_lists(opened(upload, Part.UNDERSTOOD, keys=keys), asked=asked)
    whose = LINKED if linked else upload.body.code
    shown = pseudonymise(data, key=keys.pseudonyms, whose=whose, called=upload.ref)
    return {
        Part.LISTS: codec.packed_lists(shown.data),
        Part.EVENTS: codec.packed_events(events_of(shown.data)),
        Part.CHILDREN: codec.pack(shown.children),
    }


def _same_request(upload: Upload, state: State) -> QuerySet[Upload]:
    return Upload.objects.filter(inspection=upload.inspection, body=upload.body, request=upload.request, state=state)


def _moved(upload: Upload, state: State, *, by: Person | None, at: datetime) -> Upload:
    upload.state, upload.ended_at, upload.ended_by = state, at, by
    upload.save()
    return upload


def _still_waiting(upload: Upload) -> None:
    """Ask the database again, now that it is this action's turn."""
    if not Upload.objects.filter(pk=upload.pk, state=State.QUARANTINED).exists():
        raise NotPossible("These lists are not waiting any more: the board says what became of them")


def _expect_waiting(upload: Upload) -> None:
    if upload.state != State.QUARANTINED:
        raise NotPossible("These lists are not waiting any more: the board says what became of them")
