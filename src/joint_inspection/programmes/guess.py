"""How well could an outsider, who knows the published rules and outcomes, guess the week of an area's next visit?

Several outsiders guess: one the first week that the rules allow, one the middle, one the last, and one who has this
very software and its settings but not the secret draw. Whoever is right most often counts. Beside it stand pure chance,
and the same outsiders' success if the programme had aimed at the middle of every window and not at a secret week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from joint_inspection.programmes.choices import choices
from joint_inspection.programmes.demand import as_visit, demands
from joint_inspection.programmes.model import Programme, Visit
from joint_inspection.programmes.needs import needs
from joint_inspection.programmes.sample import sampled_demands
from joint_inspection.programmes.solve import Say, greedy, solve
from joint_inspection.programmes.world import World

Key = tuple[str, str, str]
"""Area, framework id and kind of visit."""
Guess = Mapping[Key, date]


@dataclass(frozen=True, kw_only=True)
class Guessing:
    """How the guessing game ended; all but ``weeks`` are shares of right guesses."""

    weeks: float
    """How many weeks there are to choose from, on average."""
    chance: float
    best_guesser: float
    best_guesser_without_randomisation: float


def guess(programme: Programme, *, world: World, time_limit: float = 20, say: Say = lambda message: None) -> Guessing:
    """Play the guessing game against a programme."""
    allowed = dict(_allowed(world))
    real = _next_visits(programme.visits, allowed)
    plain = replace(world, settings=world.settings.model_copy(update={"secret_share_of_window": 0.0}))
    table = choices((*demands(plain, seed=0), *sampled_demands(plain, seed=0)), world=plain)

    def visits(chosen: Sequence[int]) -> list[Visit]:
        made = (table.choices[number] for number in chosen)
        return [
            as_visit(table.demands[d], p, id="")
            for each in made
            for d, p in zip(each.demands, each.places, strict=True)
        ]

    say("Planning once more without a secret, for comparison")
    without = _next_visits(visits(solve(table, seed=0, time_limit=time_limit, say=say).chosen), allowed)
    outsiders = [*_guesses(allowed), _next_visits(visits(greedy(table)), allowed)]
    numbers = [len(allowed[key]) for key in real]
    return Guessing(
        weeks=round(sum(numbers) / len(numbers), 2) if numbers else 0.0,
        chance=_share(sum(1 / number for number in numbers), len(numbers)),
        best_guesser=max(_right(each, real) for each in outsiders),
        best_guesser_without_randomisation=max(_right(each, without) for each in outsiders),
    )


def _allowed(world: World) -> Iterator[tuple[Key, list[date]]]:
    """The weeks in which the rules let each visit that is due on the first day start."""
    mondays = [world.weeks.mondays[week] for week in world.weeks.starts]
    for area in world.areas:
        for framework_id in world.framework_ids:
            for need in needs(world, area, framework_id, ()).values():
                last = max(need.first.end, world.start + timedelta(weeks=max(world.settings.gap_weeks, 1)))
                weeks = [monday for monday in mondays if need.first.start <= monday <= last]
                if weeks:
                    yield (area.ons_code, framework_id, need.kind), weeks


def _next_visits(visits: Sequence[Visit], allowed: Mapping[Key, list[date]]) -> dict[Key, date]:
    """When each visit that is due on the first day really takes place."""
    found: dict[Key, date] = {}
    for visit in sorted(visits, key=lambda visit: visit.start):
        key = (visit.area, visit.framework.partition("@")[0], visit.kind)
        if key in allowed:
            found.setdefault(key, visit.start)
    return found


def _guesses(allowed: Mapping[Key, list[date]]) -> list[Guess]:
    first = {key: weeks[0] for key, weeks in allowed.items()}
    middle = {key: weeks[len(weeks) // 2] for key, weeks in allowed.items()}
    last = {key: weeks[-1] for key, weeks in allowed.items()}
    return [first, middle, last]


def _right(guesses: Guess, real: Guess) -> float:
    return _share(sum(guesses.get(key) == start for key, start in real.items()), len(real))


def _share(part: float, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
