"""Which versions of something stand now?

Nobody overwrites anybody: a correction names the version it was made from, its base. Two corrections of one base both
stand, side by side, until a person merges them: a merge names several bases. A version may arrive before its base.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Version: TypeAlias = tuple[str, Sequence[str]]
"""The id of a version and the ids of its bases, none for the first."""


def heads(versions: Iterable[Version]) -> tuple[str, ...]:
    """The versions that no other was made from, in the order given. One stands alone; several are in conflict.

    None is ever lost: should versions name one another in a ring, which cannot be, they all stand.
    """
    versions = tuple(versions)
    replaced = {base for id, bases in versions for base in bases if base != id}
    found = [id for id, _ in versions if id not in replaced]
    kept = {id for head in found for id in behind(versions, head)}
    return tuple(dict.fromkeys([*found, *(id for id, _ in versions if id not in kept)]))


def behind(versions: Iterable[Version], head: str) -> frozenset[str]:
    """Every version that went into one that stands, itself included."""
    bases_of: dict[str, set[str]] = {}
    for id, bases in versions:
        bases_of.setdefault(id, set()).update(bases)
    seen: set[str] = set()
    waiting = [head]
    while waiting:
        id = waiting.pop()
        if id in bases_of and id not in seen:
            seen.add(id)
            waiting += bases_of[id]
    return frozenset(seen)


def in_conflict(versions: Iterable[Version]) -> bool:
    """Whether several versions stand side by side."""
    return len(heads(versions)) > 1
