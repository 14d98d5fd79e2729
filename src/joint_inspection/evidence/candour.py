"""Does a finding rest on nothing but what the area told of its own accord?

What the area disclosed before it was notified is marked so. It may be cited; by itself it lowers no judgement, or
nobody would ever tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from joint_inspection.evidence.model import Direction, Item


def rests_on_candour(direction: Direction, items: Iterable[Item]) -> bool:
    """Whether a weakness has only disclosed items behind it."""
    items = tuple(items)
    return direction == Direction.WEAKNESS and bool(items) and all(item.disclosed for item in items)
