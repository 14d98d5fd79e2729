"""Does a fresh sample of the same stratum tell whether it helped, and say when it cannot?"""

from datetime import date
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.samples import framework, population
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.follow_up.impact import (
    as_share,
    check_fresh,
    compare,
    fresh_sample,
    impact_of,
    of_stratum,
    plain_share,
    share_of,
)
from joint_inspection.follow_up.statement import ImpactCheck
from joint_inspection.sampling.chance import chance_of, secret_of_seed
from joint_inspection.sampling.draw import draw
from joint_inspection.sampling.plan import plan_for
from joint_inspection.sampling.strata import Stratum

TEAM = Stratum(where={"team": ("Team 1",)}, population=25, drawn=8)


def chance(seed=1):
    return chance_of(secret_of_seed(seed), "fresh")


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(after, before, low, high):
    """Newcombe 1998, Interval estimation for the difference between independent proportions, table II, method 10."""
    found = compare(plain_share(*before), plain_share(*after), better="higher")
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("before", "after", "better", "target", "verdict", "met"),
    [
        ((10, 40), (35, 40), "higher", 0.6, "better", True),
        ((10, 40), (35, 40), "lower", 0.6, "worse", False),
        ((35, 40), (10, 40), "lower", 0.5, "better", True),
        ((20, 40), (22, 40), "higher", 0.9, "cannot_tell", False),
        ((20, 40), (22, 40), "higher", 0.6, "cannot_tell", None),
        ((0, 4), (40, 40), "higher", 0.6, "cannot_tell", None),
        ((10, 40), (35, 40), "higher", None, "better", None),
    ],
)
def test_it_is_said_whether_it_got_better_and_when_it_cannot_be_told(before, after, better, target, verdict, met):
    found = compare(plain_share(*before), plain_share(*after), better=better, target=target)
    assert (found.verdict.value, found.target_met) == (verdict, met)


def test_what_is_said_has_both_shares_and_the_difference():
    assert compare(plain_share(10, 40), plain_share(35, 40), better="higher").says == (
        "It got better: 25% of 40 children before, 88% of 40 now; the difference lies between +42% and +75%"
    )
    assert compare(plain_share(1, 4), plain_share(3, 4), better="higher").says.startswith(
        "It cannot be told whether it got better with fewer than 5 children: "
    )


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_is_refused(part, whole):
    with pytest.raises(InvalidInput, match="no share"):
        plain_share(part, whole)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), number=st.integers(1, 20), read=st.sets(st.integers(0, 24), max_size=5))
def test_a_fresh_sample_is_of_the_stratum_and_was_not_read_before(seed, number, read):
    everybody = population(100)
    before = [f"C{1 + 4 * n:05}" for n in read]
    sample = fresh_sample(everybody, stratum=TEAM, number=number, chance=chance(seed), read_before=before)
    assert check_fresh(sample, everybody, stratum=TEAM, read_before=before) == ()
    assert len(sample.chosen) == number
    assert sum(1 / (each.probability or 0) for each in sample.chosen) == pytest.approx(25 - len(read))


def test_every_child_left_is_equally_likely():
    everybody = population(20, teams=4)
    drawn = [each.id for seed in range(2000) for each in fresh_sample(
        everybody, stratum=TEAM, number=2, chance=chance(seed), read_before=["C00001"]).chosen]  # fmt: skip
    counts = {id: drawn.count(id) for id in {*drawn}}
    assert set(counts) == {"C00005", "C00009", "C00013", "C00017"}
    assert all(abs(count - 1000) < 100 for count in counts.values())


def test_a_bad_fresh_sample_is_seen():
    everybody = population(100)
    sample = fresh_sample(everybody, stratum=TEAM, number=6, chance=chance(), read_before=["C00001"])
    other = fresh_sample(everybody, stratum=Stratum(where={"team": ("Team 2",)}, population=25, drawn=6), number=6,
                         chance=chance())  # fmt: skip
    assert [problem.says.split(":")[0] for problem in check_fresh(other, everybody, stratum=TEAM)] == [
        "A child is of another stratum, or not on the lists"
    ]
    read = [sample.chosen[0].id, "C00001"]
    says = [problem.says.split(":")[0] for problem in check_fresh(sample, everybody, stratum=TEAM, read_before=read)]
    assert says == ["A child was read before", "The size of the stratum is wrong"]


@pytest.mark.parametrize("number", [0, 26])
def test_too_few_children_are_said(number):
    with pytest.raises(InvalidInput, match="between 1 and 25"):
        fresh_sample(population(100), stratum=TEAM, number=number, chance=chance())


def test_a_trait_that_lists_no_longer_tell_is_said():
    stratum = Stratum(where={"placed_out_of_area": ("yes",)}, population=5, drawn=2)
    with pytest.raises(NotPossible, match="no list that came says so"):
        fresh_sample(population(100), stratum=stratum, number=2, chance=chance())


def test_the_same_stratum_before_and_after():
    everybody = population(200, teams=2)
    first = draw(everybody, plan=plan_for(framework(strata=("team",), tracked=(4, 4), sampled=(20, 20)), everybody),
                 chance=chance(3))  # fmt: skip
    stratum = first.strata[0]
    part = of_stratum(first, stratum.name)
    seen = {each.id: number % 3 == 0 for number, each in enumerate(part.chosen)}
    again = fresh_sample(everybody, stratum=stratum, number=12, chance=chance(4), read_before=seen)
    found = compare(
        share_of(part, seen), share_of(again, {each.id: True for each in again.chosen}), better="higher", target=0.7
    )
    assert (found.before.children, found.after.children) == (len(part.chosen), 12)
    assert (found.verdict.value, found.after.share, found.target_met) == ("better", 1.0, True)
    assert found.low < found.difference <= found.high
    check = ImpactCheck(
        action="a1", on=date(2026, 11, 2), by="eve", what="Heard", stratum=stratum.name, better="higher", target=0.7,
        before=as_share(found.before), after=as_share(found.after),
    )  # fmt: skip
    assert impact_of(ImpactCheck.model_validate_json(check.model_dump_json())) == found
    with pytest.raises(InvalidInput, match="has no stratum"):
        of_stratum(first, "Team 9")


def test_the_difference_is_held_as_often_as_promised():
    """Worked out over every possible pair of counts: 20 children before and after, shares of 0.3 and 0.6."""
    holds = 0.0
    for first in range(21):
        for second in range(21):
            chances = comb(20, first) * 0.3**first * 0.7 ** (20 - first)
            chances *= comb(20, second) * 0.6**second * 0.4 ** (20 - second)
            found = compare(plain_share(first, 20), plain_share(second, 20), better="higher")
            holds += chances * (found.low <= 0.3 <= found.high)
    assert 0.94 < holds < 0.97
