"""Does anybody grade more mildly or more strictly than others who saw the same, or differently than before?

For quality assurance only, and never to rank people. A group is whatever its caller makes it: the raters of one
inspectorate, one inspector, or all first ratings of one quarter beside second, blind ones (drift).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from joint_inspection.judgements.agreement import LEVEL, Interval
from joint_inspection.judgements.ratings import Ratings

FEWEST = 10
"""Units below which nothing is said: a setting of ours."""


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """How far a group's ratings lie above those of others, of the same units."""

    group: str
    units: int
    """Units that the group and somebody outside it rated."""
    difference: float | None
    """Mean of grades above the others; None where there are too few units to tell."""
    interval: Interval | None

    @property
    def leans(self) -> bool:
        """The interval lies on one side of nothing: worth a conversation, and no more."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


def leanings(
    ratings: Ratings, group_of: Callable[[str], str], *, seed: int, fewest: int = FEWEST, draws: int = 2000
) -> tuple[Leaning, ...]:
    """The leaning of each group of raters, by name; its interval comes from drawing units again."""
    differences: dict[str, list[float]] = defaultdict(list)
    for unit in ratings.units:
        for group in {group_of(rater) for rater in unit}:
            own = [ratings.values[place] for rater, place in unit.items() if group_of(rater) == group]
            others = [ratings.values[place] for rater, place in unit.items() if group_of(rater) != group]
            if others:
                differences[group].append(sum(own) / len(own) - sum(others) / len(others))
    groups = sorted({group_of(rater) for rater in ratings.raters})
    return tuple(_leaning(group, differences[group], seed=seed, fewest=fewest, draws=draws) for group in groups)


def _leaning(group: str, found: list[float], *, seed: int, fewest: int, draws: int) -> Leaning:
    import numpy as np

    if len(found) < fewest:
        return Leaning(group=group, units=len(found), difference=None, interval=None)
    each = np.array(found)
    chance = np.random.default_rng(seed)
    again = chance.choice(each, size=(draws, len(each))).mean(axis=1)
    low, high = np.quantile(again, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Leaning(group=group, units=len(found), difference=float(each.mean()), interval=(float(low), float(high)))
