"""How little would weights have to change for the weighted mean to reach a value?

Weight moves from the judgements that pull the least to those that pull the most, as far as bounds allow; that is the
least movement there is, for every unit of it does the most that any unit can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_inspection.judgements.simplex import Allowed

HALVINGS = 60
"""Steps by which the least greatest change is found: exact to far beyond what is printed."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """New weights, and how far they are from the old ones."""

    weights: tuple[Fraction, ...]
    moved: Fraction
    """The share of all weight that goes from one judgement to another: half the sum of all changes."""
    largest: Fraction
    """The largest change of a single weight."""


def least_moved(
    target: Fraction, values: Sequence[Fraction], weights: Sequence[Fraction], bounds: Allowed
) -> Move | None:
    """The move of the least weight in all that brings the mean to ``target``; None where none can."""
    return _towards(target, values, weights, bounds, Fraction(1))


def least_each(
    target: Fraction, values: Sequence[Fraction], weights: Sequence[Fraction], bounds: Allowed
) -> Move | None:
    """The move whose largest change of a single weight is the least; None where none can."""
    low, high = Fraction(), Fraction(1)
    if _towards(target, values, weights, bounds, high) is None:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _towards(target, values, weights, bounds, middle) else (middle, high)
    return _towards(target, values, weights, bounds, high)


def _towards(
    target: Fraction, values: Sequence[Fraction], weights: Sequence[Fraction], bounds: Allowed, each: Fraction
) -> Move | None:
    """Move weight until the mean is at the target, no single one by more than ``each``."""
    mean = sum((weight * value for weight, value in zip(weights, values, strict=True)), Fraction())
    up = target >= mean
    gap = abs(target - mean)
    order = sorted(range(len(values)), key=lambda i: values[i], reverse=not up)
    gives = {i: min(weights[i] - bounds.least[i], each) for i in order}
    takes = {i: min(bounds.most[i] - weights[i], each) for i in order}
    found = list(weights)
    for giver, taker in _pairs(order, gives, takes):
        gain = abs(values[taker] - values[giver])
        if not gap or not gain:
            break
        amount = min(gives[giver], takes[taker], gap / gain)
        found[giver], found[taker] = found[giver] - amount, found[taker] + amount
        gives[giver], takes[taker], gap = gives[giver] - amount, takes[taker] - amount, gap - amount * gain
    if gap:
        return None
    changes = [abs(new - old) for new, old in zip(found, weights, strict=True)]
    return Move(weights=tuple(found), moved=sum(changes, Fraction()) / 2, largest=max(changes))


def _pairs(order: Sequence[int], gives: dict[int, Fraction], takes: dict[int, Fraction]) -> Iterator[tuple[int, int]]:
    """Who gives to whom, the widest apart first, until they meet."""
    first, last = 0, len(order) - 1
    while first < last:
        giver, taker = order[first], order[last]
        if not gives[giver]:
            first += 1
        elif not takes[taker]:
            last -= 1
        else:
            yield giver, taker
            if gives[giver] and takes[taker]:
                return
