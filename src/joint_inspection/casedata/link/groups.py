"""Which records are of one child, once pairs are compared and people have decided the doubtful ones?

The surest pairs are joined first. An agency knows a child under one identifier: a pair that would give it two is not
joined but looked at by a person, unless a shared number or a person said so before. So is a pair with unlike forenames:
twins agree in all else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from joint_inspection.casedata.link.compare import Pair
from joint_inspection.casedata.link.identities import Key

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
Decisions = Mapping[tuple[Key, Key], str]


@dataclass(frozen=True, kw_only=True, repr=False)
class Linked:
    """Records put together child by child, and the pairs that a person should look at."""

    children: tuple[tuple[Key, ...], ...]
    review: tuple[Pair, ...]
    decided: int
    """Pairs that a person decided and that were followed."""


def group(
    keys: Iterable[Key], pairs: Sequence[Pair], *, link_at: float, review_from: float, decisions: Decisions
) -> Linked:
    """Join what is likely enough, leave what is not, and ask about what lies between."""
    child: dict[Key, set[Key]] = {key: {key} for key in keys}
    review: list[Pair] = []
    apart = [pair for pair, said in decisions.items() if said == DIFFERENT]
    for (one, other), said in sorted(decisions.items()):
        if said == SAME and one in child and other in child:
            _join(child, one, other)
    for pair in sorted(pairs, key=lambda p: (-p.probability, p.one, p.other)):
        if child[pair.one] is child[pair.other] or decisions.get((pair.one, pair.other)) == DIFFERENT:
            continue
        if pair.probability == 1.0 or (pair.probability >= link_at and not pair.unlike and _fit(child, pair, apart)):
            _join(child, pair.one, pair.other)
        elif pair.probability >= review_from:
            review.append(pair)
    whole = {id(group): tuple(sorted(group)) for group in child.values()}
    return Linked(
        children=tuple(sorted(whole.values())), decided=sum(said != UNSURE for said in decisions.values()),
        review=tuple(pair for pair in review if child[pair.one] is not child[pair.other]),
    )  # fmt: skip


def _join(child: dict[Key, set[Key]], one: Key, other: Key) -> None:
    if child[one] is not child[other]:
        together = child[one] | child[other]
        child.update(dict.fromkeys(together, together))


def _fit(child: Mapping[Key, set[Key]], pair: Pair, apart: Sequence[tuple[Key, Key]]) -> bool:
    """Whether joining gives no agency two identifiers and joins nobody whom a person held apart."""
    one, other = child[pair.one], child[pair.other]
    agencies = [agency for agency, _ in (*one, *other)]
    held = any((a in one and b in other) or (a in other and b in one) for a, b in apart)
    return len(agencies) == len(set(agencies)) and not held


def linked_pairs(children: Iterable[tuple[Key, ...]]) -> set[tuple[Key, Key]]:
    """Every two records of one child."""
    return {(one, other) for group in children for n, one in enumerate(group) for other in group[n + 1 :]}


def score(children: Iterable[tuple[Key, ...]], truth: Mapping[Key, str]) -> dict[str, float | int]:
    """How many of the pairs joined are right, and how many of the right ones were joined."""
    by_person: dict[str, list[Key]] = defaultdict(list)
    for key, person in truth.items():
        by_person[person].append(key)
    right, found = linked_pairs(tuple(sorted(keys)) for keys in by_person.values()), linked_pairs(children)
    good = len(right & found)
    return {
        "pairs": len(right), "joined": len(found), "right": good,
        "precision": good / len(found) if found else 1.0, "recall": good / len(right) if right else 1.0,
    }  # fmt: skip
