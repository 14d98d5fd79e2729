"""What evidence is there, and what of it may this person read?

Later parts of the service ask here and never look at the rows themselves. A note with two versions that nobody has
brought together yet counts once, with the version received last; one that was withdrawn does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from joint_inspection.evidence.model import Direction, Directness, Item, Speaker, Strength
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.heads import standing
from joint_inspection_web.evidence.kept import Reader, Words, marks_of
from joint_inspection_web.evidence.models import Kind, Note, Version
from joint_inspection_web.evidence.openings import Openings
from joint_inspection_web.evidence.rules import may_read, sits_on_it
from joint_inspection_web.inspections.models import Inspection

OF_NOTE = {
    "author_ref": "note__author__ref", "inspectorate": "note__inspectorate", "box": "note__box",
    "by_adviser": "note__by_adviser",
}  # fmt: skip
"""What an item says that stands with its note."""
OUTLINE = (
    "pk", "note_id", "criterion", "agency", "speaker", "speaker_agency", "method", "directness", "first_hand",
    "direction", "strength", "noted_at", "received_at", "disclosed", "experience", "outcome", "indicator",
    "child_mark",
)  # fmt: skip
"""What a version says in clear."""


def items(
    inspection: Inspection, *, person: Person, at: datetime | None = None, among: Iterable[str] | None = None
) -> tuple[Item, ...]:
    """The evidence that somebody may know of: words and days only as far as they may read them today.

    Inspectors see the pseudonyms of children; a sector adviser sees their own notes alone. Sealed boxes of other
    inspectorates are left out. ``among``: only items with these ids. Raises NotAllowed.
    """
    require(may_read, person, inspection)
    return tuple(_items(_among(visible(inspection, person=person), among), inspection, person=person, at=at))


def item(inspection: Inspection, id: str | UUID, *, person: Person, at: datetime | None = None) -> Item | None:
    """One piece of evidence as somebody may know of it; None where there is none for them."""
    require(may_read, person, inspection)
    found = visible(inspection, person=person).filter(note=_uuid(id))
    return next(_items(found, inspection, person=person, at=at), None)


def every_item(inspection: Inspection, *, children: Iterable[str] = ()) -> tuple[Item, ...]:
    """All evidence without words and days, sealed boxes too: for counting and for rules.

    Of ``children`` it is said which items are about them; no other child is named.
    """
    known = marks_of(children, inspection=inspection)
    versions = _one_a_note(_outlined(_versions(inspection)))
    found = ((_item(version, None), version.child_mark) for version in versions)
    return tuple(replace(item, child=known[mark]) if mark in known else item for item, mark in found)


def outside_boxes(inspection: Inspection, *, criteria: Iterable[str]) -> tuple[Item, ...]:
    """The evidence under some criteria that lies in no box, with all its words: for somebody named to rate it anew.

    Whoever asks has asked before whether they may, and has recorded that it was opened.
    """
    reader, found = Reader(inspection), _versions(inspection).filter(note__box="", criterion__in=list(criteria))
    versions = _one_a_note(_with_notes(found.select_related(None).select_related("note")))
    return tuple(_item(version, reader.open(version), covered=True) for version in versions)


def outlines(inspection: Inspection, *, person: Person, among: Iterable[str] | None = None) -> tuple[Item, ...]:
    """The evidence that somebody may know of without words, days and children: to choose among much of it quickly.

    ``among``: only items with these ids.
    """
    require(may_read, person, inspection)
    found = _among(visible(inspection, person=person), among)
    return tuple(_item(version, None) for version in _one_a_note(_outlined(found)))


def visible(inspection: Inspection, *, person: Person) -> QuerySet[Version]:
    """The versions that stand now, as far as somebody may know that there are any."""
    return _for(_versions(inspection), inspection, person)


def every_version(inspection: Inspection, *, person: Person | None = None) -> list[Version]:
    """The version of each note that counts, to be opened for a recorded purpose; all of them where no ``person`` asks,
    else without the sealed boxes of other inspectorates."""
    found = visible(inspection, person=person) if person else _versions(inspection)
    return _one_a_note(found)


def withdrawn(inspection: Inspection, *, person: Person) -> QuerySet[Version]:
    """The withdrawals that stand now, as far as somebody may know of them."""
    return _for(_standing(inspection).filter(kind=Kind.WITHDRAWAL), inspection, person)


def notes(inspection: Inspection, *, person: Person) -> QuerySet[Note]:
    """Every note, withdrawn ones too, as far as somebody may know of it."""
    found = Note.objects.filter(_outside_boxes("", person), inspection=inspection)
    found = found.select_related("author", "inspection")
    return found if sits_on_it.test(person, inspection) else found.filter(author=person)


def _among(found: QuerySet[Version], among: Iterable[str] | None) -> QuerySet[Version]:
    return found if among is None else found.filter(note__in=[_uuid(id) for id in among])


def _for(found: QuerySet[Version], inspection: Inspection, person: Person) -> QuerySet[Version]:
    found = found.filter(_outside_boxes("note__", person))
    return found if sits_on_it.test(person, inspection) else found.filter(note__author=person)


def _outside_boxes(before: str, person: Person) -> Q:
    """In no box, or in the box of the person's own inspectorate."""
    return Q(**{f"{before}box": ""}) | Q(**{f"{before}box__in": person.organisation_codes})


