"""Is a rater who grades more mildly than others found, and nobody named who does not, or who rated too little?"""

import numpy as np
import pytest

from joint_inspection.judgements.moderation import leanings
from joint_inspection.judgements.ratings import from_rows


def alone(rater):
    return rater


def test_a_difference_that_can_be_worked_out_by_hand():
    rows = [[3, 2], [2, 2], [3, 1], [2, 1]] * 3
    mild, strict = leanings(from_rows(rows), alone, seed=1)
    assert (mild.group, mild.units, mild.difference) == ("0", 12, 1.0)
    assert (strict.group, strict.difference) == ("1", -1.0)
    assert (mild.leans, strict.leans) == (True, True)
    assert mild.interval == pytest.approx((-strict.interval[1], -strict.interval[0]))


def test_a_group_is_compared_with_those_outside_it_alone():
    rows = [[3, 3, 1]] * 10
    both, other = leanings(from_rows(rows), lambda rater: "a" if rater in "01" else "b", seed=1)
    assert (both.group, both.difference, other.difference) == ("a", 2.0, -2.0)


def test_too_few_units_tell_nothing():
    (first, *_) = leanings(from_rows([[3, 1]] * 9), alone, seed=1)
    assert (first.units, first.difference, first.interval, first.leans) == (9, None, None, False)


def test_units_rated_by_one_alone_do_not_count():
    (only,) = leanings(from_rows([[3, None]] * 20), alone, seed=1)
    assert (only.units, only.difference) == (0, None)


def test_who_does_not_lean_is_seldom_said_to():
    """A hundred pairs of raters alike: about five of a hundred intervals miss nothing by chance."""
    chance = np.random.default_rng(5)
    said = 0
    for number in range(100):
        truth = chance.integers(0, 4, 40)
        rows = np.stack([truth + chance.integers(-1, 2, 40) for _ in range(2)], axis=1)
        said += leanings(from_rows(rows.tolist()), alone, seed=number, draws=400)[0].leans
    assert said <= 12
