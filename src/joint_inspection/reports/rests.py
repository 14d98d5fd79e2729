"""On what kinds of evidence does a sentence rest, told so that nobody learns who spoke?

A child, a parent, a worker and whoever answered a survey are all *heard*: of one sentence no more is told, so that
no number, by itself or taken from another, says that a child spoke of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from joint_inspection.evidence.model import Item, Method

Kind = Literal["read", "seen", "heard", "data"]
KINDS: Mapping[Method, Kind] = {
    "record": "read", "tracked_case": "read", "sampled_case": "read",
    "observation": "seen", "multi_agency_meeting": "seen",
    "interview": "heard", "survey": "heard", "child": "heard", "family": "heard",
    "data": "data",
}  # fmt: skip
"""What the public is told of each method."""
KIND_TITLES: Mapping[Kind, str] = {
    "read": "from records", "seen": "seen in practice", "heard": "told by people", "data": "from data",
}  # fmt: skip


def kinds_of(items: Iterable[Item]) -> dict[Kind, int]:
    """How many pieces of evidence there are of each kind that there is."""
    found = Counter(KINDS[item.method] for item in items)
    return {kind: found[kind] for kind in KIND_TITLES if found[kind]}


def in_words(kinds: Mapping[Kind, int]) -> str:
    """``2 from records, 4 told by people``: pieces of evidence, not persons."""
    return ", ".join(f"{number} {KIND_TITLES[kind]}" for kind, number in kinds.items())
