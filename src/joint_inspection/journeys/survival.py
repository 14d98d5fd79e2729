"""How long do things take, when some of them have not ended yet?

Whoever counts only what has ended leaves out those who wait longest. The Kaplan–Meier estimate counts everybody for
as long as they were seen. Intervals: Greenwood's variance on the log-minus-log scale for a curve (Kalbfleisch and
Prentice), Wilson's for a plain share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt

Z = 1.959963984540054
"""For intervals of 95 per cent."""
Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One time at which somebody's wait ended."""

    time: float
    at_risk: int
    """Still waiting, and still seen, just before."""
    ended: int
    waiting: float
    """The share still waiting just after, as estimated."""
    variance_sum: float
    """Greenwood's sum up to here."""


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The share still waiting, over time; it falls at each step and is 1 before the first."""

    steps: tuple[Step, ...]
    seen_until: float
    """The longest time for which anybody was seen: the curve says nothing beyond."""

    def waiting(self, time: float) -> float | None:
        """The share still waiting after so long; None where nobody was seen for so long."""
        if time > self.seen_until and not self._everybody_ended(time):
            return None
        step = self._step(time)
        return step.waiting if step else 1.0

    def waiting_interval(self, time: float) -> Interval | None:
        """The 95 per cent interval of the share still waiting; None where it cannot be told."""
        waiting, step = self.waiting(time), self._step(time)
        if waiting is None or step is None or waiting in (0.0, 1.0):
            return None
        wide = exp(Z * sqrt(step.variance_sum) / log(waiting))
        low, high = sorted((waiting**wide, waiting ** (1 / wide)))
        return low, high

    def quantile(self, share: float) -> float | None:
        """The time by which this share had ended; None if the curve does not fall so far."""
        return next((step.time for step in self.steps if step.waiting <= 1 - share + 1e-12), None)

    def in_steps_of(self, least: int) -> Curve:
        """The same curve, falling only where at least so many more have ended: a step tells of no single child."""
        kept, since = [], 0
        for step in self.steps:
            since += step.ended
            if since >= least:
                kept.append(replace(step, ended=since))
                since = 0
        return Curve(steps=tuple(kept), seen_until=self.seen_until)

    def _step(self, time: float) -> Step | None:
        return next((step for step in reversed(self.steps) if step.time <= time), None)

    def _everybody_ended(self, time: float) -> bool:
        step = self._step(time)
        return step is not None and step.waiting == 0


def kaplan_meier(times: Sequence[float], ended: Sequence[bool]) -> Curve:
    """Estimate the curve from how long each was seen to wait, and whether the wait had ended by then."""
    import numpy as np

    waited, done = np.asarray(times, dtype=float), np.asarray(ended, dtype=bool)
    if not len(waited):
        return Curve(steps=(), seen_until=0.0)
    moments, deaths = np.unique(waited[done], return_counts=True)
    at_risk = len(waited) - np.searchsorted(np.sort(waited), moments, side="left")
    waiting = np.cumprod(1 - deaths / at_risk)
    with np.errstate(divide="ignore"):
        greenwood = np.cumsum(np.where(at_risk > deaths, deaths / (at_risk * np.maximum(at_risk - deaths, 1)), 0.0))
    columns = (moments, at_risk, deaths, waiting, greenwood)
    steps = tuple(
        Step(time=time, at_risk=risk, ended=count, waiting=share, variance_sum=total)
        for time, risk, count, share, total in zip(*(column.tolist() for column in columns), strict=True)
    )
    return Curve(steps=steps, seen_until=float(waited.max()))


def wilson(part: int, whole: int) -> Interval | None:
    """The 95 per cent interval of a share; None of nothing."""
    if not whole:
        return None
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
