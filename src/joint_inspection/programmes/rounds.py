"""How far had a round of first inspections got on a date, and how may it go on?

Past starts give a pace in open weeks (see ``pace`` and ``season``). A round that has hardly begun borrows from the pace
of the one whose history it carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from joint_inspection.areas import Register
from joint_inspection.errors import invalid
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import UNDATED_LAG, Outcome, known_from
from joint_inspection.programmes.history import History, id_of
from joint_inspection.programmes.pace import Pace, measure_pace
from joint_inspection.programmes.promise import known_launch, known_pauses
from joint_inspection.programmes.season import IsOpen, OpenWeeks, starts_of

DRAWS = 4000


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
        """The newest version that had come into force by the date; before that, the oldest."""
        begun = [each for each in self.versions if each.in_force.start and each.in_force.start <= self.on]
        return begun[-1] if begun else self.versions[0]

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
