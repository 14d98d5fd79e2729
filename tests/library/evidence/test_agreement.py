"""How far two judges agree, against figures worked out by hand."""

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.evidence.agreement import agreement

SCALE = ["inadequate", "requires_improvement", "good", "outstanding"]


def test_five_children_graded_twice():
    pairs = [("good", "good"), ("good", "requires_improvement"), ("outstanding", "inadequate"), ("good", "good"),
             ("inadequate", "good")]  # fmt: skip
    found = agreement(pairs, SCALE)
    assert (found.children, found.exact, found.within_one, found.higher, found.lower) == (5, 2, 3, 2, 1)
    assert found.share == 0.4
    assert found.weighted == pytest.approx(1 - (1 + 3 + 2) / (3 * 5))
    # Wilson's interval for 2 of 5, as tables of it have it.
    assert [round(each, 4) for each in found.interval] == [0.1176, 0.7693]


def test_nobody_graded_says_nothing():
    found = agreement([], SCALE)
    assert (found.children, found.share, found.interval, found.weighted) == (0, None, None, None)


def test_a_grade_that_is_not_on_the_scale_is_refused():
    with pytest.raises(InvalidInput, match="'fine' is not on the scale"):
        agreement([("good", "fine")], SCALE)
