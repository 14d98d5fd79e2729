"""How good would the forecast have been in the past, and was it better than a straight line?

The forecast is made anew on each of many past dates with only what was known then, and set beside what happened. The
dates of one round share one history, so their errors go together: nineteen dates are not nineteen trials. A round
that history interrupted (the pandemic) shows as large errors; no forecast of pace can foresee that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from statistics import mean

from joint_inspection.areas import Register
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import UNDATED_LAG, Outcome
from joint_inspection.programmes.forecast import Forecast, forecast
from joint_inspection.programmes.rounds import Round

EVERY_MONTHS = 2


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One past forecast beside what happened."""

    framework: str
    on: date
    median: date | None
    low: date | None
    high: date | None
    actual: date
    error_weeks: float | None
    """Weeks from the actual end to the forecast one; below 0 where the forecast was too early."""
    baseline_error_weeks: float | None
    """The same for the straight line."""
    inside: bool
    """The actual end lay in the forecast interval."""


def backtest(
    framework: str,
    *,
    first: date,
    last: date,
    frameworks: Sequence[Framework],
    register: Register,
    outcomes: Iterable[Outcome],
    seed: int = 1,
) -> tuple[Trial, ...]:
    """Repeat the forecast every second month between two dates; nothing where the round is not complete."""
    outcomes = tuple(outcomes)
    actual = actual_end(framework, on=last, frameworks=frameworks, register=register, outcomes=outcomes)
    if actual is None:
        return ()
    made = (
        forecast(framework, on=on, frameworks=frameworks, register=register, outcomes=outcomes, seed=seed)
        for on in dates(first, last)
    )
    return tuple(_trial(each, actual=actual) for each in made)


def actual_end(
    framework: str, *, on: date, frameworks: Sequence[Framework], register: Register, outcomes: Sequence[Outcome]
) -> date | None:
    """When the last of the areas that existed on a day had its first inspection; None if one never had."""
    latest = max((each.published or each.when or date.min for each in outcomes), default=on)
    full = Round.of(
        framework, on=max(on, latest + UNDATED_LAG), scope=on, frameworks=frameworks, register=register,
        outcomes=outcomes,
    )  # fmt: skip
    return full.begun[-1] if full.begun and not full.remaining else None


def dates(first: date, last: date) -> Iterator[date]:
    """Every second month from one date to another."""
    for number in count():
        on = add_months(first, EVERY_MONTHS * number)
        if on > last:
            return
        yield on


def _trial(made: Forecast, *, actual: date) -> Trial:
    return Trial(
        framework=made.framework, on=made.on, median=made.median, low=made.low, high=made.high, actual=actual,
        error_weeks=_weeks(made.median, actual), baseline_error_weeks=_weeks(made.straight_line, actual),
        inside=made.median is not None and (made.low or date.max) <= actual <= (made.high or date.max),
    )  # fmt: skip


def _weeks(told: date | None, actual: date) -> float | None:
    return round((told - actual).days / 7, 1) if told else None


def usual_rounds() -> tuple[tuple[str, date, date], ...]:
    """The rounds on which the forecast is tried when none is asked for: framework, first and last date."""
    from joint_inspection.frameworks.document import read_document

    rounds = read_document(Path(__file__).with_name("backtest.yaml")).data["rounds"]
    return tuple((each["framework"], each["from"], each["to"]) for each in rounds)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Trials taken together."""

    trials: int
    mean_error_weeks: float
    """Mean size of the error, early or late."""
    baseline_mean_error_weeks: float
    inside: float
    """Share of the trials whose interval held the truth."""


def judge(trials: Sequence[Trial]) -> Verdict:
    """How large the errors were, beside those of the straight line."""
    errors = [abs(each.error_weeks) for each in trials if each.error_weeks is not None]
    plain = [abs(each.baseline_error_weeks) for each in trials if each.baseline_error_weeks is not None]
    return Verdict(
        trials=len(trials), mean_error_weeks=round(mean(errors or [0.0]), 1),
        baseline_mean_error_weeks=round(mean(plain or [0.0]), 1),
        inside=sum(each.inside for each in trials) / max(len(trials), 1),
    )  # fmt: skip
