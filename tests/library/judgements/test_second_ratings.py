"""Is the draw of second ratings one that anybody can repeat, and is nothing said of few ratings?"""

from collections import Counter

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.judgements.second import FIRST, SECOND, Rated, agreements, drawn_again, leaning_groups

SCALE = ("poor", "fair", "good")
REFS = [f"inspection{number}" for number in range(10)]


def pairs(number, *, first="good", second="fair", rater=FIRST, scale=SCALE):
    """So many judgements, each rated twice."""
    return [
        Rated(inspection=f"i{each}", judgement="help", rater=who, grade=grade, scale=scale)
        for each in range(number)
        for who, grade in ((rater, first), (SECOND, second))
    ]


def test_the_same_seed_draws_the_same_in_whatever_order_they_are_given():
    assert drawn_again(REFS, number=3, seed=7) == drawn_again(REFS[::-1], number=3, seed=7)
    assert len(set(drawn_again(REFS, number=10, seed=7))) == 10
    assert drawn_again(REFS, number=3, seed=7) != drawn_again(REFS, number=3, seed=8)


def test_each_is_equally_likely_to_be_drawn():
    times = Counter(ref for seed in range(2000) for ref in drawn_again(REFS, number=3, seed=seed))
    assert all(540 <= times[ref] <= 660 for ref in REFS)


@pytest.mark.parametrize(("refs", "number"), [(REFS, 0), (REFS, 11), ([], 1)])
def test_no_more_is_drawn_than_there_is(refs, number):
    with pytest.raises(InvalidInput):
        drawn_again(refs, number=number, seed=1)


def test_below_the_minimum_number_nothing_is_said():
    assert agreements(pairs(9), seed=1) == leaning_groups(pairs(9), seed=1) == ()
    ((ratings, found),) = agreements(pairs(10), seed=1)
    assert (ratings.scale, found.pairable, found.observed) == (SCALE, 10, 0.0)
    assert [(each.group, each.difference) for each in leaning_groups(pairs(10), seed=1)] == [
        (FIRST, 1.0), (SECOND, -1.0),
    ]  # fmt: skip


def test_quarters_are_told_apart_and_those_with_few_ratings_left_out():
    rated = [*pairs(12, rater="2026 Q1"), *pairs(3, rater="2026 Q2")]
    assert [each.group for each in leaning_groups(rated, seed=1)] == ["2026 Q1", SECOND]


def test_scales_are_not_mixed():
    other = pairs(11, first="b", second="b", scale=("a", "b"))
    both = agreements([*pairs(12), *other], seed=1)
    assert [(ratings.scale, found.observed) for ratings, found in both] == [(SCALE, 0.0), (("a", "b"), 1.0)]
    assert leaning_groups([*pairs(12), *other], seed=1)[0].units == 12
    assert agreements([], seed=1) == leaning_groups([], seed=1) == ()
