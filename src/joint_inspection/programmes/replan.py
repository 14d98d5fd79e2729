"""After a shock, how does the programme change as little as possible, and which visits move why?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from joint_inspection.errors import invalid
from joint_inspection.programmes.choices import choices
from joint_inspection.programmes.demand import Demand, Place, open_places, place
from joint_inspection.programmes.load import Load
from joint_inspection.programmes.model import Programme, Visit
from joint_inspection.programmes.needs import walk, window_on
from joint_inspection.programmes.shock import Shock, Shocks
from joint_inspection.programmes.solve import Say, solve
from joint_inspection.programmes.unmet import unmet
from joint_inspection.programmes.world import Pool, Shortage, World, is_off_site

LEFT_OUT = 20_000
"""Points for a visit that is given up: more than any move costs."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A visit that is no longer when it was."""

    area: str
    visit: str
    start: date | None
    """When it was; None where it is new."""
    to: date | None
    """When it is now; None where it is given up."""
    because: str

    def as_json(self) -> dict[str, object]:
        """The outside shape of the contract."""
        return {"area": self.area, "visit": self.visit, "from": self.start, "to": self.to, "because": self.because}


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """The programme after the shock, and what moved."""

    programme: Programme
    moved: tuple[Moved, ...]
    kept: int


def replan(
    programme: Programme, shocks: Shocks, *, world: World, seed: int = 0, time_limit: float = 30,
    say: Say = lambda message: None,
) -> Replanned:  # fmt: skip
    """Move as few visits as can be, as little as can be; those before ``shocks.on`` stand."""
    world = replace(world, shortages=tuple(_shortages(shocks, world)))
    before = (*programme.visits, *_new_visits(programme, shocks, world=world))
    asked = tuple(_Demands(before, shocks, world=world).every())
    table = choices(asked, world=world)
    solution = solve(table, seed=seed, time_limit=time_limit, say=say)
    after: dict[str, Visit] = {}
    for number in solution.chosen:
        choice = table.choices[number]
        for demand, where in zip(choice.demands, choice.places, strict=True):
            after[before[demand].id] = replace(before[demand], start=where.start, end=where.end, framework=where.ref)
    visits = tuple(sorted(after.values(), key=lambda visit: (visit.start, visit.id)))
    reasons = {visit.id: _shock_of(visit, shocks, world) for visit in before}
    notes = dict(programme.notes)
    forward = {
        visit.id: shock.reason for visit in visits if (shock := reasons[visit.id]) and shock.kind == "bring_forward"
    }
    notes["brought_forward"] = {**(notes.get("brought_forward") or {}), **forward}  # type: ignore[dict-item]
    moved = tuple(_moves(programme, before, after, shocks, world=world))
    result = replace(programme, visits=visits, unmet=unmet(world, visits), notes=notes)
    return Replanned(
        programme=result, moved=moved, kept=len(programme.visits) - sum(each.start is not None for each in moved)
    )


def _shortages(shocks: Shocks, world: World) -> Iterator[Shortage]:
    for shock in shocks.shocks:
        if shock.kind == "capacity" and shock.inspectorate and shock.start and shock.end:
            pool = Pool(shock.inspectorate, shock.region)
            if world.pool_size(pool) is None:
                raise invalid("shocks", f"The settings have no pool of {pool}; name a region, or leave it out")
            start = max(shock.start, shocks.on)
            yield Shortage(pool=pool, inspectors=shock.inspectors or 0, start=start, end=shock.end)


def _new_visits(programme: Programme, shocks: Shocks, *, world: World) -> Iterator[Visit]:
    """A visit for each area brought forward that has none to move."""
    for number, shock in enumerate(shocks.shocks):
        if shock.kind != "bring_forward" or not (shock.area and shock.framework and shock.by):
            continue
        area = world.register.find(shock.area)
        if any(_is_brought_forward(visit, shock, world, on=shocks.on) for visit in programme.visits):
            continue
        framework = world.in_force(shock.framework.partition("@")[0], max(shocks.on, world.start))
        if framework is None:
            raise invalid(f"shocks.{number}.framework", f"No version of {shock.framework} is in force on {shocks.on}")
        kind = shock.visit or next(each.id for each in framework.kinds if each.full)
        places = list(open_places(world, area, ref=framework.ref, kind=kind, first=shocks.on, last=shock.by))
        if not places:
            raise invalid(f"shocks.{number}.by", f"No week between {shocks.on} and {shock.by} has room for a visit")
        yield Visit(
            id=f"N{number + 1:04}", area=area.ons_code, framework=framework.ref, kind=kind, start=places[-1].start,
            end=places[-1].end, rule="bring_forward",
        )  # fmt: skip


def _is_brought_forward(visit: Visit, shock: Shock, world: World, *, on: date) -> bool:
    if shock.kind != "bring_forward" or not (shock.area and shock.framework):
        return False
    same = visit.framework.partition("@")[0] == shock.framework.partition("@")[0]
    return (
        same
        and visit.area == world.register.find(shock.area).ons_code
        and visit.start >= on
        and (shock.visit or visit.kind) == visit.kind
        and (shock.visit is not None or world.framework[visit.framework].kind(visit.kind).full)
    )


