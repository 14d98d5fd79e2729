"""Which choices make the best programme, and how far from the best possible can it be?

Three steps, each of which improves on the one before. A quick first programme takes demands in the order of their
weeks. A linear programme, in which visits may be split, gives a bound that no programme can beat and a price for every
choice. Then an exact search looks at the choices whose price is low enough to be in a better programme; when the
price left out exceeds what could still be won, the bound is proved for all.

With a seed the same programme comes out again, as long as the search ends by itself and not by the clock.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from joint_inspection.programmes.choices import Choices

Say = Callable[[str], None]
GAP = 0.005
"""Good enough: the search ends when it is proved to be this near to the best."""
EFFORT = 0.45
"""Units of the solver's own clock for each second of time limit: about half of what two quiet processors do."""
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
    first = greedy(choices)
    say(f"First programme: {choices.cost(first):,} points from {len(choices.choices):,} choices")
    bound, prices = relax(choices, time_limit=max(time_limit / 3, 1))
    say(f"No programme can have less than {bound:,.0f} points")
    search = _Search(choices, seed=seed, prices=prices, lowest=bound, best=first, ends=begun + time_limit, say=say)
    best, bound, ended = search.run(effort=time_limit * EFFORT)
    objective = choices.cost(best)
    return Solution(
        chosen=tuple(sorted(best)), objective=objective, bound=min(bound, objective),
        seconds=time.monotonic() - begun, repeatable=ended,
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


def relax(choices: Choices, *, time_limit: float) -> tuple[float, list[float]]:
    """The bound from a programme whose visits may be split, and how much each choice would cost that programme."""
    from datetime import timedelta

    from ortools.math_opt.python import mathopt

    nothing = sum(demand.unplanned for demand in choices.demands)
    if not choices.choices:
        return float(nothing), []
    model = mathopt.Model.from_model_proto(_linear(choices))
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=time_limit), lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX
    )
    result = mathopt.solve(model, mathopt.SolverType.GLOP, params=parameters)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return _least(choices), [0.0] * len(choices.choices)
    reduced = result.reduced_costs()
    prices = [reduced[variable] for variable in sorted(reduced, key=lambda variable: variable.id)]
    return result.objective_value() + nothing, prices


def _least(choices: Choices) -> float:
    """A bound without any solver: every demand at its cheapest, as if nothing stood in the way."""
    least = [float(demand.unplanned) for demand in choices.demands]
    for choice in choices.choices:
        for demand in choice.demands:
            least[demand] = min(least[demand], choice.cost / len(choice.demands))
    return sum(least)


def _linear(choices: Choices) -> Any:
    """The table of choices and limits, as the solver reads it."""
    from ortools.math_opt import model_pb2

    limits = [limit for limit in choices.limits if not limit.between_visits]
    count, rows = len(choices.choices), range(len(limits))
    model = model_pb2.ModelProto()
    model.variables.ids.extend(range(count))
    model.variables.lower_bounds.extend([0.0] * count)
    model.variables.upper_bounds.extend([float("inf")] * count)
    model.variables.integers.extend([False] * count)
    costs = [(number, gain) for number, gain in enumerate(gains(choices)) if gain]
    model.objective.linear_coefficients.ids.extend(number for number, _ in costs)
    model.objective.linear_coefficients.values.extend(float(gain) for _, gain in costs)
    model.linear_constraints.ids.extend(rows)
    model.linear_constraints.lower_bounds.extend([float("-inf")] * len(rows))
    model.linear_constraints.upper_bounds.extend(float(limit.most) for limit in limits)
    for row in rows:
        takes = sorted(limits[row].takes)
        model.linear_constraint_matrix.row_ids.extend([row] * len(takes))
        model.linear_constraint_matrix.column_ids.extend(number for number, _ in takes)
        model.linear_constraint_matrix.coefficients.extend(float(take) for _, take in takes)
    return model


class _Search:
    """The exact search among the choices whose price is low, in rounds that allow higher prices."""

    def __init__(
        self, choices: Choices, *, seed: int, prices: Sequence[float], lowest: float, best: Iterable[int], ends: float,
        say: Say,
    ) -> None:  # fmt: skip
        self.choices, self.seed, self.prices, self.say = choices, seed, prices, say
        self.lowest, self.best, self.ends = lowest, tuple(best), ends
        self.bound, self.effort = lowest, 0.0

    def run(self, *, effort: float) -> tuple[tuple[int, ...], float, bool]:
        """The best programme, the bound, and whether the search ended by itself rather than by the clock."""
        self.effort = effort
        price = max(0.02 * abs(self.lowest), 50.0)
        ended = True
        while ended and not self._good_enough() and self.effort > 0:
            left = self._left()
            price = min(price, left)
            ended = self._round(price)
            if price >= left:
                break
            price *= 4
        return self.best, self.bound, ended

    def _left(self) -> float:
        """How much could still be won."""
        return self.choices.cost(self.best) - self.lowest + SLACK

    def _good_enough(self) -> bool:
        objective = self.choices.cost(self.best)
        return objective - self.bound <= GAP * abs(objective) + SLACK

    def _round(self, price: float) -> bool:
        from ortools.sat.python import cp_model

        best = set(self.best)
        kept = [number for number, each in enumerate(self.prices) if each <= price or number in best]
        model, variables = _exact(self.choices, kept)
        for number, variable in variables.items():
            model.add_hint(variable, number in best)
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self.seed % 2**31
        solver.parameters.num_workers = 2
        solver.parameters.interleave_search = True
        solver.parameters.relative_gap_limit = GAP / 2
        solver.parameters.max_deterministic_time = self.effort
        seconds = max(self.ends - time.monotonic(), 0.1)
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(model)
        self.effort -= solver.response_proto.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = tuple(number for number, variable in variables.items() if solver.boolean_value(variable))
            self.best = min(self.best, found, key=self.choices.cost)
            nothing = sum(demand.unplanned for demand in self.choices.demands)
            self.bound = max(self.bound, min(solver.best_objective_bound + nothing, self.lowest + price))
        self.say(f"{self.choices.cost(self.best):,} points; none can have less than {self.bound:,.0f}")
        return bool(solver.wall_time < seconds * 0.98)


def _exact(choices: Choices, kept: Sequence[int]) -> tuple[Any, dict[int, Any]]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    variables = {number: model.new_bool_var("") for number in kept}
    for limit in choices.limits:
        takes = [(variables[number], take) for number, take in limit.takes if number in variables]
        if limit.most == 1 and all(take == 1 for _, take in takes):
            if len(takes) > 1:
                model.add_at_most_one(variable for variable, _ in takes)
        elif sum(take for _, take in takes if take > 0) > limit.most:
            model.add(sum(variable * take for variable, take in takes) <= limit.most)
    costs = gains(choices)
    model.minimize(sum(variable * costs[number] for number, variable in variables.items()))
    return model, variables
