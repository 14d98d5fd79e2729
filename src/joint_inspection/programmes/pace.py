"""How fast do inspections begin, and how steadily, in weeks in which inspections begin at all?

Time is counted in open weeks (see ``season``). Recent starts weigh more than old ones. Steadiness is measured, not
assumed: teams of a fixed size begin inspections more evenly than chance would.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from statistics import mean, variance

from joint_inspection.dates import monday_of
from joint_inspection.programmes.season import OPEN_WEEKS_A_YEAR, IsOpen

HALF_LIFE_WEEKS = 52
"""A start a year ago weighs half as much as one today."""
BLOCK_WEEKS = 20
"""Steadiness is measured over blocks of so many open weeks, about half a year."""
DRIFT_A_YEAR = 0.05
"""How far the pace may wander in a year, as a standard deviation: about what half-yearly counts of reports did."""
FURTHEST_WEEKS = 100_000.0
"""Far beyond anything that is told."""
BORROWED_STARTS = 10
"""How many starts the pace of earlier inspections counts for, before a new round has many of its own."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Starts in an open week, and what is known about how sure and how steady that is."""

    rate: float
    seen: float
    """How many starts the rate rests on, old ones counting less."""
    dispersion: float
    """Variance over mean of the counts of half a year; 1 is pure chance, less is steadier."""

    def weeks_for(self, number: int, *, random: Random) -> float:
        """One draw of how many open weeks so many starts take."""
        rate = self.rate * random.gammavariate(self.seen / self.dispersion, self.dispersion / self.seen)
        needed = random.gammavariate(number / self.dispersion, self.dispersion)
        weeks = min(needed / rate, FURTHEST_WEEKS)
        return weeks * math.exp(random.gauss(0, DRIFT_A_YEAR * math.sqrt(weeks / OPEN_WEEKS_A_YEAR / 3)))

    def times(self, factor: float) -> Pace:
        """The pace with more or less capacity."""
        return replace(self, rate=self.rate * factor)

    def helped_by(self, earlier: Pace | None) -> Pace:
        """The pace with a few starts at an earlier pace added to those seen."""
        if earlier is None:
            return self
        seen = self.seen + BORROWED_STARTS
        weeks = self.seen / self.rate + BORROWED_STARTS / earlier.rate
        return replace(self, rate=seen / weeks, seen=seen)

    def borrowed(self) -> Pace:
        """The pace as a first guess for a round that has none of its own yet."""
        return Pace(rate=self.rate, seen=BORROWED_STARTS, dispersion=1.0)


def measure_pace(starts: Sequence[date], *, on: date, is_open: IsOpen) -> Pace | None:
    """The pace of past starts as seen on a date; None without any."""
    counts = _counts(starts, on=on, is_open=is_open)
    if not sum(counts):
        return None
    weights = [
        0.5 ** ((len(counts) - number) / (HALF_LIFE_WEEKS * OPEN_WEEKS_A_YEAR / 52)) for number in range(len(counts))
    ]
    weighted = [weight * count for weight, count in zip(weights, counts, strict=True)]
    squares = sum(weight * each for weight, each in zip(weights, weighted, strict=True))
    return Pace(rate=sum(weighted) / sum(weights), seen=sum(weighted) ** 2 / squares, dispersion=_dispersion(counts))


def _counts(starts: Sequence[date], *, on: date, is_open: IsOpen) -> list[int]:
    """Starts in each open week from the first start to the week before ``on``; odd ones go to the week before them."""
    found = Counter(monday_of(day) for day in starts if day <= on)
    counts: list[int] = []
    week = min(found, default=monday_of(on))
    while week < monday_of(on) or (week in found and week <= on):
        if is_open(week) or not counts:
            counts.append(0)
        counts[-1] += found[week]
        week += timedelta(weeks=1)
    return counts


def _dispersion(counts: Sequence[int]) -> float:
    """Variance over mean of the blocks, drawn towards 1 as if one more block had been pure chance."""
    first = len(counts) % BLOCK_WEEKS
    blocks = [sum(counts[start : start + BLOCK_WEEKS]) for start in range(first, len(counts), BLOCK_WEEKS)]
    if len(blocks) < 2 or not mean(blocks):
        return 1.0
    ratio = variance(blocks) / mean(blocks)
    return ((len(blocks) - 1) * ratio + 1) / len(blocks)
