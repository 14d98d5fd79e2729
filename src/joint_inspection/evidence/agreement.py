"""How far do an agency's own grades agree with the inspectors', child by child?

Few children are evaluated, so every share comes with an interval. Nothing here corrects for agreement by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from joint_inspection.errors import invalid
from joint_inspection.journeys.survival import Interval, wilson


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far two judges agree on the same children."""

    children: int
    exact: int
    """Children to whom both gave the same grade."""
    within_one: int
    """Children whose two grades are at most one step apart."""
    share: float | None
    """Share of the children with the same grade; None where there is no child."""
    interval: Interval | None
    """Wilson's 95 per cent interval of that share."""
    weighted: float | None
    """1 where all grades are the same, 0 where all are as far apart as the scale is long."""
    higher: int
    """Children whom the first judge graded higher."""
    lower: int
    """Children whom the first judge graded lower."""


def agreement(pairs: Iterable[tuple[str, str]], scale: Sequence[str]) -> Agreement:
    """Compare two judges' grades, a pair a child, on a scale from the worst to the best.

    Raises InvalidInput where a grade is not on the scale.
    """
    steps = [_steps(*pair, scale) for pair in pairs]
    number, exact = len(steps), sum(step == 0 for step in steps)
    longest = max(len(scale) - 1, 1)
    return Agreement(
        children=number,
        exact=exact,
        within_one=sum(abs(step) <= 1 for step in steps),
        share=exact / number if number else None,
        interval=wilson(exact, number) if number else None,
        weighted=1 - sum(map(abs, steps)) / (longest * number) if number else None,
        higher=sum(step > 0 for step in steps),
        lower=sum(step < 0 for step in steps),
    )


def _steps(first: str, second: str, scale: Sequence[str]) -> int:
    """By how many steps the first grade is above the second."""
    for grade in (first, second):
        if grade not in scale:
            raise invalid("grade", f"{grade!r} is not on the scale; use one of: {', '.join(scale)}")
    return scale.index(first) - scale.index(second)
