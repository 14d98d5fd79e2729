"""Where do two pieces of evidence say opposite things of one practice?

A contradiction is a practice, what praises it and what blames it: one criterion seen in one body, or several criteria
that cover one shared criterion. It stays open until somebody writes how it is resolved, and opens again when something
new is noted on either side.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joint_inspection.evidence.hearsay import counts
from joint_inspection.evidence.model import Direction, Item, Strength
from joint_inspection.frameworks.model import Framework

WEIGHT = {Strength.STRONG: 2, Strength.MODERATE: 1, Strength.SLIGHT: 0}
"""What is slight contradicts nothing."""


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Praise and blame of one practice."""

    id: str
    """The same for the same practice, whatever is noted of it."""
    criteria: tuple[str, ...]
    """The criterion, or those that share a multi-agency criterion."""
    shared: str | None
    """The shared criterion, where one item stands under one criterion and the other under another."""
    about: str
    praise: tuple[str, ...]
    """Ids of the items for it, the strongest first."""
    blame: tuple[str, ...]
    by_two_inspectorates: bool
    """One inspectorate praises what another blames."""
    one_child: bool
    """Both are about the same child."""

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of all that is on either side."""
        return (*self.praise, *self.blame)


def find(items: Iterable[Item], framework: Framework) -> tuple[Contradiction, ...]:
    """Every contradiction: first those between inspectorates, then those about one child, then the strongest.

    Hearsay and a sector adviser's notes contradict nothing.
    """
    order = {each.id: place for place, each in enumerate(framework.criteria)}
    weighty = [item for item in items if counts(item) and WEIGHT[item.strength] and item.criterion in order]
    by_id = {item.id: item for item in weighty}
    found = _under_one_criterion(weighty)
    found += _under_one_shared_criterion(weighty, framework)
    return tuple(sorted(found, key=lambda each: _rank(each, by_id, order)))


def contradiction_id(practice: str, about: str) -> str:
    """The name of a contradiction, which follows from the practice and the body alone."""
    return hashlib.sha256(f"{practice} {about}".encode()).hexdigest()[:16]


def _under_one_criterion(items: Iterable[Item]) -> list[Contradiction]:
    groups: Mapping[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.criterion, item.about].append(item)
    made = (_made(group, practice=criterion, shared=None) for (criterion, _), group in groups.items())
    return [each for each in made if each]


def _under_one_shared_criterion(items: Iterable[Item], framework: Framework) -> list[Contradiction]:
    """Praise under one criterion and blame under another that share a third, unless one of them holds both."""
    shared_of = {each.id: each.shared for each in framework.criteria}
    groups: Mapping[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        for shared in shared_of[item.criterion]:
            groups[shared, item.about].append(item)
    found: dict[tuple[str, ...], Contradiction] = {}
    for (shared, _), group in sorted(groups.items()):
        made = _made(group, practice=shared, shared=shared)
        if made and not _under_one_criterion(group):
            found.setdefault(tuple(sorted(made.items)), made)
    return list(found.values())


def _made(group: list[Item], *, practice: str, shared: str | None) -> Contradiction | None:
    praise, blame = _side(group, Direction.STRENGTH), _side(group, Direction.WEAKNESS)
    if not (praise and blame):
        return None
    return Contradiction(
        id=contradiction_id(practice, group[0].about),
        criteria=tuple(sorted({item.criterion for item in (*praise, *blame)})),
        shared=shared, about=group[0].about,
        praise=tuple(item.id for item in praise), blame=tuple(item.id for item in blame),
        by_two_inspectorates=len({item.inspectorate for item in (*praise, *blame)}) > 1,
        one_child=bool({item.child for item in praise} & {item.child for item in blame} - {None}),
    )  # fmt: skip


def _side(group: Iterable[Item], direction: Direction) -> list[Item]:
    side = [item for item in group if item.direction == direction]
    return sorted(side, key=lambda item: (-WEIGHT[item.strength], item.noted_at, item.id))


def _rank(found: Contradiction, items: Mapping[str, Item], order: Mapping[str, int]) -> tuple[object, ...]:
    weight = WEIGHT[items[found.praise[0]].strength] + WEIGHT[items[found.blame[0]].strength]
    return (
        not found.by_two_inspectorates, not found.one_child, -weight, min(order[each] for each in found.criteria),
        found.about, found.id,
    )  # fmt: skip
