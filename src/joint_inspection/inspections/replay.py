"""Can everything that happened to one inspection be built again from its history alone?

History is a list of entries, each tied to the one before it by a hash; every entry holds the rows that one action
wrote. Replaying works each hash out again and folds the rows, the later over the earlier. What is about children stands
in sealed columns: it is shown where the file holds it opened, and called sealed where it does not, as after the
destruction of the inspection's key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from joint_inspection.errors import InvalidInput, Problem, invalid

FIRST = "0" * 64
"""What stands in the place of a previous hash in the first entry."""
SEALED = "sealed:"
"""How a sealed column begins."""
UNREADABLE = "sealed"
"""What stands in the place of a sealed column that the file does not hold opened."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One action that was done."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    payload: str = field(repr=False)
    previous: str
    hash: str

    def worked_out_hash(self) -> str:
        """The hash that this entry must have, from all that it says and the hash before it."""
        return hash_of(self.seq, self.at, self.who, self.what, self.subject, self.payload, self.previous)


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """An inspection as its history left it."""

    inspection: str
    entries: int
    problems: tuple[Problem, ...]
    state: Mapping[str, tuple[Row, ...]] = field(repr=False)
    """The rows of each table by their keys."""


def canonical(value: Any) -> str:
    """One way only to write a value as JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def moment(at: datetime) -> str:
    """One way only to write a moment."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(*said: Any) -> str:
    """The hash of what an entry says, in the order of its columns, the hash before it last."""
    return hashlib.sha256(canonical(list(said)).encode()).hexdigest()


def mark_of(sealed: str) -> str:
    """How a file of history names a sealed value that it holds opened."""
    return hashlib.sha256(sealed.encode()).hexdigest()


def read_history(path: Path) -> tuple[str, tuple[Entry, ...], Mapping[str, Any]]:
    """The inspection, its entries and what was opened of them; raises InvalidInput with advice."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(Entry(**{name: each[name] for name in Entry.__dataclass_fields__}) for each in said["entries"])
        inspection, opened = str(said["inspection"]), dict(said.get("opened", {}))
    except FileNotFoundError:
        raise invalid("", "There is no such file; check the spelling of its name", file=str(path)) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        says = "This is not the history of an inspection; export it with `inspection_export`"
        raise invalid("", says, file=str(path)) from None
    if not all(_is_formed(each) for each in entries):
        raise invalid("entries", "An entry has a number for words or words for a number; export it again",
                      file=str(path))  # fmt: skip
    return inspection, entries, opened


def replay(inspection: str, entries: Iterable[Entry], *, opened: Mapping[str, Any] | None = None) -> Replayed:
    """Build the rows of one inspection again, and list whatever in its history is not as it was recorded."""
    entries = tuple(entries)
    problems = [*_breaks(entries)]
    if not entries:
        problems.append(Problem(where="entries", says="There is no entry: nothing can be built again from nothing"))
    tables: dict[str, dict[Any, Row]] = {}
    for entry in entries:
        try:
            _fold(tables, entry)
        except (ValueError, TypeError, KeyError, AttributeError):
            problems.append(Problem(where=_place(entry), says="What it wrote cannot be read; export it again"))
    state = {table: _rows(rows, opened or {}) for table, rows in sorted(tables.items())}
    return Replayed(inspection=inspection, entries=len(entries), problems=tuple(problems), state=state)


def replay_file(path: Path) -> Replayed:
    """Replay a file of history; raises InvalidInput where it is none."""
    inspection, entries, opened = read_history(path)
    found = replay(inspection, entries, opened=opened)
    stray = [each for each in entries if not _is_about(each, inspection)]
    if stray:
        says = f"It is not about {inspection}; a file holds the history of one inspection"
        raise InvalidInput([Problem(where=_place(each), says=says, file=str(path)) for each in stray])
    return found


def _breaks(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Every break: a changed entry, one out of order, one that does not follow its neighbour."""
    before: Entry | None = None
    for entry in entries:
        if entry.hash != entry.worked_out_hash():
            yield Problem(where=_place(entry), says="What it says is not what was recorded")
        if before and entry.seq <= before.seq:
            yield Problem(where=_place(entry), says=f"It stands after entry {before.seq}; put the entries in order")
        if before and entry.seq == before.seq + 1 and entry.previous != before.hash:
            yield Problem(where=_place(entry), says="It does not follow the entry before it")
        before = entry


def _fold(tables: dict[str, dict[Any, Row]], entry: Entry) -> None:
    for row in json.loads(entry.payload).get("rows", ()):
        tables.setdefault(row["table"], {})[row["key"]] = dict(row["fields"])


def _rows(rows: Mapping[Any, Row], opened: Mapping[str, Any]) -> tuple[Row, ...]:
    ordered = sorted(rows.items(), key=lambda each: (isinstance(each[0], str), each[0]))
    return tuple({name: _shown(value, opened) for name, value in row.items()} for _, row in ordered)


def _shown(value: Any, opened: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith(SEALED):
        return opened.get(mark_of(value), UNREADABLE)
    if isinstance(value, list):
        return [_shown(each, opened) for each in value]
    if isinstance(value, dict):
        return {key: _shown(each, opened) for key, each in value.items()}
    return value


def _is_formed(entry: Entry) -> bool:
    words = (entry.at, entry.who, entry.what, entry.subject, entry.payload, entry.previous, entry.hash)
    return isinstance(entry.seq, int) and all(isinstance(each, str) for each in words)


def _is_about(entry: Entry, inspection: str) -> bool:
    return entry.subject in (f"inspection:{inspection}", inspection) or f":{inspection}" in entry.subject


def _place(entry: Entry) -> str:
    return f"entry {entry.seq}"
