"""The curve and the intervals, against figures published by others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.journeys.survival import kaplan_meier, wilson

# Weeks of remission of 21 patients on 6-MP (Freireich and others, 1963; Kaplan–Meier table in Collett and elsewhere).
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PUBLISHED = {
    6: (21, 3, 0.8571, 0.0764), 7: (17, 1, 0.8067, 0.0869), 10: (15, 1, 0.7529, 0.0963),
    13: (12, 1, 0.6902, 0.1068), 16: (11, 1, 0.6275, 0.1141), 22: (7, 1, 0.5378, 0.1282),
    23: (6, 1, 0.4482, 0.1346),
}  # fmt: skip


def test_the_curve_of_a_published_example():
    curve = kaplan_meier(SIX_MP, [bool(each) for each in ENDED])
    found = {
        step.time: (step.at_risk, step.ended, round(step.waiting, 4), round(step.waiting * step.variance_sum**0.5, 4))
        for step in curve.steps
    }
    assert found == PUBLISHED
    assert (curve.quantile(0.5), curve.quantile(0.25), curve.quantile(0.9)) == (23, 13, None)


def test_the_interval_of_a_published_example():
    """Log-minus-log intervals at 10 and 23 weeks, as R's survival package gives them for the same data."""
    curve = kaplan_meier(SIX_MP, [bool(each) for each in ENDED])
    assert [round(bound, 3) for bound in curve.waiting_interval(10) or ()] == [0.503, 0.889]
    assert [round(bound, 3) for bound in curve.waiting_interval(23) or ()] == [0.188, 0.680]


def test_what_the_curve_cannot_tell_it_does_not_say():
    curve = kaplan_meier([3, 5, 8], [True, True, False])
    assert [curve.waiting(time) for time in (0, 3, 8, 9)] == [1.0, pytest.approx(2 / 3), pytest.approx(1 / 3), None]
    assert curve.waiting_interval(1) is None
    assert kaplan_meier([2, 4], [True, True]).waiting(100) == 0
    assert kaplan_meier([], []).waiting(1) is None
    assert kaplan_meier([], []).quantile(0.5) is None


@given(st.lists(st.integers(0, 30), min_size=1))
def test_when_all_have_ended_the_curve_is_the_plain_share(times):
    curve = kaplan_meier(times, [True] * len(times))
    for time in range(31):
        assert curve.waiting(time) == pytest.approx(sum(each > time for each in times) / len(times), abs=1e-9)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [  # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0000, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval_as_published(part, whole, expected):
    assert tuple(round(bound, 4) for bound in wilson(part, whole) or ()) == expected


def test_there_is_no_interval_of_nothing():
    assert wilson(0, 0) is None
