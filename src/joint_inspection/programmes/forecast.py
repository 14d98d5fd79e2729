"""When will every area have had its first inspection, and is the date that was promised still credible?

The end meant is that the fieldwork of the last area's first full inspection has begun, and only what was known on the
date asked is used. What the inspectorate itself knows counts: an inspection begun by then is done even if its report
was not out. Where a source gives no day on site, an inspection is known from its publication. A history that holds
published inspections only says nothing yet about the last months: then the pace is measured up to the day to which it
is complete, and the forecast starts there.

Past starts give a pace in open weeks (see ``pace``); many seeded draws of that pace, of chance and of drift give the
interval. A round that has hardly begun borrows from the pace of the one whose history it carries. The plain
forecast beside it, ``straight_line``, carries the average pace so far on to the end over all weeks alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import inf
from random import Random

from joint_inspection.areas import Register
from joint_inspection.errors import invalid
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import UNDATED_LAG, Outcome, known_from
from joint_inspection.programmes.history import History, id_of
from joint_inspection.programmes.pace import Pace, measure_pace
from joint_inspection.programmes.promise import known_launch, known_pauses, promised_end
from joint_inspection.programmes.season import IsOpen, OpenWeeks, starts_of
from joint_inspection.programmes.wording import day as in_words

LEVEL = 0.8
DRAWS = 4000
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


@dataclass(frozen=True, kw_only=True)
class Round:
    """The first round of inspections under a framework, as far as it had got on a date."""

    framework: str
    on: date
    versions: tuple[Framework, ...]
    begun: tuple[date, ...]
    """When the first inspection of each area began, of those that had; in order."""
    remaining: int
    complete_to: date
    """The day up to which the history holds every inspection that began."""
    earlier: tuple[date, ...]
    """When full inspections began under the frameworks whose history this one carries."""

    @classmethod
    def of(
        cls,
        framework: str,
        *,
        on: date,
        frameworks: Sequence[Framework],
        register: Register,
        outcomes: Iterable[Outcome],
        scope: date | None = None,
    ) -> Round:
        """Gather what was known on a date of a framework's round, among the areas of that or another date."""
        versions = _versions(framework, frameworks=frameworks)
        known = tuple(each for each in outcomes if (day := began(each, on=on)) and day <= on)
        history = History(outcomes=known, register=register, frameworks=tuple(frameworks))
        since = versions[0].in_force.start or date.max if "@" in framework else None
        areas = register.active(scope or on)
        firsts = [_first(area.ons_code, history=history, framework=versions[-1], since=since, on=on) for area in areas]
        begun = tuple(sorted(day for day in firsts if day))
        carried = history.carried_by(versions[0]) - {versions[0].id}
        earlier = (began(each, on=on) for each in known if id_of(each.framework) in carried and history.is_full(each))
        own = [each for each in known if id_of(each.framework) == versions[0].id and history.is_full(each)]
        return cls(
            framework=framework, on=on, versions=versions, begun=begun, remaining=len(areas) - len(begun),
            complete_to=_complete_to(own, on=on), earlier=tuple(sorted(day for day in earlier if day)),
        )  # fmt: skip

    def ends(self, *, seed: int, capacity_factor: float, pause_weeks: int) -> list[date]:
        """Draws of the day on which the last area's inspection begins, in order; none if nothing says it will."""
        if not self.remaining:
            return [self.begun[-1]] if self.begun else []
        launch, pace = known_launch(self.versions, on=self.on), self.pace()
        if launch is None or pace is None or self.has_ended():
            return []
        pause = (self.on, self.on + timedelta(weeks=pause_weeks))
        weeks = OpenWeeks(self.complete_to, lambda monday: self.season(monday) and not pause[0] <= monday < pause[1])
        left = self.remaining + sum(day > self.complete_to for day in self.begun)
        wait, soonest = weeks.before(launch), weeks.on(weeks.before(self.on) + 1)
        pace, random = pace.times(capacity_factor), Random(seed)  # noqa: S311 (chance for a forecast, not a secret)
        ends = (weeks.on(wait + pace.weeks_for(left, random=random)) for _ in range(DRAWS))
        return sorted(max(end, soonest) for end in ends)

    @cached_property
    def season(self) -> IsOpen:
        """The weeks in which the longest full inspection of the newest version begins, but for known pauses."""
        full = [kind.on_site_working_days for kind in self.newest.kinds if kind.full]
        is_open = starts_of(max(full, default=5))
        pauses = known_pauses(self.versions, starts=self.begun, on=self.on)
        return lambda monday: is_open(monday) and not any(first <= monday < last for first, last in pauses)

    @property
    def newest(self) -> Framework:
        """The newest version that is or was to come into force."""
        return next((each for each in reversed(self.versions) if each.in_force.start), self.versions[-1])

    def pace(self) -> Pace | None:
        """The pace of this round, helped while it is young by that of the one before."""
        own = measure_pace(self.begun, on=self.complete_to, is_open=self.season)
        last = min(self.on, max(self.earlier, default=self.on))
        earlier = measure_pace(self.earlier, on=last, is_open=self.season)
        return own.helped_by(earlier) if own else earlier.borrowed() if earlier else None

    def has_ended(self) -> bool:
        """Say whether visits under the framework had stopped by the date."""
        end = self.newest.in_force.end
        return end is not None and end < self.on

    def straight_line(self) -> date | None:
        """The plain forecast: the average pace since the first start, over all weeks alike."""
        if not self.remaining or not self.begun or self.has_ended() or self.begun[0] == self.on:
            return self.begun[-1] if self.begun and not self.remaining else None
        days = self.remaining * (self.on - self.begun[0]).days / len(self.begun)
        return self.on + timedelta(days=round(days))


def began(outcome: Outcome, *, on: date) -> date | None:
    """The day on which an inspection began, known on a date; where the source has none, a guess once it is public."""
    if outcome.start:
        return outcome.start
    known = known_from(outcome)
    if known is None or known > on:
        return None
    return outcome.end or known - UNDATED_LAG


def _complete_to(inspections: Sequence[Outcome], *, on: date) -> date:
    """The day up to which every inspection that began is there: ``on`` itself if unpublished ones are among them.

    Otherwise it is as long before the last publication as nine in ten reports take.
    """
    published = sorted(each.published for each in inspections if each.published)
    if len(published) < len(inspections) or not published or published[-1] > on:
        return on
    lags = sorted(each.published - day for each in inspections if each.published and (day := began(each, on=on)))
    return published[-1] - lags[int(0.9 * (len(lags) - 1))]


def _versions(framework: str, *, frameworks: Sequence[Framework]) -> tuple[Framework, ...]:
    versions = tuple(each for each in frameworks if each.id == id_of(framework))
    if "@" not in framework:
        found = versions
    else:
        found = tuple(each for each in versions if each.ref == framework)
        since = found[0].in_force.start if found else None
        found += tuple(each for each in versions if since and each.in_force.start and each.in_force.start > since)
    if not found:
        known = ", ".join(sorted({each.id for each in frameworks}))
        raise invalid("framework", f"There is no framework {framework!r}; the frameworks are {known}")
    return tuple(sorted(found, key=lambda each: each.in_force.start or date.max))


def _first(code: str, *, history: History, framework: Framework, since: date | None, on: date) -> date | None:
    """When the first full inspection of an area, or of those it was made from, began under a framework."""
    visits = history.of_area(code, framework=framework)
    own = (each for each in visits if id_of(each.framework) == framework.id and history.is_full(each))
    days = (day for day in (began(each, on=on) for each in own) if day and (since is None or day >= since))
    return min(days, default=None)


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
