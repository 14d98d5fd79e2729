"""Of all weights that are allowed and add up to one, what share keeps a weighted mean at or below a limit?

Exact, in fractions. Weights spread evenly over a simplex; the part of it that a plane cuts off is worked out by
Varsi's recurrence (1973), one step for each pair of a value below the plane and one above. Least weights shift the
simplex and shrink it. Greatest weights are taken off by inclusion and exclusion: what is left when some weights exceed
theirs is again a smaller simplex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_inspection.judgements.model import exact

MOST_CORNERS = 1_000
"""Smaller simplexes that are worked out one by one; more would take too long."""


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """All weights that are allowed: each between its least and its greatest, together one."""

    least: tuple[Fraction, ...]
    most: tuple[Fraction, ...]

    @property
    def free(self) -> tuple[int, ...]:
        """Places of the weights that may vary."""
        return tuple(i for i, (low, high) in enumerate(zip(self.least, self.most, strict=True)) if low < high)

    @property
    def rest(self) -> Fraction:
        """What is left to share out once each has its least."""
        return 1 - sum(self.least, Fraction())

    @property
    def middle(self) -> tuple[Fraction, ...]:
        """Weights as far from their least, in proportion to their room, as they together can be."""
        room = [high - low for low, high in zip(self.least, self.most, strict=True)]
        part = self.rest / sum(room, Fraction()) if any(room) else Fraction()
        return tuple(low + part * each for low, each in zip(self.least, room, strict=True))


def allowed(bounds: Sequence[tuple[Fraction, Fraction]]) -> Allowed | None:
    """The weights within bounds, each bound as tight as the others make it; None where there are none."""
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    if least > 1 or most < 1 or any(low > high for low, high in bounds):
        return None
    return Allowed(
        least=tuple(max(low, 1 - (most - high)) for low, high in bounds),
        most=tuple(min(high, 1 - (least - low)) for low, high in bounds),
    )


def share_up_to(limit: Fraction, values: Sequence[Fraction], weights: Allowed) -> Fraction:
    """The share of allowed weights whose mean of the values is at most ``limit``."""
    free = weights.free
    fixed = sum((weights.least[i] * values[i] for i in range(len(values)) if i not in free), Fraction())
    if not free:
        return Fraction(fixed <= limit)
    own = [values[i] for i in free]
    base = fixed + sum(weights.least[i] * values[i] for i in free)
    rest = weights.rest
    room = [weights.most[i] - weights.least[i] for i in free]
    inside = whole = Fraction()
    for sign, left, moved in _corners(room, own, rest):
        volume = sign * left ** (len(free) - 1)
        whole += volume
        inside += volume * below((limit - base - moved) / left, own)
    return inside / whole


def corners(weights: Allowed, *, most: int = MOST_CORNERS) -> int:
    """How many smaller simplexes there are to work out; stops counting above ``most``."""
    room = [weights.most[i] - weights.least[i] for i in weights.free]
    found = _corners(room, [Fraction()] * len(room), weights.rest)
    return sum(1 for _, _ in zip(range(most + 1), found, strict=False))


def _corners(
    room: Sequence[Fraction], values: Sequence[Fraction], rest: Fraction
) -> Iterator[tuple[int, Fraction, Fraction]]:
    """For each set of weights that can exceed their greatest together: its sign, what is left to share out, and what
    those weights add to the mean."""
    stack = [(0, 1, rest, Fraction())]
    while stack:
        start, sign, left, moved = stack.pop()
        yield sign, left, moved
        stack += [
            (i + 1, -sign, left - room[i], moved + room[i] * values[i])
            for i in range(start, len(room)) if room[i] < left
        ]  # fmt: skip


def below(limit: Fraction, values: Sequence[Fraction]) -> Fraction:
    """The share of all weights on a whole simplex whose mean of the values is at most ``limit``."""
    low = [value - limit for value in values if value <= limit]
    high = [value - limit for value in values if value > limit]
    shares = [Fraction(1), *([Fraction()] * len(high))]
    for under in low:
        for place, over in enumerate(high, start=1):
            shares[place] = (over * shares[place] - under * shares[place - 1]) / (over - under)
    return shares[-1]


def highest(values: Sequence[Fraction], weights: Allowed) -> Fraction:
    """The highest mean of the values that allowed weights can give."""
    rest, found = weights.rest, Fraction()
    for value, low, high in sorted(zip(values, weights.least, weights.most, strict=True), reverse=True):
        extra = min(rest, high - low)
        rest, found = rest - extra, found + (low + extra) * value
    return found


def bounds_of(names: Sequence[str], said: Mapping[str, tuple[float, float]]) -> list[tuple[Fraction, Fraction]]:
    """Bounds by judgement in order; what is not bounded may have any weight."""
    return [tuple(exact(each) for each in said.get(name, (0, 1))) for name in names]  # type: ignore[misc]
