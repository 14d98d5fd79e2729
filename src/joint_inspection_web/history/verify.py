"""Is history whole? Work every hash out again, and build the tables again from the entries alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from joint_inspection.errors import Problem
from joint_inspection_web.history.models import FIRST, Entry

Tables = dict[str, dict[Any, dict[str, Any]]]


def verify_chain(entries: Iterable[Entry] | None = None, *, head: tuple[int, str] | None = None) -> list[Problem]:
    """List every break in the chain.

    ``head``, a number and a hash noted earlier, also finds out whether the end was cut off since.
    """
    problems: list[Problem] = []
    number, previous, seen = 0, FIRST, head is None
    for entry in entries if entries is not None else Entry.objects.order_by("seq").iterator():
        number += 1
        problems.extend(_breaks(entry, number=number, previous=previous))
        number, previous = entry.seq, entry.hash
        seen = seen or (entry.seq, entry.hash) == head
    if not seen and head:
        problems.append(Problem(where=f"entry {head[0]}", says="The entry noted earlier is no longer there"))
    return problems


def _breaks(entry: Entry, *, number: int, previous: str) -> Iterator[Problem]:
    where = f"entry {entry.seq}"
    if entry.seq != number:
        yield Problem(where=where, says=f"Entry {number} is missing before it")
    if entry.previous != previous:
        yield Problem(where=where, says="It does not follow the entry before it")
    if entry.hash != entry.worked_out_hash():
        yield Problem(where=where, says="What it says is not what was recorded")


def rebuild(entries: Iterable[Entry] | None = None) -> Tables:
    """Build every recorded table again: for each row, the fields as the last entry left them."""
    tables: Tables = {}
    for entry in entries if entries is not None else Entry.objects.order_by("seq").iterator():
        for row in entry.content.get("rows", ()):
            tables.setdefault(row["table"], {})[row["key"]] = row["fields"]
    return tables
