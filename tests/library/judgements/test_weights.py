"""Is the share of weights right, against polygons, drawing and counting, and the smallest change, against a solver?"""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.errors import InvalidInput
from joint_inspection.judgements import Grades, Judged
from joint_inspection.judgements import weights as weighing
from joint_inspection.judgements.draws import draw_shares
from joint_inspection.judgements.simplex import allowed, share_up_to
from joint_inspection.judgements.weights import admissible, in_words, nudges, result_of, shares, stretches

FOUR = ("inadequate", "requires_improvement", "good", "outstanding")


def grades(*places, weights=None):
    judged = [Judged(id=f"j{i}", title=f"j{i}", grade=FOUR[place], scale=FOUR) for i, place in enumerate(places)]
    named = {f"j{i}": weight for i, weight in enumerate(weights or ())}
    return Grades(scale=FOUR, judged=tuple(judged), weights=named)


def share(*places, bounds=None):
    return tuple(shares(grades(*places), bounds or {}, seed=1).share.values())


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((2, 2, 2), (0, 0, 1, 0)),
        ((0, 1), (1 / 2, 1 / 2, 0, 0)),
        ((0, 3), (1 / 6, 1 / 3, 1 / 3, 1 / 6)),
        ((0, 2, 2), (1 / 16, 8 / 16, 7 / 16, 0)),  # the one counts at least 3/4: (1/4)²; at least 1/4: (3/4)²
        ((0, 2, 2, 2), (1 / 64, 26 / 64, 37 / 64, 0)),
        ((0, 0, 2, 2), (10 / 64, 44 / 64, 10 / 64, 0)),  # two of four counting at most 1/4: 3·(1/4)² − 2·(1/4)³
    ],
)
def test_shares_that_can_be_worked_out_by_hand(places, expected):
    assert share(*places) == pytest.approx(expected, abs=1e-15)


def polygon_share(limit, values, least, most):
    """Area of the allowed triangle's part where the mean is at most the limit, by clipping corner by corner."""
    start = [(Fraction(1), Fraction(0), Fraction(0)), (Fraction(0), Fraction(1), Fraction(0)),
             (Fraction(0), Fraction(0), Fraction(1))]  # fmt: skip
    for i in range(3):
        start = clipped(start, lambda w, i=i: w[i] - least[i])
        start = clipped(start, lambda w, i=i: most[i] - w[i])
    cut = clipped(start, lambda w: limit - sum(x * v for x, v in zip(w, values, strict=True)))
    return area(cut) / area(start)


def clipped(corners, inside):
    found = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        a, b = inside(here), inside(there)
        if a >= 0:
            found.append(here)
        if a * b < 0:
            part = a / (a - b)
            found.append(tuple(x + part * (y - x) for x, y in zip(here, there, strict=True)))
    return found


def area(corners):
    pairs = zip(corners, corners[1:] + corners[:1], strict=True) if corners else ()
    return abs(sum((a[0] * b[1] - a[1] * b[0] for a, b in pairs), Fraction()))


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[st.integers(0, 3)] * 3),
    st.tuples(*[st.tuples(st.integers(0, 4), st.integers(3, 12))] * 3),
    st.sampled_from([Fraction(1, 2), Fraction(3, 2), Fraction(5, 2), Fraction(7, 5)]),
)
def test_three_weights_within_bounds_against_areas(values, bounds, limit):
    within = [(Fraction(low, 12), Fraction(max(low, high), 12)) for low, high in bounds]
    found = allowed(within)
    if found is None or len(found.free) < 3:
        return
    expected = polygon_share(limit, values, *zip(*within, strict=True))
    assert share_up_to(limit, [Fraction(value) for value in values], found) == expected


@pytest.mark.parametrize("places", [(0, 2, 2, 3, 1), (3, 3, 0, 0, 2, 2, 1), (0, 1, 1, 1, 1, 1, 1, 3, 3, 2, 2)])
def test_many_weights_against_weights_drawn_evenly(places):
    drawn = np.random.default_rng(7).dirichlet(np.ones(len(places)), size=200_000)
    means = np.rint(drawn @ np.array(places, dtype=float)).astype(int)
    assert share(*places) == pytest.approx(np.bincount(means, minlength=4) / 200_000, abs=0.005)


