"""What falls to whom? Draws for a whole block of children at once, from one generator that is handed on."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from joint_inspection.casedata.generate.calendar import Days
from joint_inspection.casedata.generate.rates import length, share, weights

Flags = npt.NDArray[np.bool_]
Picks = npt.NDArray[np.int64]


class Chance:
    """The chance of one block of children: the same seed and block always give the same draws."""

    def __init__(self, *seed: int) -> None:
        self.draw = np.random.default_rng(list(seed))

    def happens(self, often: str | float | np.floating[Any] | Days, size: int) -> Flags:
        """Whether each of ``size`` things happens, as often as a share of the rates or a number says."""
        return self.draw.random(size) < (share(often) if isinstance(often, str) else often)

    def pick(self, name: str, size: int) -> Picks:
        """The place of a code for each, as often as the rates say."""
        return self.weighed(weights(name), size)

    def weighed(self, heavy: Any, size: int) -> Picks:
        """A place for each, as often as its weight says."""
        edges = np.cumsum(np.asarray(heavy, dtype=np.float64))
        drawn = self.draw.random(size) * edges[-1]
        return np.asarray(np.searchsorted(edges[:-1], drawn, side="right"), dtype=np.int64)

    def long(self, name: str, size: int) -> Days:
        """So many whole days, at least one, as the rates say."""
        mean, shape = length(name)
        return np.ceil(self.draw.gamma(shape, mean / shape, size))

    def between(self, low: float, high: float, size: int) -> Days:
        """A whole number from ``low`` to ``high``, each as likely."""
        return self.draw.integers(int(low), int(high) + 1, size).astype(np.float64)

    def wait(self, mean: float, size: int) -> Days:
        """Whole days from none on, with a long tail."""
        return np.floor(self.draw.exponential(mean, size))

    def within(self, often: str, limit: int, size: int, *, power: float = 2.0, tail: float = 12.0) -> Days:
        """Working days: up to ``limit`` as often as the rates say, more of them late than early; beyond it a tail."""
        soon = np.ceil(limit * self.draw.random(size) ** (1 / power))
        late = limit + 1 + self.wait(tail, size)
        return np.where(self.happens(often, size), np.maximum(soon, 1), late)
