"""Was each tracked child heard, or is it written why not?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from joint_inspection.evidence.model import Item, Speaker


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What is known of one tracked child's own view."""

    child: str = field(repr=False)
    """Pseudonym in this inspection."""
    own: tuple[str, ...]
    """Ids of the items in which the child speaks."""
    family: tuple[str, ...]
    """Ids of the items in which the family speaks for the child."""
    reason: str | None = field(default=None, repr=False)
    """Why the child was not heard, where somebody wrote it."""

    @property
    def is_heard(self) -> bool:
        """Whether the child's own view was noted."""
        return bool(self.own)

    @property
    def is_missing(self) -> bool:
        """Neither heard nor a reason given."""
        return not (self.own or self.reason)


def voices(items: Iterable[Item], children: Iterable[str], *, reasons: Mapping[str, str]) -> tuple[Voice, ...]:
    """The voice of each tracked child, in the order of their pseudonyms.

    What a sector adviser wrote is nobody's voice.
    """
    items = [item for item in items if item.child and not item.by_adviser]
    return tuple(_voice(child, items, reasons.get(child)) for child in sorted(set(children)))


def _voice(child: str, items: Iterable[Item], reason: str | None) -> Voice:
    about = [item for item in items if item.child == child]
    own = tuple(item.id for item in about if speaks_as_child(item))
    family = tuple(item.id for item in about if item.speaker == Speaker.FAMILY or item.method == "family")
    return Voice(child=child, own=own, family=family, reason=reason)


def speaks_as_child(item: Item) -> bool:
    """Whether the child speaks: or was watched because too young to speak."""
    return item.speaker == Speaker.CHILD or (item.method == "child" and item.speaker == Speaker.INSPECTOR)
