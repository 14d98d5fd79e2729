"""The solver against every programme there is, on instances small enough to try them all."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.programmes.choices import Choice, Choices, Limit, tightened
from joint_inspection.programmes.demand import Demand, Place
from joint_inspection.programmes.solve import greedy, solve

MONDAY = date(2025, 6, 2)


def place(week: int, cost: int) -> Place:
    start = MONDAY + timedelta(weeks=week)
    return Place(week=week, start=start, end=start + timedelta(days=4), ref="harbour@1", kind="full", cost=cost)


def small(costs: list[list[int]], sizes: list[int], *, pool: int, unplanned: int = 50) -> Choices:
    """One demand a list of costs by week; in each week, the pool limits the sizes of those who start then."""
    demands = tuple(
        Demand(
            area=f"X{n}", framework="harbour", kind="full", rule="r", aim=0, unplanned=unplanned,
            places=tuple(place(week, cost) for week, cost in enumerate(each)),
        )
        for n, each in enumerate(costs)
    )  # fmt: skip
    choices = [Choice(demands=(n,), places=(p,), cost=p.cost) for n, each in enumerate(demands) for p in each.places]
    once = [
        Limit(most=1, takes=tuple((i, 1) for i, each in enumerate(choices) if each.demands == (n,)))
        for n in range(len(demands))
    ]
    weeks = sorted({choice.week for choice in choices})
    pools = [
        limit
        for week in weeks
        for limit in tightened(
            {i: sizes[each.demands[0]] for i, each in enumerate(choices) if each.week == week}, most=pool
        )
    ]
    return Choices(
        demands=demands,
        choices=tuple(choices),
        limits=(*once, *pools),
        regions=tuple("NS"[n % 2] for n in range(len(demands))),
    )


def best_of_all(costs: list[list[int]], sizes: list[int], *, pool: int, unplanned: int = 50) -> int:
    """The least points of any programme, by trying every one."""
    every = product(*[[None, *range(len(each))] for each in costs])
    points = []
    for weeks in every:
        taken: dict[int, int] = {}
        for demand, week in enumerate(weeks):
            if week is not None:
                taken[week] = taken.get(week, 0) + sizes[demand]
        if all(size <= pool for size in taken.values()):
            points.append(sum(unplanned if week is None else costs[d][week] for d, week in enumerate(weeks)))
    return min(points)


def is_allowed(choices: Choices, chosen: tuple[int, ...]) -> bool:
    return all(sum(take for number, take in limit.takes if number in chosen) <= limit.most for limit in choices.limits)


costs_and_sizes = st.integers(1, 5).flatmap(
    lambda count: st.tuples(
        st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=3), min_size=count, max_size=count),
        st.lists(st.integers(1, 6), min_size=count, max_size=count),
        st.integers(1, 8),
    )
)


@given(costs_and_sizes)
@settings(max_examples=25, deadline=None)
def test_the_best_programme_is_within_the_proven_gap_of_the_best_of_all(given_):
    costs, sizes, pool = given_
    table = small(costs, sizes, pool=pool)
    solution = solve(table, seed=1, time_limit=10)
    best = best_of_all(costs, sizes, pool=pool)
    assert is_allowed(table, solution.chosen)
    assert table.cost(solution.chosen) == solution.objective
    assert solution.bound - 1e-3 <= best <= solution.objective
    assert solution.gap <= 0.03 + 1e-6


@given(costs_and_sizes)
@settings(max_examples=50, deadline=None)
def test_the_first_programme_keeps_every_limit(given_):
    costs, sizes, pool = given_
    table = small(costs, sizes, pool=pool)
    chosen = greedy(table)
    assert is_allowed(table, chosen)
    assert table.cost(chosen) >= best_of_all(costs, sizes, pool=pool)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 12))
def test_tighter_limits_refuse_no_set_of_teams_that_fits(sizes, pool):
    limits = list(tightened(dict(enumerate(sizes)), most=pool))
    for chosen in product((0, 1), repeat=len(sizes)):
        fits = sum(size * made for size, made in zip(sizes, chosen, strict=True)) <= pool
        kept = all(sum(take * chosen[number] for number, take in limit.takes) <= limit.most for limit in limits)
        assert kept == fits


def test_nothing_to_plan_is_a_programme_too():
    table = Choices(demands=(), choices=(), limits=(), regions=())
    solution = solve(table, seed=1, time_limit=5)
    assert (solution.chosen, solution.objective, solution.gap, solution.repeatable) == ((), 0, 0.0, True)


def test_the_same_seed_gives_the_same_programme():
    table = small([[5, 3, 9], [5, 3, 9], [1, 2, 3], [4, 4, 4]], [3, 3, 2, 4], pool=4)
    first, second = (solve(table, seed=7, time_limit=10) for _ in range(2))
    assert first.chosen == second.chosen
    assert first.repeatable
