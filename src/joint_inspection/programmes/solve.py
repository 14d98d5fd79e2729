"""Which choices make the best programme, and how far from the best possible can it be?

A quick first programme takes demands in the order of their weeks. A linear programme, in which visits may be split,
gives a bound that no programme can beat and a price for every choice. An exact search plans each region anew among the
cheap choices. With that programme in hand few choices are left that a better one could use; a sharper linear programme
raises the bound over those, and the search goes on among them until the programme is near enough to the bound.

With a seed the same programme comes out again, as long as the search ends by itself and not by the clock.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joint_inspection.programmes.choices import Choices, Limit

Say = Callable[[str], None]
ENOUGH = 0.03
"""Good enough: the search ends when the programme is proved to be this near to the best."""
NEAR = 0.002
"""How near to its best a single look goes."""
PRICE = 0.05
"""The highest price looked at first, as a share of the bound."""
REGION_PRICE = 250.0
"""The highest price looked at when one region is planned anew."""
REGION_EFFORT, TOGETHER_EFFORT = 2.0, 20.0
"""Units of the solver's own clock, which unlike seconds are the same on every machine, for one look."""
SLACK = 1e-6


@dataclass(frozen=True, kw_only=True)
class Solution:
    """The choices made, by number, and how good they are."""

    chosen: tuple[int, ...]
    objective: int
    bound: float
    seconds: float
    repeatable: bool
    """False where the clock ended the search: the same seed may then give another programme."""

    @property
    def gap(self) -> float:
        """How far the programme may be from the best, as a share of its objective."""
        return abs(self.objective - self.bound) / abs(self.objective) if self.objective else 0.0


def solve(choices: Choices, *, seed: int, time_limit: float, say: Say = lambda message: None) -> Solution:
    """The best programme found within the time limit, with a proven bound. Never fails."""
    begun = time.monotonic()
    search = _Search(choices, seed=seed, best=greedy(choices), ends=begun + time_limit, say=say)
    say(f"{search.objective:,} points at first, from {len(choices.choices):,} choices")
    prices = search.relaxed(None) or search.prices
    search.by_region(prices)
    prices = search.sharpened(prices)
    search.by_region(prices)
    search.together(prices)
    bound = min(search.bound, search.objective)
    return Solution(
        chosen=tuple(sorted(search.best)), objective=search.objective, bound=round(bound, 2),
        seconds=time.monotonic() - begun, repeatable=search.by_itself,
    )  # fmt: skip


def greedy(choices: Choices) -> tuple[int, ...]:
    """A first programme: each demand in turn, by the week aimed at, takes the cheapest choice still open."""
    room, limits_of = [limit.most for limit in choices.limits], _limits_of(choices)
    of_demand: dict[int, list[int]] = defaultdict(list)
    for number, choice in enumerate(choices.choices):
        for demand in choice.demands:
            of_demand[demand].append(number)
    met: set[int] = set()
    chosen: list[int] = []
    for demand in sorted(range(len(choices.demands)), key=lambda number: (choices.demands[number].aim, number)):
        if demand in met:
            continue
        open_ = (n for n in of_demand[demand] if all(take <= room[limit] for limit, take in limits_of[n]))
        cheapest = min(open_, key=lambda number: (choices.choices[number].cost, number), default=None)
        if cheapest is not None and choices.choices[cheapest].cost < choices.demands[demand].unplanned:
            chosen.append(cheapest)
            met.update(choices.choices[cheapest].demands)
            for limit, take in limits_of[cheapest]:
                room[limit] -= take
    return tuple(chosen)


def _limits_of(choices: Choices) -> list[list[tuple[int, int]]]:
    limits_of: list[list[tuple[int, int]]] = [[] for _ in choices.choices]
    for number, limit in enumerate(choices.limits):
        for choice, take in limit.takes:
            limits_of[choice].append((number, take))
    return limits_of


def gains(choices: Choices) -> list[int]:
    """What each choice adds to the points of planning nothing; nearly always less than 0."""
    left = [demand.unplanned for demand in choices.demands]
    return [choice.cost - sum(left[demand] for demand in choice.demands) for choice in choices.choices]