class _Demands:
    """Every visit of the programme as one to place again, best where it was."""

    def __init__(self, visits: tuple[Visit, ...], shocks: Shocks, *, world: World) -> None:
        self.visits, self.shocks, self.world = visits, shocks, world
        self.windows = dict(self._windows())

    def every(self) -> Iterator[Demand]:
        """One demand a visit, in the same order."""
        for number, visit in enumerate(self.visits):
            kind = self.world.framework[visit.framework].kind(visit.kind)
            yield Demand(
                area=visit.area, framework=visit.framework.partition("@")[0], kind=visit.kind, rule=visit.rule or "",
                places=tuple(self._places(visit)), aim=self.world.weeks.number(visit.start), unplanned=LEFT_OUT,
                off_site=is_off_site(kind), after=self._before(number),
            )  # fmt: skip

    def _windows(self) -> Iterator[tuple[str, tuple[date, date]]]:
        for area in self.world.areas:
            visits = [visit for visit in self.visits if visit.area == area.ons_code]
            for framework_id in {visit.framework.partition("@")[0] for visit in visits}:
                for visit, need in walk(self.world, area, framework_id, visits).met:
                    window = window_on(need, visit.start, world=self.world) or need.first
                    yield visit.id, (window.start, window.end)

    def _before(self, number: int) -> int | None:
        """The visit just before, of the same area and framework."""
        visit = self.visits[number]
        earlier = [
            other
            for other, each in enumerate(self.visits)
            if each.area == visit.area and each.start < visit.start
            and each.framework.partition("@")[0] == visit.framework.partition("@")[0]
        ]  # fmt: skip
        return max(earlier, key=lambda other: self.visits[other].start, default=None)

    def _places(self, visit: Visit) -> Iterator[Place]:
        week = self.world.weeks.number(visit.start)
        stays = Place(week=week, start=visit.start, end=visit.end, ref=visit.framework, kind=visit.kind, cost=0)
        if visit.start < self.shocks.on or visit.coincides_with:
            yield stays
            return
        latest = next(
            (s.by for s in self.shocks.shocks if _is_brought_forward(visit, s, self.world, on=self.shocks.on)), None
        )
        first, last = self._span(visit, latest)
        for number in self.world.weeks.starts:
            monday = self.world.weeks.mondays[number]
            if (
                (not first <= monday <= last and number != week)
                or monday < self.shocks.on
                or (latest and monday > latest)
            ):
                continue
            for where in self._version(visit, number):
                if not self._forbidden(visit, where):
                    yield replace(where, cost=self._cost(visit, where, forced=latest is not None))

    def _version(self, visit: Visit, number: int) -> Iterator[Place]:
        framework = self.world.in_force(visit.framework.partition("@")[0], self.world.weeks.mondays[number])
        if framework:
            yield from place(self.world, self.world.area[visit.area], number, ref=framework.ref, kind=visit.kind)

    def _span(self, visit: Visit, latest: date | None) -> tuple[date, date]:
        if latest:
            return self.shocks.on, latest
        start, end = self.windows.get(visit.id, (visit.start - timedelta(weeks=13), visit.start + timedelta(weeks=26)))
        return start, max(end, visit.start) + timedelta(weeks=self.world.settings.catch_up_weeks)

    def _forbidden(self, visit: Visit, where: Place) -> bool:
        moved = replace(visit, start=where.start, end=where.end, framework=where.ref)
        shocks = (shock for shock in self.shocks.shocks if shock.kind != "bring_forward")
        return any(_strikes(shock, moved, self.world, on=self.shocks.on) for shock in shocks)

    def _cost(self, visit: Visit, where: Place, *, forced: bool) -> int:
        costs, weeks = self.world.settings.costs, abs((where.start - visit.start).days) // 7
        if forced:
            return 0
        late = max(
            (where.start - max(self.windows.get(visit.id, (where.start, where.start))[1], visit.start)).days // 7, 0
        )
        return (costs.moved + weeks * costs.moved_week + late * costs.overdue) if weeks else 0


def _shock_of(visit: Visit, shocks: Shocks, world: World) -> Shock | None:
    """The shock that makes a visit move by itself, if one does."""
    return next((shock for shock in shocks.shocks if _strikes(shock, visit, world, on=shocks.on)), None)


def _strikes(shock: Shock, visit: Visit, world: World, *, on: date) -> bool:
    if shock.kind == "bring_forward":
        late = shock.by is not None and visit.start > shock.by
        return visit.rule == "bring_forward" or (late and _is_brought_forward(visit, shock, world, on=on))
    if shock.kind == "unavailable" and shock.area:
        return visit.area == world.register.find(shock.area).ons_code and shock.covers(visit.start, visit.end)
    if shock.kind == "pause" and shock.framework:
        same = shock.framework in (visit.framework, visit.framework.partition("@")[0])
        return same and shock.covers(visit.start, visit.start)
    return False


def _moves(
    programme: Programme, before: Iterable[Visit], after: dict[str, Visit], shocks: Shocks, *, world: World
) -> Iterator[Moved]:
    old = {visit.id for visit in programme.visits}
    load = Load(world, after.values())
    for visit in before:
        now = after.get(visit.id)
        if visit.id in old and now and now.start == visit.start:
            continue
        yield Moved(
            area=visit.area, visit=visit.id, start=visit.start if visit.id in old else None,
            to=now.start if now else None, because=_because(visit, now, shocks, load=load, world=world),
        )  # fmt: skip


def _because(visit: Visit, now: Visit | None, shocks: Shocks, *, load: Load, world: World) -> str:
    shock = _shock_of(visit, shocks, world)
    if shock:
        return f"{shock.kind.replace('_', ' ')}: {shock.reason}"
    if now:
        load.remove(now)
    obstacles = load.obstacles(visit)
    if now:
        load.add(now)
    short = [each.reason for each in shocks.shocks if each.kind == "capacity"]
    if any(obstacle.rule == "capacity" for obstacle in obstacles) and short:
        return f"capacity: {'; '.join(short)}"
    return obstacles[0].says if obstacles else "it made room for another visit that had to move"
