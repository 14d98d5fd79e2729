"""Which evidence can answer a line of enquiry? Evidence is kept by a later part of the service, which tells it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection

Labels: TypeAlias = Mapping[str, str]
"""What each piece of evidence is called on a page, by its id, the oldest first."""
Reader: TypeAlias = Callable[[Inspection, Person, Iterable[str] | None], Labels]
"""Called with the inspection, who reads, and the ids wanted (None: all); leaves out what they may not know of."""

_readers: list[Reader] = []


def know_evidence(reader: Reader) -> None:
    """Let the part that keeps evidence say what there is."""
    if reader not in _readers:
        _readers.append(reader)


def labels(inspection: Inspection, *, person: Person, among: Iterable[str] | None = None) -> dict[str, str]:
    """The evidence that somebody may know of, by id; of all, or of some ids."""
    wanted = None if among is None else tuple(among)
    if wanted == ():
        return {}
    return {id: label for reader in _readers for id, label in reader(inspection, person, wanted).items()}