def test_bounds_against_weights_drawn_and_thrown_away():
    bounds = {"j0": (0.1, 0.4), "j1": (0.0, 0.3), "j2": (0.2, 0.5), "j4": (0.05, 1.0)}
    places = (0, 2, 2, 3, 1)
    drawn = np.random.default_rng(8).dirichlet(np.ones(5), size=400_000)
    for name, (low, high) in bounds.items():
        column = drawn[:, int(name[1])]
        drawn = drawn[(column >= low) & (column <= high)]
    assert len(drawn) > 20_000
    means = np.rint(drawn @ np.array(places, dtype=float)).astype(int)
    assert share(*places, bounds=bounds) == pytest.approx(np.bincount(means, minlength=4) / len(drawn), abs=0.012)


def test_drawing_agrees_with_the_exact_share_within_its_error():
    within = allowed([(Fraction(1, 20), Fraction(3, 10))] * 6)
    found, error = draw_shares([0, 2, 2, 3, 1, 0], within, grades=4, seed=3)
    exact = [float(share_up_to(Fraction(2 * place + 1, 2), list(map(Fraction, [0, 2, 2, 3, 1, 0])), within))
             for place in range(4)]  # fmt: skip
    assert np.cumsum(found) == pytest.approx(exact, abs=2 * error)
    assert draw_shares([0, 2, 2, 3, 1, 0], within, grades=4, seed=3) == (found, error)
    assert 0 < error < 0.006


def test_too_many_bounds_are_drawn_and_it_says_so():
    names = {f"j{i}": (0.0, 0.1) for i in range(24)}
    found = shares(grades(*[0, 1, 2, 3] * 6), names, seed=5)
    assert found.method == "monte-carlo of 40000 draws, seed 5; the error holds in 95 of 100"
    assert sum(found.share.values()) == pytest.approx(1)
    assert found.share["requires_improvement"] == pytest.approx(found.share["good"], abs=3 * found.error)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"j0": (0.2, 0.2), "j1": (0.3, 0.3), "j2": (0.5, 0.5)}, "good"),  # one point: 0.3 · 2 + 0.5 · 3 = 2.1
        ({"j0": (0.5, 1), "j1": (0.5, 1)}, "requires_improvement"),  # the least already add up to one
        ({"j0": (0, 0.5), "j1": (0, 0.5), "j2": (0, 0)}, "requires_improvement"),  # the greatest do
    ],
)
def test_where_bounds_leave_a_single_choice(bounds, expected):
    found = shares(grades(0, 2, 3), bounds, seed=1)
    assert (found.share[expected], found.error, found.method) == (1, 0, "exact")


