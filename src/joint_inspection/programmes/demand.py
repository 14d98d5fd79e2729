"""Which visits should the programme place, in which weeks may each start, and at what cost?

Every demand aims at one week. The week is drawn, secretly, from the middle of what is left of the window: whoever knows
only the published rules cannot tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from joint_inspection.areas import Area
from joint_inspection.frameworks.model import VisitKind
from joint_inspection.programmes.model import Visit
from joint_inspection.programmes.needs import Need, needs, window_on
from joint_inspection.programmes.world import World, is_off_site

BEYOND = 100
"""Points for leaving to the next programme what may still be done after this one ends."""
PROBE = timedelta(weeks=4)
"""By how much a visit is moved to see whether another's window moves with it."""
DRIFT = timedelta(weeks=26)
"""How far a window counted from a planned visit may drift with that visit."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A week in which a demand may be met, and how."""

    week: int
    start: date
    end: date
    ref: str
    kind: str
    cost: int


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One visit to place."""

    area: str
    framework: str
    kind: str
    rule: str
    places: tuple[Place, ...] = field(repr=False)
    aim: int
    """The week aimed at."""
    unplanned: int
    """The cost of finding no place."""
    off_site: bool = False
    after: int | None = None
    """The demand, by number, of the same area and framework that comes before this one."""
    since: int | None = None
    """The demand, by number, from whose start this one's window is counted."""
    days_since: tuple[int, int] = (0, 0)
    """First and last day of the window, counted from that start."""

    @property
    def aimed(self) -> Place:
        """The place in the week aimed at."""
        return next(place for place in self.places if place.week == self.aim)


def demands(world: World, *, seed: int) -> tuple[Demand, ...]:
    """Every visit that the rules ask for within the period, area by area."""
    found: list[Demand] = []
    for area in world.areas:
        for framework_id in world.framework_ids:
            before = [as_visit(each, each.aimed, id="assumed") for each in found if each.area == area.ons_code]
            found += _Chain(world, area, framework_id, seed=seed, before=before).follow(first=len(found))
    return tuple(found)


class _Chain:
    """The visits of one area under one framework, each as the rules ask for it once those before are assumed done."""

    def __init__(self, world: World, area: Area, framework_id: str, *, seed: int, before: Sequence[Visit]) -> None:
        self.before = before
        self.world, self.area, self.framework_id, self.seed = world, area, framework_id, seed
        self.demands: list[Demand] = []

    def follow(self, *, first: int) -> list[Demand]:
        """The demands in the order of the weeks that they aim at, numbered from ``first``."""
        while (demand := self._next()) is not None:
            self.demands.append(demand)
        return [_renumbered(demand, by=first) for demand in self.demands]

    def _next(self) -> Demand | None:
        asked = needs(self.world, self.area, self.framework_id, self._visits())
        made = (self._demand(need) for need in asked.values())
        return min((each for each in made if each), key=lambda each: (each.aim, each.kind), default=None)

    def _visits(self, *, shifted: int | None = None) -> list[Visit]:
        """The demands so far as visits in the weeks aimed at, one of them later by a few weeks if asked."""
        return list(self.before) + [
            as_visit(demand, demand.aimed, id=f"assumed-{number}", later=PROBE if number == shifted else timedelta())
            for number, demand in enumerate(self.demands)
        ]

    def _demand(self, need: Need) -> Demand | None:
        since = self._since(need)
        base = self.demands[since].aimed.start if since is not None else self.world.start
        sooner = min(base - self.demands[since].places[0].start, DRIFT) if since is not None else timedelta()
        places = list(_places(need, world=self.world, sooner=sooner, later=self._later(since)))
        aim = self._aim(need, places)
        if aim is None:
            return None
        made = Demand(
            area=need.area, framework=need.framework, kind=need.kind, rule=need.first.rule, aim=aim.week,
            places=tuple(places), unplanned=0, off_site=is_off_site(self._kind(need)), since=since,
            after=len(self.demands) - 1 if self.demands else None,
            days_since=((need.first.start - base).days, (need.first.end - base).days),
        )  # fmt: skip
        return costed(made, world=self.world, last=need.first.end, full=self._kind(need).full)

    def _latest(self, kind: str) -> list[int]:
        """The demands from which a rule may count: the last full inspection, and the last of the same kind."""
        numbers = range(len(self.demands) - 1, -1, -1)
        same = next((number for number in numbers if self.demands[number].kind == kind), None)
        full = next((number for number in numbers if self._is_full(self.demands[number])), None)
        return sorted({number for number in (same, full) if number is not None}, reverse=True)

    def _is_full(self, demand: Demand) -> bool:
        return self.world.framework[demand.aimed.ref].kind(demand.kind).full

    def _later(self, since: int | None) -> timedelta:
        """How long after its window a visit may still be planned."""
        return timedelta(weeks=self.world.settings.catch_up_weeks) if since is None else DRIFT

    def _kind(self, need: Need) -> VisitKind:
        return self.world.framework[need.first.framework].kind(need.kind)

    def _aim(self, need: Need, places: list[Place]) -> Place | None:
        """The place drawn; None where it would come after the programme."""
        random = Random(f"{self.seed}:{need.area}:{need.framework}:{need.kind}:{len(self.demands)}")  # noqa: S311
        share = self.world.settings.secret_share_of_window
        first, last = max(need.first.start, self.world.start), need.first.end
        drawn = first + (last - first) * (0.5 + share * (random.random() - 0.5)) if first < last else first
        if self.demands:
            drawn = max(drawn, self.demands[-1].aimed.start + timedelta(weeks=max(self.world.settings.gap_weeks, 1)))
        return next((place for place in places if place.start >= drawn), None)

    def _since(self, need: Need) -> int | None:
        """The demand from whose start the window is counted: the window moves when that moves."""
        for number in self._latest(need.kind):
            moved = needs(self.world, self.area, self.framework_id, self._visits(shifted=number)).get(need.kind)
            if moved is None or moved.dates() != need.dates():
                return number
        return None


