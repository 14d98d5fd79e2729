"""How many of all children are like this, as far as a sample can tell?

The share is the Horvitz–Thompson one: each child drawn stands for as many as its inverse probability. Its uncertainty
comes from the differences inside the strata, less for the part of the population that was read. The interval is
Wilson's, for the number of children that a plain random sample of equal certainty would have (Korn and Graubard 1998).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean, variance

from joint_inspection.errors import invalid
from joint_inspection.sampling.draw import Sample
from joint_inspection.sampling.strata import Stratum


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A share of all children, with the limits between which it lies in 95 samples of 100."""

    share: float
    low: float
    high: float
    children: int
    """Children that it rests on."""


def estimate(sample: Sample, found: Mapping[str, bool], *, level: float = 0.95) -> Estimate:
    """The share of all children for whom something was found, from what was found for those drawn."""
    by_stratum: dict[str, list[float]] = defaultdict(list)
    for each in sample.chosen:
        if each.counts:
            if each.id not in found:
                raise invalid("found", "Say for every child drawn whether it was found")
            by_stratum[each.stratum].append(float(found[each.id]))
    weights = {each.name: each.population / sample.population for each in sample.strata}
    share = sum(weights[name] * mean(seen) for name, seen in by_stratum.items())
    low, high = _interval(share, _error(sample.strata, by_stratum), sample, by_stratum, level=level)
    return Estimate(share=share, low=low, high=high, children=sum(map(len, by_stratum.values())))


def _error(strata: Sequence[Stratum], seen: Mapping[str, Sequence[float]]) -> float:
    """The variance of the share. A stratum that gave one child borrows the variance of all."""
    everybody = [value for values in seen.values() for value in values]
    common = variance(everybody) if len(everybody) > 1 else 0.25
    whole = sum(each.population for each in strata)
    return sum(
        (each.population / whole) ** 2 * (1 - each.probability) / each.drawn
        * (variance(seen[each.name]) if each.drawn > 1 else common)
        for each in strata
    )  # fmt: skip


def _interval(
    share: float, error: float, sample: Sample, seen: Mapping[str, Sequence[float]], *, level: float
) -> tuple[float, float]:
    drawn = sum(map(len, seen.values()))
    left = 1 - drawn / sample.population
    if left <= 0:
        return share, share
    usual = drawn / left
    alike = share * (1 - share) / error if error > 0 else usual
    many = min(alike, 2 * usual)
    t = quantile((1 + level) / 2, degrees=max(1, drawn - len(seen)))
    middle = (share + t * t / (2 * many)) / (1 + t * t / many)
    half = t / (1 + t * t / many) * math.sqrt(share * (1 - share) / many + t * t / (4 * many * many))
    return max(0.0, middle - half), min(1.0, middle + half)


def quantile(probability: float, *, degrees: int) -> float:
    """Student's quantile, by Cornish and Fisher's expansion; good to a hundredth from four degrees of freedom."""
    z, n = NormalDist().inv_cdf(probability), degrees
    first = (z**3 + z) / (4 * n)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    return z + first + second + third