def nearest_by_solver(target, values, weights, bounds, *, largest):
    """The same question as a linear programme, for a solver that knows nothing of ours."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    new = [solver.NumVar(low, high, "") for low, high in bounds]
    far = [solver.NumVar(0, 1, "") for _ in bounds]
    worst = solver.NumVar(0, 1, "")
    solver.Add(sum(new) == 1)
    solver.Add(sum(each * value for each, value in zip(new, values, strict=True)) == target)
    for each, change, old in zip(new, far, weights, strict=True):
        solver.Add(each - old <= change)
        solver.Add(old - each <= change)
        solver.Add(change <= worst)
    solver.Minimize(worst if largest else sum(far) * 0.5)
    return solver.Objective().Value() if solver.Solve() == solver.OPTIMAL else None


@pytest.mark.parametrize(
    ("places", "weights", "bounds"),
    [
        ((2, 2, 0), (1, 1, 1), {}),
        ((3, 2, 2, 0), (4, 3, 2, 1), {}),
        ((0, 1, 2, 3, 3), (1, 2, 3, 2, 2), {"j0": (0, 0.2), "j3": (0.1, 0.3)}),
        ((1, 1, 2, 2, 3, 0, 0), (1, 1, 1, 1, 1, 1, 1), {"j5": (0.1, 0.2), "j6": (0.1, 0.2)}),
        ((2, 2, 2, 1), (1, 1, 1, 1), {"j3": (0, 0.4)}),
    ],
)
def test_the_smallest_change_is_the_one_that_a_solver_finds(places, weights, bounds):
    given = grades(*places, weights=weights)
    start = [weight / sum(weights) for weight in weights]
    mean = sum(weight * place for weight, place in zip(start, places, strict=True))
    here = int(np.ceil(mean - 0.5))
    limits = [bounds.get(f"j{i}", (0, 1)) for i in range(len(places))]
    told = {each.grade: each for each in nudges(given, bounds)}
    for there, edge in ((here - 1, here - 0.5), (here + 1, here + 0.5)):
        least = nearest_by_solver(edge, places, start, limits, largest=False)
        even = nearest_by_solver(edge, places, start, limits, largest=True)
        if least is None or not 0 <= there < 4:
            assert not 0 <= there < 4 or FOUR[there] not in told
        else:
            each = told.pop(FOUR[there])
            assert (each.moved, each.largest) == pytest.approx((least, even), abs=1e-7)
            reached = sum(w * place for w, place in zip(each.moved_weights.values(), places, strict=True))
            assert reached == pytest.approx(edge)
    assert told == {}


def test_a_grade_that_no_weights_reach_is_not_told():
    assert [each.grade for each in nudges(grades(2, 2, 1), {})] == ["requires_improvement"]
    assert nudges(grades(2, 2, 2), {}) == ()
    assert nudges(grades(2, 2, 1), {"j2": (0, 0.4)}) == ()


@pytest.mark.parametrize("places", list(product((0, 2, 3), repeat=3))[::3])
def test_one_weight_alone_against_trying_each_per_cent(places):
    given = grades(*places, weights=(2, 1, 3))
    for number in range(3):
        found = stretches(given, f"j{number}")
        assert (found[0].start, found[-1].end) == (0, 1)
        for per_cent in range(1, 100, 2):
            others = sum(weight for i, weight in enumerate((2, 1, 3)) if i != number)
            tried = [Fraction(per_cent, 100) if i == number else Fraction((100 - per_cent) * weight, 100 * others)
                     for i, weight in enumerate((2, 1, 3))]  # fmt: skip
            at = float(Fraction(per_cent, 100))
            here = [each.grade for each in found if each.start <= at <= each.end]
            assert result_of(given, tried) in here


def test_how_much_a_judgement_counts_is_said_in_a_sentence():
    given = grades(0, 2, 2)
    assert in_words(given.judged[0], stretches(given, "j0")) == (
        "j0: good while it counts up to 25 per cent; requires improvement while it counts 25 to 75 per cent; "
        "inadequate while it counts more than 75 per cent, the others keeping their proportions."
    )
    alike = grades(2, 2)
    assert in_words(alike.judged[0], stretches(alike, "j0")) == "However much j0 counts, good is proposed."


@pytest.mark.parametrize(
    ("bounds", "where", "says"),
    [
        (
            {"j0": (0.6, 1), "j1": (0.6, 1)},
            "bounds",
            "No weights add up to one within these bounds; widen some of them",
        ),
        ({"j9": (0, 1)}, "bounds.j9", "'j9' has no grade; give it one, or take its bounds out"),
        ({"j0": (0.6, 0.5)}, "bounds.j0", "Give the least weight first, then the greatest"),
    ],
)
def test_bounds_that_cannot_be_are_advised_on(bounds, where, says):
    with pytest.raises(InvalidInput) as error:
        admissible(grades(0, 1), bounds)
    assert [(problem.where, problem.says) for problem in error.value.problems] == [(where, says)]


def test_weights_given_outside_their_bounds_are_refused_and_none_given_are_chosen_within():
    with pytest.raises(InvalidInput, match=r"0\.9 of all weight is outside its bounds"):
        nudges(grades(0, 1, weights=(9, 1)), {"j0": (0, 0.5)})
    within = admissible(grades(0, 1, 2), {"j0": (0.6, 1)})
    assert weighing.given_weights(grades(0, 1, 2), within) == (Fraction(11, 15), Fraction(2, 15), Fraction(2, 15))
