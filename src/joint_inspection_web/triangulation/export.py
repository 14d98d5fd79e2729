"""Which file holds everything that happened to one inspection, so that it can be built again elsewhere?

What is about children stays sealed unless it is opened for a purpose that is recorded; then the file holds it in clear
and is for its owner's eyes alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.inspections.replay import SEALED, mark_of
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import Opener, named_in
from joint_inspection_web.history.models import Entry, moment
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

Holds: TypeAlias = Callable[[Inspection], Iterable[str]]
"""Names of actions whose entries are in no file at present."""
_holding: list[Holds] = []


def hold_back(holds: Holds) -> None:
    """Let a later part of the service say what nobody may read yet, not even in a file."""
    if holds not in _holding:
        _holding.append(holds)


def history_of(inspection: Inspection) -> dict[str, Any]:
    """The history of an inspection as its file says it, sealed parts sealed."""
    held = [what for holds in _holding for what in holds(inspection)]
    found = Entry.objects.filter(subject=subject_of(inspection)).exclude(what__in=held).order_by("seq")
    return {"inspection": inspection.ref, "entries": [_entry(each) for each in found.iterator()], "opened": {}}


def opened_history_of(inspection: Inspection, *, purpose: str, by: Person | None, at: datetime) -> dict[str, Any]:
    """The same with every sealed part opened beside it; that it was opened, and why, is in the history first."""
    if len(purpose.split()) < 2:
        raise invalid("purpose", "Say in a few words why what is about children has to be opened")
    _note(inspection, purpose=purpose.strip(), by=by, at=at)
    made = history_of(inspection)
    return made | {"opened": dict(_opened(inspection, made["entries"]))}


@action
def _note(inspection: Inspection, *, purpose: str, by: Person | None, at: datetime) -> None:
    record("triangulation.export", by=by, at=at, subject=subject_of(inspection), purpose=purpose[:300])


def _entry(each: Entry) -> dict[str, Any]:
    return {
        "seq": each.seq, "at": moment(each.at), "who": each.who, "what": each.what, "subject": each.subject,
        "payload": each.payload, "previous": each.previous, "hash": each.hash,
    }  # fmt: skip


def _opened(inspection: Inspection, entries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What each sealed part says, by its mark; nothing once the key was destroyed."""
    sealed = dict.fromkeys(part for each in entries for part in _sealed(json.loads(each["payload"])))
    try:
        opener = Opener(inspection)
    except NotPossible:
        return
    for part in sealed:
        yield mark_of(part), opener.open(part, about=named_in(part))


def _sealed(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(SEALED):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _sealed(part)
    elif isinstance(value, list):
        for part in value:
            yield from _sealed(part)