def _versions(inspection: Inspection) -> QuerySet[Version]:
    return _standing(inspection).exclude(kind=Kind.WITHDRAWAL)


def _standing(inspection: Inspection) -> QuerySet[Version]:
    found = standing().filter(note__inspection=inspection)
    return found.select_related("note__author", "author").order_by("received_at", "pk")


def _items(found: QuerySet[Version], inspection: Inspection, *, person: Person, at: datetime | None) -> Iterator[Item]:
    reader, openings = Reader(inspection), Openings(inspection, person, at=at or timezone.now())
    for version in _one_a_note(_with_notes(found.select_related(None).select_related("note"))):
        words = reader.open(version)
        yield _item(version, words, covered=openings.cover(version))


def _with_notes(found: QuerySet[Version]) -> QuerySet[Version]:
    """With what their notes say of them."""
    return found.annotate(**{name: F(where) for name, where in OF_NOTE.items()})


def _outlined(found: QuerySet[Version]) -> QuerySet[Any]:
    """Without what is sealed, and as bare rows: of thousands, each costs little."""
    return _with_notes(found.select_related(None)).values_list(*OUTLINE, *OF_NOTE, named=True)


def _one_a_note(found: Iterable[Any]) -> list[Any]:
    """The version received last of each note, in the order in which these were received."""
    last = {version.note_id: version for version in found}
    return sorted(last.values(), key=lambda version: (version.received_at, str(version.pk)))


def _item(version: Any, words: Words | None, *, covered: bool = False) -> Item:
    shown = words if covered else None
    return Item(
        id=str(version.note_id), criterion=version.criterion, about=version.agency, author=version.author_ref,
        inspectorate=version.inspectorate, speaker=Speaker(version.speaker),
        speaker_agency=version.speaker_agency or None, method=version.method,
        directness=Directness(version.directness), first_hand=version.first_hand,
        direction=Direction(version.direction), strength=Strength(version.strength),
        child=words.child if words else None, happened_on=shown.happened_on if shown else None,
        noted_at=version.noted_at, disclosed=version.disclosed, experience=version.experience,
        outcome=version.outcome, text=shown.text if shown else None, quotes=shown.quotes if shown else (),
        box=version.box or None, by_adviser=version.by_adviser, indicator=version.indicator,
    )  # fmt: skip


def _uuid(id: str | UUID) -> UUID | None:
    try:
        return UUID(str(id))
    except ValueError:
        return None
