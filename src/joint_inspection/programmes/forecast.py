"""When will every area have had its first inspection, and is the date that was promised still credible?

The end meant is that the fieldwork of the last area's first full inspection has begun, and only what was known on the
date asked is used. What the inspectorate itself knows counts: an inspection begun by then is done even if its report
was not out. Where a source gives no day on site, an inspection is known from its publication. A history that holds
published inspections only says nothing yet about the last months: then the pace is measured up to the day to which it
is complete, and the forecast starts there.

Many seeded draws of how a round may go on (see ``rounds``) give the interval. The plain forecast beside it,
``straight_line``, carries the average pace so far on to the end over all weeks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from joint_inspection.areas import Register
from joint_inspection.errors import invalid
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import Outcome
from joint_inspection.programmes.promise import known_launch, promised_end
from joint_inspection.programmes.rounds import Round
from joint_inspection.programmes.wording import day as in_words

LEVEL = 0.8
EARLIEST, LATEST = date(1989, 11, 16), date(2049, 12, 31)
"""From the Children Act 1989 to where forty years more still have a calendar of bank holidays."""
LONGEST_PAUSE = 520
CREDIBLE_FROM = 0.2
"""A promised date is credible while the chance of keeping it is at least this."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """When a first round of inspections will be complete, as it could be told on a date."""

    framework: str
    on: date
    median: date | None
    """None where nothing known on the date says that it ever will be."""
    low: date | None
    high: date | None
    level: float
    """The share of chance between ``low`` and ``high``."""
    published_end: date | None
    """What had been promised, as the promise stood on the date; None where no timeframe had been given."""
    probability_by_published_end: float | None
    credible: bool | None
    done: int
    """Areas whose first inspection had begun."""
    remaining: int
    straight_line: date | None
    says: str
    history_complete_to: date
    """The day up to which the history holds every inspection that began; the forecast starts there."""
    end_meant: str = "fieldwork of the last first inspection begun"
    credible_from: float = CREDIBLE_FROM
    seed: int
    capacity_factor: float = 1.0
    pause_weeks: int = 0


def forecast(
    framework: str,
    *,
    on: date,
    frameworks: Sequence[Framework],
    register: Register,
    outcomes: Iterable[Outcome],
    seed: int = 1,
    capacity_factor: float = 1.0,
    pause_weeks: int = 0,
) -> Forecast:
    """Forecast the end of a framework's first round: all its versions, or with ``id@version`` from that one on."""
    if not 0 < capacity_factor < inf or not 0 <= pause_weeks <= LONGEST_PAUSE:
        says = f"Give a capacity factor above 0 and a pause of 0 to {LONGEST_PAUSE} weeks"
        raise invalid("forecast", says)
    if not EARLIEST <= on <= LATEST:
        raise invalid("on", f"Give a date from {EARLIEST} to {LATEST}; got {on}")
    round_ = Round.of(framework, on=on, frameworks=frameworks, register=register, outcomes=outcomes)
    ends = round_.ends(seed=seed, capacity_factor=capacity_factor, pause_weeks=pause_weeks)
    promise = promised_end(round_.versions, on=on)
    chance = sum(end <= promise.end for end in ends) / len(ends) if promise and ends else None
    return Forecast(
        framework=framework, on=on, level=LEVEL, done=len(round_.begun), remaining=round_.remaining, seed=seed,
        median=_quantile(ends, 0.5), low=_quantile(ends, (1 - LEVEL) / 2), high=_quantile(ends, (1 + LEVEL) / 2),
        published_end=promise.end if promise else None, probability_by_published_end=chance,
        credible=None if chance is None else chance >= CREDIBLE_FROM, straight_line=round_.straight_line(),
        says=_says(round_, ends=ends, promised=promise.end if promise else None, chance=chance),
        capacity_factor=capacity_factor, pause_weeks=pause_weeks, history_complete_to=round_.complete_to,
    )  # fmt: skip


def _quantile(ends: Sequence[date], share: float) -> date | None:
    """The date by which so large a share of the draws has ended; None where that is further than can be told."""
    if not ends:
        return None
    found = ends[min(int(share * len(ends)), len(ends) - 1)]
    return None if found == date.max else found


def _says(round_: Round, *, ends: Sequence[date], promised: date | None, chance: float | None) -> str:
    total = len(round_.begun) + round_.remaining
    counted = f"{len(round_.begun)} of {total} areas had had a first {round_.framework} inspection begun"
    done = f"On {in_words(round_.on)}, {counted}"
    if not round_.remaining:
        return f"{done}; the last began on {in_words(ends[0])}."
    if not ends:
        return f"{done}; {_why_not(round_)}, so no end can be forecast."
    since = f"as far as a history complete to {in_words(round_.complete_to)} tells, " if _is_old(round_) else ""
    return f"{done}; {since}{_when(ends)}{_promise(promised, chance)}."


def _is_old(round_: Round) -> bool:
    return round_.complete_to < round_.on - timedelta(days=180)


def _why_not(round_: Round) -> str:
    if round_.has_ended():
        return "visits under the framework had ended"
    if known_launch(round_.versions, on=round_.on) is None:
        return "no launch was known"
    return "the history holds no inspection from which to tell a pace"


def _when(ends: Sequence[date]) -> str:
    median, low, high = (_quantile(ends, share) for share in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    if median is None:
        return "at the pace so far the last is more than forty years away"
    span = f"between {in_words(low) if low else 'then'} and {in_words(high) if high else 'some later time'}"
    return f"the last is expected to begin about {in_words(median)}, with {LEVEL:.0%} chance {span}"


def _promise(promised: date | None, chance: float | None) -> str:
    if promised is None or chance is None:
        return "; no end date had been published"
    verdict = "is credible" if chance >= CREDIBLE_FROM else "is no longer credible"
    return f"; the published end, {in_words(promised)}, {verdict} (chance {chance:.0%})"
