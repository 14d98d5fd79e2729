"""What is due and not in the programme, or not in its window, and which rule stood in the way?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from joint_inspection.programmes.demand import Demand, Place, open_places
from joint_inspection.programmes.load import Load
from joint_inspection.programmes.model import DueWindow, Unmet, Visit
from joint_inspection.programmes.needs import Need, Walk, walk, window_on
from joint_inspection.programmes.sample import SAMPLE
from joint_inspection.programmes.world import World


def unmet(world: World, visits: Sequence[Visit], *, not_placed: Iterable[Demand] = ()) -> tuple[Unmet, ...]:
    """Everything that the rules ask for and these visits do not give, or not in time, with the reason."""
    load = Load(world, visits)
    by_area: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_area[visit.area].append(visit)
    found = [
        each
        for area in world.areas
        for framework_id in world.framework_ids
        for each in _of_area(world, load, walk(world, area, framework_id, by_area[area.ons_code]))
    ]
    samples = (_sampled(demand, load=load) for demand in not_placed if demand.rule.startswith(SAMPLE))
    return (*found, *samples)


def _of_area(world: World, load: Load, steps: Walk) -> Iterator[Unmet]:
    for need in steps.missing:
        later = [visit for visit, _ in steps.met if visit.start > need.first.start]
        yield _missing(world, load, need, later=later)
    for visit, need in steps.met:
        window = window_on(need, visit.start, world=world) or need.first
        if not window.start <= visit.start <= window.end:
            yield _outside(world, load, visit, window)


def _missing(world: World, load: Load, need: Need, *, later: Sequence[Visit]) -> Unmet:
    window = need.first
    span = f"{_name(world, need)} is due between {window.start} and {window.end}"
    if window.end > world.end:
        says = f"{span}, which may be after this programme ends on {world.end}: left to the next one"
        return _unmet(window, rule="horizon", says=says)
    rule, why = _obstacles(world, load, need)
    if rule == "superseded" or (not why and later):
        return _unmet(
            window,
            rule="superseded",
            says=f"{span}; the visit of {later[0].start if later else world.end} changes what is due",
        )
    return _unmet(window, rule=rule, says=f"{span} and is not planned: {why}")


def _outside(world: World, load: Load, visit: Visit, window: DueWindow) -> Unmet:
    kind = world.framework[visit.framework].kind(visit.kind).title
    if visit.start < window.start:
        says = f"{kind} on {visit.start} is before its window opens on {window.start}"
        return _unmet(window, rule="window", says=says)
    weeks = -(-(visit.start - window.end).days // 7)
    late = f"{kind} was due by {window.end} and is planned for {visit.start}, {weeks} weeks late"
    if window.end < world.start:
        return _unmet(window, rule="window", says=f"{late}: the window had closed before the programme begins")
    return _unmet(window, rule="window", says=f"{late}: {_tally(world, load, visit, window)}")


def _tally(world: World, load: Load, visit: Visit, window: DueWindow) -> str:
    load.remove(visit)
    places = open_places(
        world, world.area[visit.area], ref=visit.framework, kind=visit.kind, first=window.start, last=window.end
    )
    _, why = _count(load, visit.area, places, visit.rule)
    load.add(visit)
    return why or "an earlier week would have cost other areas more"


def _obstacles(world: World, load: Load, need: Need) -> tuple[str, str]:
    window, area = need.first, world.area[need.area]
    places = list(
        open_places(
            world, area, ref=window.framework, kind=need.kind, first=max(window.start, world.start), last=world.end
        )
    )
    if not places:
        return "calendar", "no week of the programme has room for it"
    return _count(load, need.area, places, window.rule)


def _count(load: Load, area: str, places: Iterable[Place], rule: str | None) -> tuple[str, str]:
    """The rule that closes most weeks, and a sentence that counts them."""
    counts: Counter[str] = Counter()
    weeks = free = 0
    example: dict[str, str] = {}
    for place in places:
        visit = Visit(id="", area=area, framework=place.ref, kind=place.kind, start=place.start, end=place.end)
        obstacles = load.obstacles(visit)
        weeks += 1
        free += not obstacles
        for obstacle in {each.rule: each for each in obstacles}.values():
            counts[obstacle.rule] += 1
            example.setdefault(obstacle.rule, obstacle.says)
    if not counts:
        return "cost", "" if not weeks else "every week that is left would cost other areas more"
    first = counts.most_common(1)[0][0]
    says = "; ".join(f"{rule} closes {number} of {weeks} weeks" for rule, number in counts.most_common())
    return first, f"{says} (for example, {example[first]})"


def _sampled(demand: Demand, *, load: Load) -> Unmet:
    _, why = _count(load, demand.area, demand.places, demand.rule)
    return Unmet(
        area=demand.area, rule=demand.rule, framework=demand.places[0].ref, kind=demand.kind,
        says=f"Drawn for a visit and not planned: {why or 'other visits came first'}",
    )  # fmt: skip


def _unmet(window: DueWindow, *, rule: str, says: str) -> Unmet:
    return Unmet(
        area=window.area, rule=rule, says=says, framework=window.framework, kind=window.kind, window=window.span
    )  # fmt: skip


def _name(world: World, need: Need) -> str:
    framework = world.framework[need.first.framework]
    return f"{framework.kind(need.kind).title} ({framework.short_title})"
