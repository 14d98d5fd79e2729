"""How do pages read the lists that agencies accepted? Through here: asked, recorded, unsealed for this one request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from joint_inspection.casedata.events.build import events_of
from joint_inspection.casedata.events.table import EventTable
from joint_inspection.casedata.model import CaseData, ListMatch, Record
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import RequestedList, requested_lists
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import codec
from joint_inspection_web.casedata.kept import Part, opened
from joint_inspection_web.casedata.keys import expect_not_destroyed, keys_of
from joint_inspection_web.casedata.models import Opening, State, Upload
from joint_inspection_web.casedata.rules import may_handle, may_open
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

NONE_YET = "No lists have been accepted yet"


def has_accepted_lists(inspection: Inspection) -> bool:
    """Whether there is anything to open."""
    return accepted(inspection).exists()


def accepted(inspection: Inspection) -> QuerySet[Upload]:
    """The uploads that count now, in the order in which they were sent."""
    return Upload.objects.filter(inspection=inspection, state=State.ACCEPTED).select_related("inspection", "body")


def expect_lists(inspection: Inspection) -> list[Upload]:
    """The uploads that count now; raises NotPossible, and says whether they are gone or never came."""
    uploads = list(accepted(inspection))
    if not uploads:
        expect_not_destroyed(inspection)
        raise NotPossible(NONE_YET)
    return uploads


def digests(inspection: Inspection) -> tuple[tuple[str, str], ...]:
    """The uploads that count now, by reference, each with the hash of the file as it arrived."""
    return tuple(accepted(inspection).values_list("ref", "digest"))


def open_case_data(inspection: Inspection, *, person: Person, purpose: str, at: datetime | None = None) -> CaseData:
    """The accepted lists of every agency, under pseudonyms; raises NotAllowed, NotPossible."""
    uploads = _opened_by(person, inspection, what="lists", purpose=purpose, at=at)
    return _joined(_lists(uploads, inspection), asked=requested_lists(find(inspection.framework)))


def open_events(inspection: Inspection, *, person: Person, purpose: str, at: datetime | None = None) -> EventTable:
    """What happened to the children of the accepted lists; raises NotAllowed, NotPossible."""
    uploads = _opened_by(person, inspection, what="events", purpose=purpose, at=at)
    if len(uploads) == 1:
        return codec.unpacked_events(opened(uploads[0], Part.EVENTS, keys=keys_of(inspection)))
    return events_of(_joined(_lists(uploads, inspection), asked=requested_lists(find(inspection.framework))))


def whose_pseudonym(upload: Upload, pseudonym: str, *, person: Person, purpose: str, at: datetime | None = None) -> str:
    """The sending agency's own identifier of a child; never for inspectors."""
    require(may_handle, person, upload)
    if upload.state != State.ACCEPTED:
        raise NotPossible("These lists were not accepted: no child has a pseudonym from them")
    children = codec.unpack(opened(upload, Part.CHILDREN, keys=keys_of(upload.inspection)))
    wanted = pseudonym.strip().lower()
    if wanted not in children:
        raise invalid("pseudonym", "No child on these lists has this pseudonym: compare it letter by letter")
    _note(upload.inspection, person, what="one child", purpose=purpose, at=at or timezone.now())
    return children[wanted]


def whose_are(
    inspection: Inspection, pseudonyms: Iterable[str], *, person: Person, purpose: str, at: datetime | None = None
) -> dict[str, str]:
    """The own identifiers of several children, as far as they are on lists that this person's agency sent."""
    own = [upload for upload in expect_lists(inspection) if may_handle.test(person, upload)]
    keys, wanted = keys_of(inspection), frozenset(pseudonyms)
    lists = [codec.unpack(opened(upload, Part.CHILDREN, keys=keys)) for upload in own]
    _note(inspection, person, what="children chosen", purpose=purpose, at=at or timezone.now())
    return {name: child for children in lists for name, child in children.items() if name in wanted}


def own_identifiers(inspection: Inspection, pseudonym: str) -> tuple[tuple[str, str], ...]:
    """Whose pseudonym it is, by every agency that sent this child: its name and its own identifier.

    Only for a child at risk: whoever calls this asks who may know, and records that they do. Lists that were replaced
    count too, since an inspector may have met the pseudonym in them.
    """
    uploads = Upload.objects.filter(inspection=inspection, state__in=(State.ACCEPTED, State.REPLACED))
    keys, wanted = keys_of(inspection), pseudonym.strip().lower()
    found: dict[str, str] = {}
    for upload in uploads.select_related("inspection", "body"):
        children = codec.unpack(opened(upload, Part.CHILDREN, keys=keys))
        if wanted in children:
            found[upload.body.name] = children[wanted]
    return tuple(sorted(found.items()))


def _opened_by(person: Person, inspection: Inspection, *, what: str, purpose: str, at: datetime | None) -> list[Upload]:
    """Ask, record, and name what may be opened."""
    require(may_open, person, inspection)
    uploads = expect_lists(inspection)
    _note(inspection, person, what=what, purpose=purpose, at=at or timezone.now())
    return uploads


@action
def _note(inspection: Inspection, person: Person, *, what: str, purpose: str, at: datetime) -> Opening:
    if not purpose.strip():
        raise invalid("purpose", "Say why you need to see this")
    opening = Opening.objects.create(
        inspection=inspection, person=person, what=what, purpose=purpose.strip()[:300], at=at
    )
    record("casedata.open", by=person, at=at, subject=subject_of(inspection), wrote=[opening])
    return opening


def _lists(uploads: Iterable[Upload], inspection: Inspection) -> list[CaseData]:
    keys = keys_of(inspection)
    return [codec.unpacked_lists(opened(upload, Part.LISTS, keys=keys), asked=()) for upload in uploads]


def _joined(parts: list[CaseData], *, asked: tuple[RequestedList, ...]) -> CaseData:
    """Several agencies' lists as one; the day is the latest of theirs."""
    records: dict[str, tuple[Record, ...]] = {}
    matches: tuple[ListMatch, ...] = ()
    for part in parts:
        matches += part.matches
        for name, rows in part.records.items():
            records[name] = records.get(name, ()) + rows
    days: list[date] = [part.on for part in parts]
    return CaseData(asked=asked, matches=matches, records=records, on=max(days))
