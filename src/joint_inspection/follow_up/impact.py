"""Did it help the children? The same stratum is drawn afresh and read again, and the two shares are compared.

Those read before are left out of the fresh draw: their records were put right because they were read. Each share has an
interval, and so has the difference (the method of variance estimates recovery, which is Newcombe's for two plain
shares). Few children, or an interval that holds no difference, mean that it cannot be told; that is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Literal

from joint_inspection.errors import NotPossible, Problem, invalid
from joint_inspection.follow_up.settings import follow_up_settings
from joint_inspection.follow_up.statement import ImpactCheck, Share
from joint_inspection.journeys.survival import wilson
from joint_inspection.sampling.chance import Chance
from joint_inspection.sampling.draw import SAMPLED, Chosen, Sample, in_order
from joint_inspection.sampling.estimate import Estimate, estimate
from joint_inspection.sampling.population import Population
from joint_inspection.sampling.strata import Stratum


class Verdict(StrEnum):
    """What a fresh sample tells."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, kw_only=True)
class Impact:
    """Before and after, the difference, and what can be said of it."""

    before: Estimate
    after: Estimate
    difference: float
    """After less before."""
    low: float
    high: float
    verdict: Verdict
    target_met: bool | None
    """None where there is no target, or where it cannot be told."""
    says: str


def fresh_sample(
    population: Population, *, stratum: Stratum, number: int, chance: Chance, read_before: Iterable[str] = ()
) -> Sample:
    """So many children of one stratum as it is now, none of whom was read before, each equally likely.

    Raises InvalidInput where too few are left, and NotPossible where the lists do not tell the stratum's traits.
    """
    for trait in stratum.where:
        if not population.tells(trait):
            raise NotPossible(f"The lists do not tell {trait} any more: {population.why_untold(trait)}")
    before = frozenset(read_before)
    left = tuple(child for child in population.children if stratum.holds(child) and child.id not in before)
    if not 0 < number <= len(left):
        raise invalid("number", f"Choose between 1 and {len(left)}: so many children were not read before")
    now = Stratum(where=stratum.where, population=len(left), drawn=number)
    chosen = (Chosen(id=each.id, stratum=now.name, probability=now.probability, part=SAMPLED)
              for each in in_order(left, chance)[:number])  # fmt: skip
    return Sample(population=len(left), strata=(now,), chosen=tuple(chosen), quotas={})


def check_fresh(
    sample: Sample, population: Population, *, stratum: Stratum, read_before: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """Everything wrong with a fresh sample: of another stratum, read before, twice, or none any more."""
    before = frozenset(read_before)
    there = {child.id for child in population.children if stratum.holds(child)}
    ids = [each.id for each in sample.chosen]
    says = {
        "A child is drawn twice: draw again": len({*ids}) < len(ids),
        "A child is of another stratum, or not on the lists: draw again": not there.issuperset(ids),
        "A child was read before: leave those out and draw again": not before.isdisjoint(ids),
        "The size of the stratum is wrong: draw again": sample.population != len(there - before),
    }
    return tuple(Problem(where="chosen", says=text) for text, wrong in says.items() if wrong)


def of_stratum(sample: Sample, name: str) -> Sample:
    """The part of an earlier sample that lies in one stratum."""
    strata = tuple(each for each in sample.strata if each.name == name)
    if not strata:
        names = "; ".join(each.name for each in sample.strata)
        raise invalid("stratum", f"The sample has no stratum {name!r}; it has {names}")
    chosen = tuple(each for each in sample.chosen if each.stratum == name)
    return Sample(population=strata[0].population, strata=strata, chosen=chosen, quotas={})


def share_of(sample: Sample, found: Mapping[str, bool]) -> Estimate:
    """The share of a stratum for whom something was found, with its interval."""
    return estimate(sample, found)


def plain_share(part: int, whole: int) -> Estimate:
    """The share of children counted without a draw, with Wilson's interval."""
    interval = wilson(part, whole) if 0 <= part <= whole else None
    if interval is None:
        raise invalid("share", f"{part} of {whole} is no share: count the children again")
    return Estimate(share=part / whole, low=interval[0], high=interval[1], children=whole)


def compare(
    before: Estimate, after: Estimate, *, better: Literal["higher", "lower"], target: float | None = None
) -> Impact:
    """What became of a share, with an interval of the difference; ``target`` is a share from 0 to 1."""
    difference = after.share - before.share
    low = difference - sqrt((after.share - after.low) ** 2 + (before.high - before.share) ** 2)
    high = difference + sqrt((after.high - after.share) ** 2 + (before.share - before.low) ** 2)
    few = min(before.children, after.children) < follow_up_settings().fewest.children
    verdict = Verdict.CANNOT_TELL if few else _verdict(low, high, better)
    return Impact(
        before=before, after=after, difference=difference, low=low, high=high, verdict=verdict,
        target_met=None if few or target is None else _meets(after, target, better),
        says=_says(before, after, low, high, verdict, few=few),
    )  # fmt: skip


def as_share(found: Estimate) -> Share:
    """An estimate as a statement keeps it."""
    return Share(share=found.share, low=found.low, high=found.high, children=found.children)


def impact_of(check: ImpactCheck) -> Impact:
    """What an impact check tells."""
    before, after = (
        Estimate(share=each.share, low=each.low, high=each.high, children=each.children)
        for each in (check.before, check.after)
    )
    return compare(before, after, better=check.better, target=check.target)


def _verdict(low: float, high: float, better: str) -> Verdict:
    if low <= 0 <= high:
        return Verdict.CANNOT_TELL
    return Verdict.BETTER if (low > 0) == (better == "higher") else Verdict.WORSE


def _meets(after: Estimate, target: float, better: str) -> bool | None:
    """Whether the target is met for certain, missed for certain, or neither (None)."""
    worst, best = (after.low, after.high) if better == "higher" else (-after.high, -after.low)
    aim = target if better == "higher" else -target
    return True if worst >= aim else False if best < aim else None


WORDS = {
    Verdict.BETTER: "It got better",
    Verdict.WORSE: "It got worse",
    Verdict.CANNOT_TELL: "It cannot be told whether it got better",
}


def _says(before: Estimate, after: Estimate, low: float, high: float, verdict: Verdict, *, few: bool) -> str:
    shares = (
        f"{before.share:.0%} of {before.children} children before, {after.share:.0%} of {after.children} now; "
        f"the difference lies between {low:+.0%} and {high:+.0%}"
    )
    why = f" with fewer than {follow_up_settings().fewest.children} children" if few else ""
    return f"{WORDS[verdict]}{why}: {shares}"
