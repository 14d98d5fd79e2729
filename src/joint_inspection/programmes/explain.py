"""Why is a visit when it is, why not earlier, and what would have to change?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from joint_inspection.errors import invalid
from joint_inspection.programmes.demand import Place, open_places
from joint_inspection.programmes.load import Load, Obstacle
from joint_inspection.programmes.model import DueWindow, Programme, Visit
from joint_inspection.programmes.needs import walk, window_on
from joint_inspection.programmes.sample import sample_years
from joint_inspection.programmes.world import World

CHANGES = {
    "capacity": "more inspectors, or another visit moved out of that week",
    "gap": "the visit beside it moved, or a smaller gap between starts",
    "partner": "more visits at once allowed to that partner, or another visit moved",
    "blackout": "visits allowed in that week",
    "window": "a reason to come before the window opens, decided by a named person",
    "horizon": "a programme that begins earlier",
    "calendar": "a start on another day than Monday",
}
"""What would lift each obstacle."""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a visit is when it is."""

    why: str
    not_earlier: tuple[str, ...]
    would_have_to_change: tuple[str, ...]


def explain(programme: Programme, visit_id: str, *, world: World) -> Explanation:
    """Try every earlier week against every rule; raises InvalidInput if there is no such visit."""
    visit = next((each for each in programme.visits if each.id == visit_id), None)
    if visit is None:
        raise invalid("visit", f"The programme has no visit {visit_id!r}; ids look like {_some_id(programme)}")
    if visit.area not in world.area or world.kind(visit.framework, visit.kind) is None:
        raise invalid("visit", f"{visit_id} is not a visit that exists; programme check says what is wrong with it")
    window = _window(programme, visit, world=world)
    load = Load(world, (each for each in programme.visits if each.id != visit.id))
    tried = list(_earlier(visit, window, load=load, world=world))
    return Explanation(
        why=_why(visit, window, world=world),
        not_earlier=tuple(_line(place, obstacles) for place, obstacles in tried)
        or ("It starts in the first week there is.",),
        would_have_to_change=tuple(_changes(tried)),
    )


def _some_id(programme: Programme) -> str:
    return repr(programme.visits[0].id) if programme.visits else "those in its file, which has none"


def _window(programme: Programme, visit: Visit, *, world: World) -> DueWindow | None:
    visits = [each for each in programme.visits if each.area == visit.area]
    steps = walk(world, world.area[visit.area], visit.framework.partition("@")[0], visits)
    need = next((need for met, need in steps.met if met.id == visit.id), None)
    return (window_on(need, visit.start, world=world) or need.first) if need else None


def _why(visit: Visit, window: DueWindow | None, *, world: World) -> str:
    if window:
        return f"{window.because} It is planned for {visit.start}."
    for year in sample_years(world):
        if (year.framework.ref, year.sample.kind) == (
            visit.framework,
            visit.kind,
        ) and year.start <= visit.start <= year.end:
            drawn = f"The area was drawn in the sample of the year from {year.start}: {year.sample.says}"
            return f"{drawn} It is planned for {visit.start}."
    return f"No rule asks for it; it was planned for {visit.start} all the same."


def _earlier(
    visit: Visit, window: DueWindow | None, *, load: Load, world: World
) -> Iterator[tuple[Place, tuple[Obstacle, ...]]]:
    """Each earlier week in which the calendar allows a start, the nearest first, with what stands in the way."""
    places = open_places(
        world, world.area[visit.area], ref=visit.framework, kind=visit.kind, first=world.start, last=visit.start
    )
    for place in sorted(places, key=lambda each: each.start, reverse=True):
        if place.start < visit.start:
            moved = replace(visit, start=place.start, end=place.end)
            obstacles = load.obstacles(moved)
            if window and place.start < window.start:
                obstacles = (*obstacles, Obstacle(rule="window", says=f"its window opens on {window.start}"))
            yield place, obstacles


def _line(place: Place, obstacles: tuple[Obstacle, ...]) -> str:
    if obstacles:
        return f"{place.start}: {'; '.join(obstacle.says for obstacle in obstacles)}"
    return (
        f"{place.start}: no rule stands in the way; the week drawn in secret is later, or other areas would wait longer"
    )


def _changes(tried: list[tuple[Place, tuple[Obstacle, ...]]]) -> Iterator[str]:
    if any(not obstacles for _, obstacles in tried):
        yield "Nothing but the week aimed at: an earlier week is free"
    rules = Counter(rule for _, obstacles in tried for rule in {obstacle.rule for obstacle in obstacles})
    for rule, number in rules.most_common():
        yield f"{CHANGES.get(rule, rule).capitalize()} ({rule} closes {number} of {len(tried)} earlier weeks)"
