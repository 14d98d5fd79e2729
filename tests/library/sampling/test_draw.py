"""The draw keeps its rules for any population, and the checker notices when one does not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.samples import ON, framework, population
from joint_inspection.casedata.generate import invent
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.frameworks.load import published
from joint_inspection.frameworks.model import CaseloadBand
from joint_inspection.sampling.allocate import allocate
from joint_inspection.sampling.chance import chance_of, secret_of_seed
from joint_inspection.sampling.check import check
from joint_inspection.sampling.draw import draw
from joint_inspection.sampling.plan import plan_for
from joint_inspection.sampling.population import Child, Population
from joint_inspection.sampling.population import population as population_of

READS_CASES = [each for each in published() if each.case_sample]


def chance(seed=1):
    return chance_of(secret_of_seed(seed), "a test")


def drawn(people, rules, *, seed=1):
    plan = plan_for(rules, people)
    return draw(people, plan=plan, chance=chance(seed)), plan


@pytest.fixture(scope="module")
def invented():
    return invent(children=400, seed=5)


@pytest.mark.parametrize("rules", READS_CASES, ids=lambda each: each.ref)
def test_every_framework_that_reads_cases_draws_by_its_rules(rules, invented):
    people = population_of(invented, rules)
    sample, plan = drawn(people, rules)
    asked = rules.case_sample
    assert check(sample, people, plan) == ()
    assert asked.tracked[0] <= plan.tracked <= asked.tracked[1]
    assert asked.tracked[0] + asked.sampled[0] <= plan.drawn <= asked.tracked[1] + asked.sampled[1]
    traits = {*asked.strata, *(quota.trait for quota in asked.quotas)}
    assert {trait for trait in traits if people.tells(trait)} | set(people.untold) >= traits


@pytest.mark.parametrize("rules", READS_CASES, ids=lambda each: each.ref)
def test_no_trait_of_a_framework_is_unheard_of(rules, invented):
    untold = population_of(invented, rules).untold
    assert [why for why in untold.values() if why.startswith("nobody said")] == []


@st.composite
def populations(draws):
    size = draws(st.integers(1, 120))
    values = st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz"), st.booleans(), st.booleans())
    words = {True: "yes", False: "no"}
    return Population(
        framework="ilacs@2026", theme=None, on=ON,
        children=tuple(
            Child(id=f"C{n:03}", traits={"team": team, "sex": sex, "disabled": words[one], "care_leaver": words[two]})
            for n, (team, sex, one, two) in enumerate(draws(st.lists(values, min_size=size, max_size=size)))
        ),
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(populations(), st.integers(0, 4), st.integers(1, 20), st.integers(1, 6), st.integers(0, 10**6))
def test_any_population_any_rules(people, tracked, sampled, quota, seed):
    rules = framework(
        tracked=(tracked, tracked + 3), sampled=(sampled, sampled + 9), strata=("team", "sex"),
        quotas=(("disabled", quota), ("care_leaver", 2)),
    )  # fmt: skip
    sample, plan = drawn(people, rules, seed=seed)
    assert check(sample, people, plan) == ()
    assert sum(1 / each.probability for each in sample.chosen) == pytest.approx(len(people.children))


def test_every_child_is_drawn_as_often_as_its_probability_says():
    people, rules = population(40, rare=3), framework(tracked=(2, 2), sampled=(8, 8), quotas=(("disabled", 1),))
    times, often, tracked = 1500, dict.fromkeys((c.id for c in people.children), 0), 0
    plan = plan_for(rules, people)
    for seed in range(times):
        sample = draw(people, plan=plan, chance=chance(seed))
        for each in sample.chosen:
            often[each.id] += 1
            tracked += each.part == "tracked" and each.id == "C00007"
    expected = {c.id: next(s.probability for s in sample.strata if s.holds(c)) for c in people.children}
    far = {c: abs(often[c] / times - p) / (p * (1 - p) / times) ** 0.5 for c, p in expected.items() if p < 1}
    assert max(far.values()) < 4.5
    assert sum(value**2 for value in far.values()) < 1.5 * len(far)
    assert tracked / times == pytest.approx(expected["C00007"] * 2 / 10, abs=0.04)


def test_the_same_chance_draws_the_same_children_and_another_others():
    rules, people = framework(), population()
    assert drawn(people, rules)[0] == drawn(people, rules)[0]
    assert drawn(people, rules)[0] != drawn(people, rules, seed=2)[0]


def test_a_population_smaller_than_the_least_is_read_whole():
    sample, plan = drawn(population(5), framework())
    assert [each.probability for each in sample.chosen] == [1.0] * 5
    assert (plan.drawn, plan.tracked, plan.notes) == (5, 2, ("The population is 5 children: all of them are chosen",))


def test_numbers_come_from_the_band_of_the_caseload():
    bands = (CaseloadBand(up_to=50, tracked=2, sampled=6), CaseloadBand(tracked=4, sampled=12))
    rules = framework(bands=bands)
    assert [(plan_for(rules, population(n)).tracked, plan_for(rules, population(n)).sampled) for n in (50, 51)] == [
        (2, 6), (4, 12),
    ]  # fmt: skip


def test_numbers_asked_for_must_lie_within_the_rules():
    assert plan_for(framework(), population(), tracked=3, sampled=7).drawn == 10
    with pytest.raises(InvalidInput) as error:
        plan_for(framework(), population(), tracked=5, sampled=13)
    assert [str(problem) for problem in error.value.problems] == [
        "tracked: The framework asks for 2 to 4; got 5", "sampled: The framework asks for 6 to 12; got 13",
    ]  # fmt: skip


def test_a_quota_is_met_from_a_handful_of_children():
    people = population(1000, rare=3)
    for seed in range(20):
        sample, _ = drawn(people, framework(quotas=(("disabled", 3),)), seed=seed)
        assert sample.quotas == {"disabled": (3, 3)}


def test_a_quota_that_cannot_be_told_or_met_is_said():
    plan = plan_for(framework(quotas=(("placed_out_of_area", 1), ("disabled", 9))), population(rare=4))
    assert plan.notes == (
        "Not a quota: placed_out_of_area (no list that came says so)",
        "Quota of 9 for disabled: the population has 4, all of them chosen",
    )


def test_small_values_of_a_trait_stay_together():
    people = population(60, teams=30)
    sample, _ = drawn(people, framework(strata=("team",)))
    assert min(each.drawn for each in sample.strata) >= 2
    assert sum(each.population for each in sample.strata) == 60


@pytest.mark.parametrize(
    ("sizes", "total", "least", "given"),
    [
        ((50, 30, 20), 10, (1, 1, 1), [5, 3, 2]),
        ((97, 2, 1), 10, (1, 1, 1), [8, 1, 1]),
        ((3, 3), 6, (1, 1), [3, 3]),
        ((1, 9), 5, (1, 1), [1, 4]),
        ((10, 10), 3, (1, 1), [2, 1]),
    ],
)
def test_parts_give_in_proportion(sizes, total, least, given):
    assert allocate(sizes, total, least=least) == given


def test_a_framework_without_a_sample_cannot_draw(invented):
    rules = framework().model_copy(update={"case_sample": None})
    with pytest.raises(NotPossible, match="reads no sample of cases"):
        population_of(invented, rules)


BREAKS = {
    "twice": lambda s: replace(s, chosen=(*s.chosen, s.chosen[0])),
    "a stranger": lambda s: replace(s, chosen=(replace(s.chosen[0], id="nobody"), *s.chosen[1:])),
    "one too few": lambda s: replace(s, chosen=s.chosen[1:]),
    "another chance": lambda s: replace(s, chosen=(replace(s.chosen[0], probability=0.5), *s.chosen[1:])),
    "no chance": lambda s: replace(s, chosen=(replace(s.chosen[0], probability=None), *s.chosen[1:])),
    "wrong stratum": lambda s: replace(s, chosen=(replace(s.chosen[0], stratum=s.strata[-1].name), *s.chosen[1:])),
    "no such stratum": lambda s: replace(s, chosen=(replace(s.chosen[0], stratum="?"), *s.chosen[1:])),
    "a stratum lost": lambda s: replace(s, strata=s.strata[1:]),
    "a stratum twice": lambda s: replace(s, strata=(*s.strata, s.strata[0])),
    "another size": lambda s: replace(s, strata=(replace(s.strata[0], population=99), *s.strata[1:])),
    "all tracked": lambda s: replace(s, chosen=tuple(replace(c, part="tracked") for c in s.chosen)),
    "picked without a reason": lambda s: replace(s, chosen=(replace(s.chosen[0], part="purposive"), *s.chosen[1:])),
    "another population": lambda s: replace(s, population=101),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_checker_notices_a_sample_that_breaks_a_rule(broken):
    people, rules = population(), framework(quotas=(("disabled", 1),))
    sample, plan = drawn(people, rules)
    assert check(sample, people, plan) == ()
    problems = check(BREAKS[broken](sample), people, plan)
    assert problems
    assert not any(child.id in str(problem) for child in people.children for problem in problems)


def test_the_checker_notices_a_quota_missed():
    people, rules = population(), framework(quotas=(("disabled", 2),))
    plan = plan_for(rules, people)
    sample, _ = drawn(people, framework())
    lucky = draw(people, plan=replace(plan, quotas=()), chance=chance(3))
    assert "disabled" in {problem.where for problem in (*check(sample, people, plan), *check(lucky, people, plan))}