def relax(
    choices: Choices, *, time_limit: float, kept: Sequence[int] | None = None
) -> tuple[float, list[float]] | None:
    """The bound from a programme whose visits may be split, and each choice's price there; None if time runs out.

    With ``kept``, only of these choices, and with the limits that are too many for all of them.
    """
    from datetime import timedelta

    from ortools.math_opt.python import mathopt

    nothing = sum(demand.unplanned for demand in choices.demands)
    if not choices.choices:
        return float(nothing), []
    model = mathopt.Model.from_model_proto(_linear(choices, kept))
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=time_limit), lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX
    )
    result = mathopt.solve(model, mathopt.SolverType.GLOP, params=parameters)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    reduced = result.reduced_costs()
    prices = [reduced[variable] for variable in sorted(reduced, key=lambda variable: variable.id)]
    return result.objective_value() + nothing, prices


def alone(choices: Choices) -> tuple[float, list[float]]:
    """The bound and the prices without any solver: every demand at its cheapest, as if nothing stood in the way."""
    least = [float(demand.unplanned) for demand in choices.demands]
    for choice in choices.choices:
        for demand in choice.demands:
            least[demand] = min(least[demand], choice.cost / len(choice.demands))
    prices = [choice.cost - sum(least[demand] for demand in choice.demands) for choice in choices.choices]
    return sum(least), prices


def _linear(choices: Choices, kept: Sequence[int] | None) -> Any:
    """The table of choices and limits, as the solver reads it."""
    from ortools.math_opt import model_pb2

    columns = range(len(choices.choices)) if kept is None else kept
    number_of = {choice: number for number, choice in enumerate(columns)}
    roles = {"always"} if kept is None else {"always", "fine"}
    limits = [limit for limit in choices.limits if limit.role in roles]
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(len(columns)))
    model.variables.lower_bounds.extend([0.0] * len(columns))
    model.variables.upper_bounds.extend([float("inf")] * len(columns))
    model.variables.integers.extend([False] * len(columns))
    every = gains(choices)
    costs = [(number, float(every[choice])) for choice, number in number_of.items() if every[choice]]
    model.objective.linear_coefficients.ids.extend(number for number, _ in costs)
    model.objective.linear_coefficients.values.extend(gain for _, gain in costs)
    model.linear_constraints.ids.extend(range(len(limits)))
    model.linear_constraints.lower_bounds.extend([float("-inf")] * len(limits))
    model.linear_constraints.upper_bounds.extend(float(limit.most) for limit in limits)
    for row, limit in enumerate(limits):
        takes = sorted((number_of[choice], take) for choice, take in limit.takes if choice in number_of)
        model.linear_constraint_matrix.row_ids.extend([row] * len(takes))
        model.linear_constraint_matrix.column_ids.extend(number for number, _ in takes)
        model.linear_constraint_matrix.coefficients.extend(float(take) for _, take in takes)
    return model


