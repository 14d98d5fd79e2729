"""How far do people agree who rated the same things, beyond what chance would bring about?

Krippendorff's alpha (Content Analysis, 2004; "Computing Krippendorff's alpha-reliability", 2011) compares the
disagreement among ratings of one unit with that among all ratings. Gwet's AC1 and, with weights, AC2 (Handbook of
Inter-Rater Reliability, 2014) compare agreement with the chance that ratings given at random agree; they stay steady
where nearly all ratings are the same. Gaps are allowed. An interval comes from drawing units again, with replacement.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_inspection.errors import invalid
from joint_inspection.judgements.ratings import Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

LEVEL = 0.95
FEWEST_UNITS = 2
Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far raters agree; None stands where all ratings are the same, so that nothing could have differed."""

    units: int
    """Units that anybody rated."""
    pairable: int
    """Units that two or more rated; only these can agree or disagree."""
    raters: int
    ratings: int
    observed: float
    """The share of pairs of ratings of one unit that are the same, nothing taken off for chance."""
    alpha: Mapping[str, float | None]
    """Krippendorff's alpha by level: nominal, ordinal, interval."""
    ac2: Mapping[str, float | None]
    """Gwet's AC2 by weights; ``identity`` is AC1."""
    interval: Interval | None
    """Of ordinal alpha."""
    intervals: Mapping[str, Interval | None]
    """Of every figure: ``alpha nominal``, ``ac2 identity`` and so on."""
    draws: int
    """Times that units were drawn again."""


def agreement(ratings: Ratings, *, seed: int, draws: int = 2000) -> Agreement:
    """Measure it; raises InvalidInput where no unit was rated twice."""
    import numpy as np

    counts = _counts(ratings)
    pairable = int((counts.sum(axis=1) > 1).sum())
    if not pairable:
        raise invalid("unit", "At least one unit needs ratings by two raters; none has them")
    once = np.ones((1, len(counts)))
    figures = {name: measure(once)[0] for name, measure in _measures(counts, ratings).items()}
    intervals = _intervals(counts, ratings, seed=seed, draws=draws)
    return Agreement(
        units=len(counts), pairable=pairable, raters=len(ratings.raters), ratings=ratings.number,
        observed=float(_observed(counts, once, np.eye(len(ratings.values)))[0]),
        alpha=_part(figures, "alpha"), ac2=_part(figures, "ac2"), interval=intervals["alpha ordinal"],
        intervals=intervals, draws=draws,
    )  # fmt: skip


def _counts(ratings: Ratings) -> Matrix:
    """How often each unit was given each rating."""
    import numpy as np

    counts = np.zeros((len(ratings.units), len(ratings.values)))
    for row, unit in enumerate(ratings.units):
        for place in unit.values():
            counts[row, place] += 1
    return counts


def _measures(counts: Matrix, ratings: Ratings) -> dict[str, Callable[[Matrix], Matrix]]:
    """Every figure, as a function of how often each unit counts (a row for each drawing)."""
    found: dict[str, Callable[[Matrix], Matrix]] = {}
    for level in ("nominal", "ordinal", "interval"):
        found[f"alpha {level}"] = lambda times, level=level: _alpha(counts, times, level, ratings.values)  # type: ignore[misc]
    for name, weights in ac2_weights(ratings.values).items():
        found[f"ac2 {name}"] = lambda times, weights=weights: _ac2(counts, times, weights)  # type: ignore[misc]
    return found


def _alpha(counts: Matrix, times: Matrix, level: str, values: tuple[float, ...]) -> Matrix:
    """One minus the disagreement found over that to be expected; nothing where none could be expected."""
    import numpy as np

    made = counts.sum(axis=1)
    paired = np.where(made > 1, 1 / np.maximum(made - 1, 1), 0)
    each = (counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])) * paired[
        :, None, None
    ]
    together = np.tensordot(times, each, axes=1)
    margins = together.sum(axis=2)
    apart = _apart(margins, level, values)
    found = (together * apart).sum(axis=(1, 2))
    expected = (margins[:, :, None] * margins[:, None, :] * apart).sum(axis=(1, 2)) / (margins.sum(axis=1) - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - found / expected, np.nan)


def _apart(margins: Matrix, level: str, values: tuple[float, ...]) -> Matrix:
    """How far apart two ratings are, squared: by Krippendorff's difference for the level."""
    import numpy as np

    if level == "nominal":
        return np.broadcast_to(1 - np.eye(len(values)), (len(margins), len(values), len(values)))
    if level == "interval":
        steps = np.subtract.outer(np.array(values), np.array(values)) ** 2
        return np.broadcast_to(steps, (len(margins), len(values), len(values)))
    middles = margins.cumsum(axis=1) - margins / 2
    apart: Matrix = (middles[:, :, None] - middles[:, None, :]) ** 2
    return apart


def ac2_weights(values: tuple[float, ...]) -> dict[str, Matrix]:
    """How much two ratings agree, by Gwet's sets of weights: 1 the same, 0 as far apart as can be."""
    import numpy as np

    number = len(values)
    gaps = np.abs(np.subtract.outer(np.array(values), np.array(values)))
    widest = gaps.max() or 1
    ranks = np.abs(np.subtract.outer(np.arange(number), np.arange(number)))
    return {
        "identity": np.eye(number),
        "linear": 1 - gaps / widest,
        "quadratic": 1 - (gaps / widest) ** 2,
        "ordinal": 1 - (ranks + 1) * ranks / max(number * (number - 1), 1),
    }


def _ac2(counts: Matrix, times: Matrix, weights: Matrix) -> Matrix:
    """Agreement found, less what chance would bring about, over the most that could be."""
    import numpy as np

    number = counts.shape[1]
    shares = (times @ (counts / counts.sum(axis=1, keepdims=True))) / times.sum(axis=1, keepdims=True)
    if number == 1:
        return np.full(len(times), np.nan)
    chance = weights.sum() * (shares * (1 - shares)).sum(axis=1) / (number * (number - 1))
    found = (_observed(counts, times, weights) - chance) / (1 - chance)
    return np.asarray(found)


def _observed(counts: Matrix, times: Matrix, weights: Matrix) -> Matrix:
    """The mean agreement, by weights, of pairs of ratings of one unit."""
    import numpy as np

    made = counts.sum(axis=1)
    two = made > 1
    agreed = (counts * (counts @ weights - 1)).sum(axis=1)
    each = np.where(two, agreed / np.maximum(made * (made - 1), 1), 0)
    with np.errstate(invalid="ignore"):
        return np.asarray((times @ each) / (times @ two.astype(float)))


def _intervals(counts: Matrix, ratings: Ratings, *, seed: int, draws: int) -> dict[str, Interval | None]:
    """For each figure the middle 95 of 100 of those that units drawn again give."""
    import numpy as np

    chance = np.random.default_rng(seed)
    number = len(counts)
    times = np.zeros((draws, number))
    picks = chance.integers(0, number, size=(draws, number))
    np.add.at(times, (np.repeat(np.arange(draws), number), picks.ravel()), 1)
    return {name: _middle(measure(times)) for name, measure in _measures(counts, ratings).items()}


def _middle(found: Matrix) -> Interval | None:
    """The ends of the middle part; a drawing in which nothing differed says nothing and is left out."""
    import numpy as np

    known = found[~np.isnan(found)]
    if len(known) < FEWEST_UNITS:
        return None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _part(figures: Mapping[str, float], name: str) -> dict[str, float | None]:
    found = {key.partition(" ")[2]: float(value) for key, value in figures.items() if key.startswith(f"{name} ")}
    return {key: None if math.isnan(value) else value for key, value in found.items()}
