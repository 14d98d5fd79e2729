"""What must a planner know: the period, the areas, the frameworks, what was found before, and the choices made?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from joint_inspection.areas import Area, Register
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import Framework, VisitKind
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.history import known_from
from joint_inspection.programmes.settings import Capacity, Settings
from joint_inspection.programmes.weeks import Weeks, last_day


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """What is known on the first day of a programme; of the outcomes only those published by then are looked at."""

    start: date
    end: date
    register: Register = field(repr=False)
    frameworks: tuple[Framework, ...] = field(repr=False)
    outcomes: tuple[Outcome, ...] = field(repr=False)
    settings: Settings = field(repr=False)
    shortages: tuple[Shortage, ...] = ()

    @cached_property
    def weeks(self) -> Weeks:
        """The weeks of the programme."""
        return Weeks(start=self.start, end=self.end, settings=self.settings)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The real areas that exist at some time of the programme, by name."""
        return tuple(sorted((area for area in self.register.areas if self._exists(area)), key=lambda area: area.name))

    def _exists(self, area: Area) -> bool:
        begun = area.active_from is None or area.active_from <= self.end
        return begun and (area.active_to is None or area.active_to >= self.start)

    @cached_property
    def area(self) -> dict[str, Area]:
        """The areas by ONS code."""
        return {area.ons_code: area for area in self.areas}

    @cached_property
    def framework(self) -> dict[str, Framework]:
        """The framework versions by ``id@version``."""
        return {framework.ref: framework for framework in self.frameworks}

    @cached_property
    def _versions(self) -> dict[str, list[Framework]]:
        versions: dict[str, list[Framework]] = defaultdict(list)
        for framework in self.frameworks:
            versions[framework.id].append(framework)
        return versions

    @cached_property
    def framework_ids(self) -> tuple[str, ...]:
        """Ids of the frameworks under which visits start on some day of the programme, the oldest first."""
        used = {each.id for each in self.frameworks for day in self.turning_points if each.is_in_force(day)}
        return tuple(sorted(used, key=lambda name: (min(map(_begins, self._versions[name])), name)))

    @cached_property
    def turning_points(self) -> tuple[date, ...]:
        """The first day, and each later one on which another version comes into force or another area begins."""
        later = {framework.in_force.start for framework in self.frameworks} | {area.active_from for area in self.areas}
        return (self.start, *sorted(day for day in later if day and self.start < day <= self.end))

    @cached_property
    def _known(self) -> dict[str, list[Outcome]]:
        known: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            since = known_from(outcome)
            if since and since <= self.start:
                known[outcome.area].append(outcome)
        return known

    def known(self, area: str) -> tuple[Outcome, ...]:
        """What had been published by the first day about an area and those it was made from."""
        return tuple(outcome for code in self.register.lineage(area) for outcome in self._known.get(code, ()))

    def kind(self, ref: str, kind: str) -> VisitKind | None:
        """A kind of visit of a framework version, None if there is no such version or kind."""
        framework = self.framework.get(ref)
        return framework.kind(kind) if framework and kind in framework.kind_ids else None

    def in_force(self, framework_id: str, day: date) -> Framework | None:
        """The version of a framework under which visits start on a day."""
        return next((each for each in self._versions[framework_id] if each.is_in_force(day)), None)

    def last_day(self, kind: VisitKind, start: date) -> date:
        """The last day on site of a visit that starts on a day."""
        return _last_day(start, kind.on_site_working_days or self.settings.off_site_days)

    def has_room(self, start: date, end: date) -> bool:
        """Say whether every week of a visit is within the programme and free of blackouts."""
        if (start, end) not in self._rooms:
            self._rooms[start, end] = self.weeks.fits(start, end)
        return self._rooms[start, end]

    @cached_property
    def _rooms(self) -> dict[tuple[date, date], bool]:
        return {}

    @cached_property
    def _capacity(self) -> dict[str, Capacity]:
        return {str(name): each for name, each in self.settings.capacity.items()}

    def team(self, kind: VisitKind) -> dict[str, int]:
        """Inspectors needed, by inspectorate."""
        return {str(name): size for name, size in _team(kind, optional=self.settings.count_optional_seats)}

    def pools(self, area: str, kind: VisitKind) -> Iterator[tuple[Pool, int]]:
        """What a visit takes from which pools of inspectors."""
        for inspectorate, size in self.team(kind).items():
            for pool in (Pool(inspectorate, self.area[area].region), Pool(inspectorate, None)):
                if self.pool_size(pool) is not None:
                    yield pool, size

    def pool_size(self, pool: Pool, week: int | None = None) -> int | None:
        """How many inspectors a pool has, in one week of the programme if one is given; None if it has no limit."""
        capacity = self._capacity.get(pool.inspectorate)
        if capacity is None:
            return None
        size = capacity.national if pool.region is None else capacity.in_region(pool.region)
        if size is None or week is None:
            return size
        left = [each.inspectors for each in self.shortages if each.touches(pool, self.weeks.mondays[week])]
        return min([size, *left])

    def partners(self, area: str, kind: VisitKind) -> tuple[str, ...]:
        """Ids of the agencies that serve the area and that this team looks at."""
        agencies = {str(name): each for name, each in self.settings.agencies.items()}
        looked_at = {each for name in self.team(kind) for each in agencies.get(name, ())}
        return tuple(sorted(agency.id for agency in self.area[area].agencies if agency.kind in looked_at))


def _begins(framework: Framework) -> date:
    return framework.in_force.start or date.max


@dataclass(frozen=True, order=True)
class Pool:
    """Inspectors of one inspectorate, in one region or (None) in the whole country."""

    inspectorate: str
    region: str | None

    def __str__(self) -> str:
        return f"{self.inspectorate} in {self.region or 'England'}"


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """Between two dates a pool has only so many inspectors."""

    pool: Pool
    inspectors: int
    start: date
    end: date

    def touches(self, pool: Pool, monday: date) -> bool:
        """Say whether the pool is short in the week that begins on this Monday."""
        return pool == self.pool and self.start <= monday + timedelta(days=4) and monday <= self.end


@lru_cache(maxsize=65536)
def _last_day(start: date, working_days: int) -> date:
    return last_day(start, working_days)


def _team(kind: VisitKind, *, optional: bool) -> Iterable[tuple[str, int]]:
    return kind.team.size(with_optional=optional).items()


def is_off_site(kind: VisitKind) -> bool:
    """Say whether nobody comes: an assessment made from papers burdens no area's calendar."""
    return kind.on_site_working_days == 0


def years_on(day: date, years: int) -> date:
    """The last day of a period of so many years that begins on ``day``."""
    return add_months(day, 12 * years) - timedelta(days=1)