class _Search:
    """The exact search: region by region first, then all together among the choices whose price is low."""

    def __init__(self, choices: Choices, *, seed: int, best: Iterable[int], ends: float, say: Say) -> None:
        self.choices, self.seed, self.best, self.ends, self.say = choices, seed, tuple(best), ends, say
        self._limits = [limit for limit in choices.limits if limit.role != "fine"]
        self.bound, self.prices = alone(choices)
        self.by_itself = True
        """False once the clock has ended a step."""

    @property
    def objective(self) -> int:
        """Points of the best programme so far."""
        return self.choices.cost(self.best)

    def is_good_enough(self) -> bool:
        """Say whether the best programme is proved to be near enough to the best possible."""
        return self.objective - self.bound <= ENOUGH * abs(self.objective) + SLACK

    def relaxed(self, kept: Sequence[int] | None) -> list[float] | None:
        """Raise the bound, and price the choices; None if the clock ended that."""
        result = relax(self.choices, time_limit=max((self.ends - time.monotonic()) / 2, 0.5), kept=kept)
        if result is None:
            self.by_itself = False
            return None
        self.bound = max(self.bound, min(result[0], self.objective))
        self.say(f"{self.objective:,} points; no programme can have less than {self.bound:,.0f}")
        return result[1]

    def sharpened(self, prices: list[float]) -> list[float]:
        """Prices by a sharper bound, of the choices cheap enough to be in a better programme than the best so far."""
        left = self.objective - self.bound
        kept = [number for number, price in enumerate(prices) if price <= left]
        sharper = self.relaxed(kept) if not self.is_good_enough() else None
        if sharper is None:
            return prices
        beyond = [float("inf")] * len(prices)
        for number, price in zip(kept, sharper, strict=True):
            beyond[number] = price
        return beyond

    def by_region(self, prices: Sequence[float]) -> None:
        """Plan each region anew while the others stay, among choices of a low price."""
        best = set(self.best)
        regions = sorted(set(self.choices.regions))
        of_region: dict[str, list[int]] = defaultdict(list)
        for number, choice in enumerate(self.choices.choices):
            if prices[number] <= REGION_PRICE or number in best:
                of_region[self.choices.regions[choice.demands[0]]].append(number)
        limits = _by_group(self._limits, {each: region for region, them in of_region.items() for each in them})
        for region in regions:
            if time.monotonic() < self.ends and not self.is_good_enough():
                self._look(of_region[region], limits=limits.get(region, []), effort=REGION_EFFORT)
        self.say(f"{self.objective:,} points, region by region")

    def together(self, prices: Sequence[float]) -> None:
        """Look at all regions together, at choices of a low price first and then of higher ones."""
        lowest, price = self.bound, max(PRICE * abs(self.bound), 50.0)
        while not self.is_good_enough() and time.monotonic() < self.ends and self.by_itself:
            left = self.objective - lowest + SLACK
            price, best = min(price, left), set(self.best)
            kept = [number for number, each in enumerate(prices) if each <= price or number in best]
            proven = self._look(kept, limits=self._limits, effort=TOGETHER_EFFORT)
            if proven is None:
                return
            self.bound = max(self.bound, min(proven, lowest + price))
            self.say(f"{self.objective:,} points; no programme can have less than {self.bound:,.0f}")
            if price >= left:
                return
            price *= 3

    def _look(self, kept: Sequence[int], *, limits: Iterable[Limit], effort: float) -> float | None:
        """The best programme that differs only in these choices, and the bound for those; None if nothing came out."""
        from ortools.sat.python import cp_model

        model, variables = _exact(self.choices, kept, limits=limits, best=set(self.best))
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self.seed % 2**31
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.relative_gap_limit = NEAR
        solver.parameters.max_deterministic_time = effort
        seconds = max(self.ends - time.monotonic(), 0.05)
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(model)
        self.by_itself &= solver.wall_time < seconds * 0.98
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        found = {number for number, variable in variables.items() if solver.boolean_value(variable)}
        others = [number for number in self.best if number not in variables]
        self.best = min(self.best, (*others, *sorted(found)), key=self.choices.cost)
        return float(solver.best_objective_bound)


def _by_group(limits: Iterable[Limit], group: Mapping[int, str]) -> dict[str, list[Limit]]:
    """The limits that touch each group of choices."""
    found: dict[str, list[Limit]] = defaultdict(list)
    for limit in limits:
        for name in sorted({group[number] for number, _ in limit.takes if number in group}):
            found[name].append(limit)
    return found


def _exact(
    choices: Choices, kept: Iterable[int], *, limits: Iterable[Limit], best: set[int]
) -> tuple[Any, dict[int, Any]]:
    """The choices kept, as the solver reads them; those of the best programme outside them stand."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    variables = {number: model.new_bool_var("") for number in kept}
    for limit in limits:
        takes = [(variables[number], take) for number, take in limit.takes if number in variables]
        most = limit.most - sum(take for number, take in limit.takes if number in best and number not in variables)
        if most == 1 and all(take == 1 for _, take in takes):
            if len(takes) > 1:
                model.add_at_most_one(variable for variable, _ in takes)
        elif sum(take for _, take in takes if take > 0) > most:
            model.add(sum(variable * take for variable, take in takes) <= most)
    for number, variable in variables.items():
        model.add_hint(variable, number in best)
    costs = gains(choices)
    stands = sum(costs[number] for number in best if number not in variables)
    stands += sum(demand.unplanned for demand in choices.demands)
    model.minimize(sum(variable * costs[number] for number, variable in variables.items()) + stands)
    return model, variables
