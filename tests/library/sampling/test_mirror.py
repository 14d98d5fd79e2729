"""The mirror, and what a sample tells about all: against counts by hand and over many draws."""

from itertools import combinations

import pytest

from factories.samples import framework, population
from joint_inspection.errors import InvalidInput
from joint_inspection.sampling.chance import chance_of, secret_of_seed
from joint_inspection.sampling.draw import draw
from joint_inspection.sampling.estimate import estimate, quantile
from joint_inspection.sampling.mirror import chance_of_difference, margin_of, mirror
from joint_inspection.sampling.plan import plan_for


def drawn(people, rules, seed=1):
    return draw(people, plan=plan_for(rules, people), chance=chance_of(secret_of_seed(seed), "x"))


def test_shares_beside_each_other():
    people = population(100, rare=5)
    seen = mirror(drawn(people, framework(tracked=(2, 2), sampled=(8, 8))), people)
    sexes = next(each for each in seen.traits if each.trait == "sex").rows
    assert [(r.value, r.in_population, r.in_sample, r.population, r.sample, r.difference) for r in sexes] == [
        ("female", 50, 5, 0.5, 0.5, 0.0), ("male", 50, 5, 0.5, 0.5, 0.0),
    ]  # fmt: skip
    assert [row.says for row in sexes] == ["as chance has it"] * 2
    assert [each.trait for each in seen.traits] == ["sex", "disabled", "team"]


def test_what_the_sample_cannot_tell_is_said():
    people = population(100, rare=0)
    seen = mirror(drawn(people, framework(tracked=(0, 0), sampled=(2, 2), strata=())), people)
    assert seen.cannot_tell[0] == "With 2 children, a share near one half may be off by 50% either way."
    assert "Placed out of the area: no list that came says so." in seen.cannot_tell
    assert any(line.startswith("Team: nothing about Team") for line in seen.cannot_tell)


@pytest.mark.parametrize(("seen", "marked", "number", "size"), [(0, 3, 3, 8), (1, 3, 3, 8), (3, 3, 3, 8), (2, 4, 2, 7)])
def test_the_chance_of_a_difference_is_that_of_all_draws_there_are(seen, marked, number, size):
    draws = [sum(thing < marked for thing in each) for each in combinations(range(size), number)]
    expected, far = number * marked / size, abs(seen - number * marked / size)
    share = sum(abs(k - expected) >= far - 1e-9 for k in draws) / len(draws)
    assert chance_of_difference(seen, marked=marked, drawn=number, size=size) == pytest.approx(share)


def test_the_margin_shrinks_to_nothing_when_everybody_is_read():
    assert [round(margin_of(n, 1000), 3) for n in (30, 100, 400, 1000)] == [0.184, 0.094, 0.038, 0.0]


@pytest.mark.parametrize(("degrees", "table"), [(5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)])
def test_students_quantile_is_that_of_the_tables(degrees, table):
    assert quantile(0.975, degrees=degrees) == pytest.approx(table, abs=0.01)


def test_an_estimate_weighs_each_stratum_by_its_size():
    people = population(100, rare=10)
    sample = drawn(people, framework(tracked=(0, 0), sampled=(10, 10), strata=(), quotas=(("disabled", 5),)))
    told = estimate(sample, {each.id: int(each.id[1:]) < 10 for each in sample.chosen})
    assert (told.share, told.children) == (pytest.approx(0.1), 10)


def test_everybody_read_leaves_no_doubt():
    people = population(6)
    sample = drawn(people, framework())
    told = estimate(sample, {each.id: int(each.id[1:]) < 3 for each in sample.chosen})
    assert (told.share, told.low, told.high) == (0.5, 0.5, 0.5)


def test_an_estimate_needs_an_answer_for_every_child():
    with pytest.raises(InvalidInput, match="every child drawn"):
        estimate(drawn(population(), framework()), {})


def coverage(rate, times, size=1000):
    """In how many of so many draws the interval holds the true share; and the mean of the estimates."""
    people = population(size, rare=30, teams=7)
    truth = {child.id: (int(child.id[1:]) * 7919) % 1000 < rate * 1000 for child in people.children}
    true, rules = sum(truth.values()) / size, framework(tracked=(8, 8), sampled=(40, 40), quotas=(("disabled", 2),))
    told = [estimate(drawn(people, rules, seed), truth) for seed in range(times)]
    return sum(each.low <= true <= each.high for each in told) / times, sum(each.share for each in told) / times - true


@pytest.mark.parametrize("rate", [0.1, 0.5])
def test_estimates_hold_the_truth_about_as_often_as_they_say(rate):
    held, off = coverage(rate, 60)
    assert held >= 0.87
    assert abs(off) < 0.03


@pytest.mark.trial
@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2, 0.35, 0.5, 0.8])
def test_over_a_thousand_draws_intervals_hold_the_truth_in_95_of_100(rate):
    held, off = coverage(rate, 1000)
    assert 0.935 <= held <= 0.985
    assert abs(off) < 0.006