def costed(demand: Demand, *, world: World, last: date, full: bool) -> Demand:
    """The demand with what each of its places costs, and what finding none costs; its window closes on ``last``."""
    costs = world.settings.costs
    weight = costs.full_visit_weight if full else costs.other_visit_weight
    closes = max(world.weeks.number(last), demand.aim)

    def cost(week: int) -> int:
        late, early, overdue = max(week - demand.aim, 0), max(demand.aim - week, 0), max(week - closes, 0)
        return weight * (late * costs.late + early * costs.early + overdue * costs.overdue)

    none = weight * costs.unplanned
    if last > world.end:
        none = min(none, cost(len(world.weeks.mondays)) + BEYOND)
    places = tuple(replace(place, cost=cost(place.week)) for place in demand.places)
    return replace(demand, places=places, unplanned=none)


def _places(need: Need, *, world: World, sooner: timedelta, later: timedelta) -> Iterator[Place]:
    """Where a visit may start: in its window, or ``sooner`` if the visit that opens the window may be, or late."""
    area = world.area[need.area]
    for week in world.weeks.starts:
        monday = world.weeks.mondays[week]
        window = window_on(need, monday, world=world)
        if window and window.start - sooner <= monday <= max(window.end, world.start) + later:
            yield from place(world, area, week, ref=window.framework, kind=window.kind)


def place(world: World, area: Area, week: int, *, ref: str, kind: str) -> Iterator[Place]:
    """The place of a visit in a week, if the calendar has room for it."""
    visit_kind, monday = world.kind(ref, kind), world.weeks.mondays[week]
    if visit_kind is None:
        return
    end = world.last_day(visit_kind, monday)
    if world.has_room(monday, end) and area.is_active(monday) and area.is_active(end):
        yield Place(week=week, start=monday, end=end, ref=ref, kind=kind, cost=0)


def as_visit(demand: Demand, place: Place, *, id: str, later: timedelta = timedelta()) -> Visit:
    """A demand met in one place."""
    return Visit(
        id=id, area=demand.area, framework=place.ref, kind=place.kind, start=place.start + later,
        end=place.end + later, rule=demand.rule,
    )  # fmt: skip


def _renumbered(demand: Demand, *, by: int) -> Demand:
    after = None if demand.after is None else demand.after + by
    return replace(demand, after=after, since=None if demand.since is None else demand.since + by)


def open_places(world: World, area: Area, *, ref: str, kind: str, first: date, last: date) -> Iterable[Place]:
    """Every place of a visit between two dates, whatever is due."""
    for week in world.weeks.starts:
        if first <= world.weeks.mondays[week] <= last:
            yield from place(world, area, week, ref=ref, kind=kind)
