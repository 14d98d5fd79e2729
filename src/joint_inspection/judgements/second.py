"""Which inspections are rated a second time, and how do second, blind ratings compare with the first?

Inspections are drawn from a seed that anybody can repeat. A second rater reads the evidence and never saw the grades. A
unit is one judgement of one inspection, rated once by those who inspected and once blind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from joint_inspection.errors import invalid
from joint_inspection.judgements.agreement import Agreement, agreement
from joint_inspection.judgements.moderation import FEWEST, Leaning, leanings
from joint_inspection.judgements.ratings import Ratings
from joint_inspection.sampling.chance import chance_of, secret_of_seed

FIRST, SECOND = "first", "second"


@dataclass(frozen=True, kw_only=True)
class Rated:
    """One rating of one judgement of one inspection."""

    inspection: str
    judgement: str
    rater: str
    """Whoever rated: a person, an inspectorate, a quarter, or *second*."""
    grade: str
    scale: tuple[str, ...]
    """The grades it could have, from the worst to the best."""


def drawn_again(inspections: Collection[str], *, number: int, seed: int) -> tuple[str, ...]:
    """The inspections that are rated a second time; each is equally likely to be drawn."""
    if not 1 <= number <= len(inspections):
        says = f"Draw from 1 to {len(inspections)}: so many can be rated a second time"
        raise invalid("number", says if inspections else "Nothing can be rated a second time yet")
    chance = chance_of(secret_of_seed(seed), "second ratings")
    return tuple(chance.order(sorted(inspections), "inspection", name=str)[:number])


def ratings_of(rated: Iterable[Rated]) -> tuple[Ratings, ...]:
    """Ratings by the scale on which they were given, the scale with most units first."""
    units: dict[tuple[str, ...], dict[tuple[str, str], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for each in rated:
        units[each.scale][each.inspection, each.judgement][each.rater] = each.scale.index(each.grade)
    ordered = sorted(units.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_ratings(scale, tuple(found.values())) for scale, found in ordered)


def _ratings(scale: tuple[str, ...], units: Sequence[dict[str, int]]) -> Ratings:
    raters = tuple(dict.fromkeys(rater for unit in units for rater in unit))
    values = tuple(float(place) for place in range(len(scale)))
    return Ratings(values=values, scale=scale, units=tuple(units), raters=raters)


def agreements(rated: Iterable[Rated], *, seed: int, fewest: int = FEWEST) -> tuple[tuple[Ratings, Agreement], ...]:
    """How far raters agree on each scale; nothing of a scale on which fewer units were rated twice."""
    found = [each for each in ratings_of(rated) if sum(len(unit) > 1 for unit in each.units) >= fewest]
    return tuple((each, agreement(each, seed=seed)) for each in found)


def leaning_groups(
    rated: Iterable[Rated], *, seed: int, group_of: Callable[[str], str] = str, fewest: int = FEWEST
) -> tuple[Leaning, ...]:
    """How far the grades of each group of raters lie above those of others; no group with too few units is named.

    Where there are several scales, the one with most units is taken: a grade more on one is no grade more on another.
    """
    found = ratings_of(rated)
    every = leanings(found[0], group_of, seed=seed, fewest=fewest) if found else ()
    return tuple(each for each in every if each.difference is not None)
