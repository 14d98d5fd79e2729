"""How fast is the planner, beside plain use of the same solvers on the same programme, in one run?

Each contender gets the same choices, limits and seconds, and is asked for the best programme and a proven bound. What
is printed are ratios: seconds and gaps depend on the machine, ratios much less. ``--years`` and ``--seconds`` set the
size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection.programmes.choices import Choices, choices
from joint_inspection.programmes.demand import demands
from joint_inspection.programmes.plan import world_for
from joint_inspection.programmes.sample import sampled_demands
from joint_inspection.programmes.settings import load_settings
from joint_inspection.programmes.solve import gains, greedy, solve


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a contender came to."""

    name: str
    objective: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How far it may be from the best."""
        return abs(self.objective - self.bound) / abs(self.objective) if self.objective else 0.0


def main() -> None:
    """Lay the programme out once, let everyone try it, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    table = laid_out(years=options.years)
    print(f"{options.years} years: {len(table.demands)} visits, {len(table.choices):,} choices")
    contenders: list[Callable[..., Result]] = [ours, plain_cp_sat, plain_highs]
    results = [contender(table, seconds=options.seconds) for contender in contenders]
    results.append(Result(name="first come, first placed", objective=table.cost(greedy(table)), bound=0, seconds=0))
    best = results[0].objective
    print(f"{'':28}{'points':>10}{'bound':>10}{'gap':>8}{'seconds':>9}{'points ÷ ours':>15}")
    for each in results:
        ratio = each.objective / best if best else 1
        print(
            f"{each.name:28}{each.objective:>10,.0f}{each.bound:>10,.0f}{each.gap:>8.1%}{each.seconds:>9.1f}{ratio:>15.2f}"
        )


def laid_out(*, years: int) -> Choices:
    """The national programme from June 2025 as choices and limits."""
    world = world_for(
        start=date(2025, 6, 1), years=years, register=load_register(), frameworks=published(),
        outcomes=load_outcomes().all, settings=load_settings(),
    )  # fmt: skip
    return choices((*demands(world, seed=7), *sampled_demands(world, seed=7)), world=world)


def ours(table: Choices, *, seconds: float) -> Result:
    """The planner."""
    found = solve(table, seed=7, time_limit=seconds)
    return Result(name="joint-inspection", objective=found.objective, bound=found.bound, seconds=found.seconds)


def plain_cp_sat(table: Choices, *, seconds: float) -> Result:
    """The same choices and limits handed to CP-SAT as they are, with the quick first programme as a hint."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in table.choices]
    for limit in table.limits:
        if limit.role != "fine":
            model.add(sum(take * taken[choice] for choice, take in limit.takes) <= limit.most)
    nothing = sum(demand.unplanned for demand in table.demands)
    model.minimize(nothing + sum(gain * variable for gain, variable in zip(gains(table), taken, strict=True)))
    first = set(greedy(table))
    for number, variable in enumerate(taken):
        model.add_hint(variable, number in first)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    begun = time.monotonic()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    objective = solver.objective_value if found else float(nothing)
    return Result(
        name="CP-SAT as it comes", objective=objective, bound=solver.best_objective_bound,
        seconds=time.monotonic() - begun,
    )  # fmt: skip


def plain_highs(table: Choices, *, seconds: float) -> Result:
    """The same choices and limits handed to HiGHS as they are."""
    from ortools.math_opt.python import mathopt

    model = mathopt.Model()
    taken = [model.add_binary_variable() for _ in table.choices]
    for limit in table.limits:
        if limit.role != "fine":
            model.add_linear_constraint(sum(take * taken[choice] for choice, take in limit.takes) <= limit.most)
    nothing = sum(demand.unplanned for demand in table.demands)
    model.minimize(nothing + sum(gain * variable for gain, variable in zip(gains(table), taken, strict=True)))
    begun = time.monotonic()
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    spent = time.monotonic() - begun
    objective = result.objective_value() if result.has_primal_feasible_solution() else float(nothing)
    bound = result.termination.objective_bounds.dual_bound
    return Result(name="HiGHS as it comes", objective=objective, bound=bound, seconds=spent)


if __name__ == "__main__":
    main()
