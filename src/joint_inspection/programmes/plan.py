"""Who is inspected when, over the coming years, so that every rule is kept as well as it can be?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from joint_inspection.areas import Register
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.choices import Choices, choices
from joint_inspection.programmes.demand import as_visit, demands
from joint_inspection.programmes.history import id_of
from joint_inspection.programmes.model import Programme, Visit
from joint_inspection.programmes.needs import walk
from joint_inspection.programmes.sample import SAMPLE, sampled_demands
from joint_inspection.programmes.settings import Settings
from joint_inspection.programmes.solve import Say, Solution, solve
from joint_inspection.programmes.unmet import unmet
from joint_inspection.programmes.world import World, years_on

ILLUSTRATION = "An illustration, not any inspectorate's programme."
ASSUMED = "After each planned visit the area's last outcome is assumed again, so that the next one due can be planned."


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A programme and how good it is."""

    programme: Programme
    solution: Solution


def plan(world: World, *, seed: int, time_limit: float = 60, say: Say = lambda message: None) -> Plan:
    """Plan a programme; what cannot be placed is in its ``unmet``."""
    say("Working out what is due")
    asked = (*demands(world, seed=seed), *sampled_demands(world, seed=seed))
    table = choices(asked, world=world)
    say(f"{len(asked)} visits to place in {len(world.weeks.starts)} weeks")
    solution = still_asked_for(table, solve(table, seed=seed, time_limit=time_limit, say=say), world=world)
    visits = as_visits(table, solution)
    met = {demand for number in solution.chosen for demand in table.choices[number].demands}
    left = [demand for number, demand in enumerate(asked) if number not in met]
    notes = {
        "illustration": ILLUSTRATION, "assumed": ASSUMED, "seed": seed, "settings": world.settings.digest,
        "objective": solution.objective, "bound": solution.bound, "gap": solution.gap,
    }  # fmt: skip
    programme = Programme(
        start=world.start, end=world.end, visits=visits, unmet=unmet(world, visits, not_placed=left), notes=notes
    )
    return Plan(programme=programme, solution=solution)


def still_asked_for(table: Choices, solution: Solution, *, world: World) -> Solution:
    """The solution without visits that nothing asks for any more.

    What a later framework asks for was worked out with the earlier framework's visit in the week aimed at. Where that
    visit found its place much later, the later framework's first visit may no longer be asked for.
    """
    chosen = list(solution.chosen)
    while unasked := _unasked(table, chosen, world=world):
        chosen = [number for number in chosen if number not in unasked]
    return replace(solution, chosen=tuple(chosen), objective=table.cost(chosen))


def _unasked(table: Choices, chosen: Iterable[int], *, world: World) -> set[int]:
    by_area: dict[str, list[Visit]] = defaultdict(list)
    for number in chosen:
        for demand, place in zip(table.choices[number].demands, table.choices[number].places, strict=True):
            by_area[table.demands[demand].area].append(as_visit(table.demands[demand], place, id=str(number)))
    return {
        int(visit.id)
        for area, visits in by_area.items()
        for framework_id in {id_of(visit.framework) for visit in visits}
        for visit in walk(world, world.area[area], framework_id, visits).unasked
        if not (visit.rule or "").startswith(SAMPLE)
    }


def world_for(
    *, start: date, years: int, register: Register, frameworks: Iterable[Framework], outcomes: Iterable[Outcome],
    settings: Settings,
) -> World:  # fmt: skip
    """What is known on a day, for a programme of so many years from then."""
    return World(
        start=start, end=years_on(start, years), register=register, frameworks=tuple(frameworks),
        outcomes=tuple(outcomes), settings=settings,
    )  # fmt: skip


def as_visits(table: Choices, solution: Solution) -> tuple[Visit, ...]:
    """The choices made as visits, numbered in the order of their dates."""
    groups = [
        [as_visit(table.demands[demand], place, id="") for demand, place in zip(each.demands, each.places, strict=True)]
        for each in (table.choices[number] for number in solution.chosen)
    ]
    groups.sort(key=lambda visits: (visits[0].start, visits[0].area, visits[0].framework, visits[0].kind))
    result: list[Visit] = []
    for visits in groups:
        ids = [f"V{len(result) + number:04}" for number in range(1, len(visits) + 1)]
        for visit, id_ in zip(visits, ids, strict=True):
            result.append(replace(visit, id=id_, coincides_with=tuple(each for each in ids if each != id_)))
    return tuple(result)
