"""How does an action enter history? ``record`` writes the entry, in the same transaction as what it tells of.

The payload holds every row that the action wrote, field by field, so that the tables can be built again from history
alone. A model's ``unrecorded`` fields are left out: passwords and other secrets never enter history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import connection, models, transaction

from joint_inspection_web.history.models import FIRST, Entry, canonical, moment

SYSTEM = "system"
P = ParamSpec("P")
R = TypeVar("R")
_entries: ContextVar[int] = ContextVar("entries")


class Doer(Protocol):
    """Whoever does an action: history names them by their reference."""

    ref: str


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: one transaction, which fails if it leaves nothing in history.

    Actions take turns from their first question on, so that what is possible is still possible when it is done.
    """

    @wraps(function)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _entries.set(0)
        try:
            with transaction.atomic():
                _wait_for_turn()
                result = function(*args, **kwargs)
                if not _entries.get():
                    raise RuntimeError(f"{function.__name__} is an action and recorded nothing")
                return result
        finally:
            _entries.reset(token)

    return done


def record(
    what: str, *, by: Doer | None, at: datetime, subject: str, wrote: Iterable[models.Model] = (), **said: Any
) -> Entry:
    """Add an entry to history: who did what to what, the rows that were written, and whatever else was ``said``.

    Raises RuntimeError outside an action.
    """
    if _entries.get(None) is None:
        raise RuntimeError("Only an action may record history")
    payload = canonical({"rows": [row_of(thing) for thing in wrote], **{k: plain(v) for k, v in said.items()}})
    entry = _next_entry()
    entry.at, entry.who, entry.what, entry.subject, entry.payload = at, _name(by), what, subject, payload
    entry.hash = entry.worked_out_hash()
    entry.save(force_insert=True)
    _entries.set(_entries.get() + 1)
    return entry


def _name(by: Doer | None) -> str:
    return by.ref if by is not None else SYSTEM


def _next_entry() -> Entry:
    last = Entry.objects.order_by("-seq").only("seq", "hash").first()
    return Entry(seq=last.seq + 1, previous=last.hash) if last else Entry(seq=1, previous=FIRST)


def _wait_for_turn() -> None:
    """Let one writer at a time continue the chain. SQLite's transactions take the lock when they begin."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE history_entry IN SHARE ROW EXCLUSIVE MODE")


def row_of(thing: models.Model) -> dict[str, Any]:
    """A row as history keeps it: its table, its key and every field but the unrecorded ones."""
    left_out = getattr(thing, "unrecorded", ())
    fields = (field for field in thing._meta.concrete_fields if field.name not in left_out)
    return {
        "table": thing._meta.label_lower,
        "key": plain(thing.pk),
        "fields": {field.attname: plain(getattr(thing, field.attname)) for field in fields},
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it; dates and moments in one way only."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(part) for part in parts]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
