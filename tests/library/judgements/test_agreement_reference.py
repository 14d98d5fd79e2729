"""Is agreement what published tables and well-known packages say, and does every kind of gap do no harm?

Krippendorff's values are those of "Computing Krippendorff's alpha-reliability" (2011), section D, and of the package
krippendorff 0.9; Gwet's those of the package irrCAC (its data sets cac.raw4raters and cont3x3abstractors) and of its
Python twin, irrCAC 0.4.4.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.errors import InvalidInput
from joint_inspection.judgements.agreement import ac2_weights, agreement
from joint_inspection.judgements.ratings import from_rows, read_ratings

N = None
FOUR_RATERS = list(zip(
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    strict=True,
))  # fmt: skip
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
TWO_RATERS = [(i, j) for i in range(3) for j in range(3) for _ in range(ABSTRACTORS[i][j])]
WITH_GAPS = [
    [2, 3, 1], [3, 3, 3], [2, 3, 3], [3, 3, N], [3, 3, 3], [3, 3, 2], [3, 3, 3], [0, 0, 1], [1, 1, N], [1, 2, 2],
    [1, N, 2], [1, 1, 2], [N, 2, 2], [3, N, 3], [2, 2, 3], [1, 0, 0], [N, 2, N], [3, 2, N], [0, 0, 0], [2, 2, 2],
]  # fmt: skip


def measured(rows, draws=50):
    return agreement(from_rows(rows), seed=1, draws=draws)


def test_the_authors_own_example_with_gaps():
    found = measured(FOUR_RATERS)
    assert {name: round(value, 3) for name, value in found.alpha.items()} == {
        "nominal": 0.743, "ordinal": 0.815, "interval": 0.849,
    }  # fmt: skip
    assert (found.units, found.pairable, found.raters, found.ratings) == (12, 11, 4, 41)


@pytest.mark.parametrize(
    ("rows", "alpha", "ac2"),
    [
        (
            FOUR_RATERS,
            {"nominal": 0.743421052631579, "ordinal": 0.8153875037548814, "interval": 0.8491071428571428},
            {"identity": 0.77544407, "linear": 0.85873914, "quadratic": 0.91400072, "ordinal": 0.89893977},
        ),
        (
            WITH_GAPS,
            {"nominal": 0.4312026002166848, "ordinal": 0.7606764578647671, "interval": 0.7929606625258799},
            {"identity": 0.47276091, "linear": 0.68977942, "quadratic": 0.8426248, "ordinal": 0.79387783},
        ),
        (
            TWO_RATERS,
            {"nominal": 0.7972584977308512, "ordinal": 0.8340076701821668, "interval": 0.8926487175714776},
            {"identity": 0.84933055, "quadratic": 0.94023688, "ordinal": 0.9251917},
        ),
    ],
)
def test_packages_agree(rows, alpha, ac2):
    found = measured(rows)
    assert found.alpha == pytest.approx(alpha, abs=1e-12)
    assert {name: found.ac2[name] for name in ac2} == pytest.approx(ac2, abs=6e-9)


def test_the_weights_are_those_printed_in_the_packages_vignette():
    linear, ordinal = (ac2_weights((1, 2, 3))[name].tolist() for name in ("linear", "ordinal"))
    assert linear == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert ordinal == pytest.approx(np.array([[1, 2 / 3, 0], [2 / 3, 1, 2 / 3], [0, 2 / 3, 1]]))


def alpha_by_pairs(rows, distance):
    """Alpha from its definition: every pair of ratings, one after another."""
    units = [[each for each in row if each is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [each for unit in units for each in unit]
    inside = sum(distance(a, b) / (len(unit) - 1) for unit in units for a in unit for b in unit) / len(every)
    overall = sum(distance(a, b) for a in every for b in every) / (len(every) * (len(every) - 1))
    return 1 - inside / overall if overall else None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=3, max_size=3), min_size=1, max_size=8))
def test_alpha_against_every_pair_of_ratings(rows):
    if not any(len([each for each in row if each is not None]) > 1 for row in rows):
        with pytest.raises(InvalidInput, match="ratings by two raters"):
            measured(rows)
        return
    found = measured(rows, draws=5)
    for level, distance in (("nominal", lambda a, b: a != b), ("interval", lambda a, b: (a - b) ** 2)):
        expected = alpha_by_pairs(rows, distance)
        assert found.alpha[level] == (None if expected is None else pytest.approx(expected))


def test_raters_who_agree_on_everything_and_on_nothing():
    same = measured([[1, 1], [2, 2], [3, 3]])
    assert set(same.alpha.values()) | set(same.ac2.values()) == {1.0}
    never = measured([[1, 2], [2, 1]])
    assert never.alpha["nominal"] == pytest.approx(-0.5)
    assert never.ac2["identity"] == pytest.approx(-1)
    assert never.observed == 0


def test_where_all_ratings_are_the_same_nothing_is_claimed():
    found = measured([[2, 2], [2, 2], [2, 2]])
    assert set(found.alpha.values()) == {None}
    assert found.interval is None
    assert found.observed == 1


def test_one_unit_that_dissents_among_many_alike():
    """Alpha falls to nothing where nearly all ratings are the same; AC1 stays steady. Both are shown."""
    found = measured([[2, 2]] * 19 + [[2, 1]])
    assert found.alpha["nominal"] == pytest.approx(0.0, abs=1e-12)
    assert found.ac2["identity"] == pytest.approx(0.947, abs=0.001)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """Sixty worlds in which two raters agree by a known rule: about 95 intervals of 100 hold alpha."""
    chance = np.random.default_rng(11)
    truth = agreement(from_rows(_world(chance, 20_000)), seed=1, draws=2).alpha["ordinal"]
    held = 0
    for number in range(60):
        low, high = agreement(from_rows(_world(chance, 60)), seed=number, draws=100).interval
        held += low <= truth <= high
    assert 52 <= held <= 60


def _world(chance, units):
    first = chance.integers(0, 4, units)
    second = np.where(chance.random(units) < 0.6, first, chance.integers(0, 4, units))
    return np.stack([first, second], axis=1).tolist()


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    ratings = from_rows(WITH_GAPS)
    once, again, other = (agreement(ratings, seed=seed, draws=300).interval for seed in (1, 1, 2))
    assert once == again != other
    assert once[0] < agreement(ratings, seed=1, draws=2).alpha["ordinal"] < once[1]


def table(tmp_path, *rows):
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join(["unit,rater,rating", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_table_of_words_takes_its_order_from_published_scales(tmp_path):
    path = table(tmp_path, "a,x,good", "a,y,outstanding", "b,x,Inadequate", "b,y,Requires improvement", "b,z,NA")
    found = read_ratings(path)
    assert found.scale == ("inadequate", "requires_improvement", "good", "outstanding")
    assert [dict(unit) for unit in found.units] == [{"x": 2, "y": 3}, {"x": 0, "y": 1}]
    assert found.raters == ("x", "y")


def test_words_that_several_published_scales_put_alike_need_no_more(tmp_path):
    found = read_ratings(table(tmp_path, "a,x,Good", "a,y,Outstanding", "b,x,good"))
    assert (found.scale[2:], [dict(unit) for unit in found.units]) == (
        ("good", "outstanding"),
        [{"x": 2, "y": 3}, {"x": 2}],
    )


def test_numbers_stand_in_their_own_order_however_they_are_written(tmp_path):
    found = read_ratings(table(tmp_path, "a,x,10", "a,y,9", "b,x,1.5", "b,y,10.0"))
    assert (found.scale, found.values) == (("1.5", "9", "10"), (1.5, 9, 10))
    assert [dict(unit) for unit in found.units] == [{"x": 2, "y": 1}, {"x": 0, "y": 2}]


def test_a_scale_of_ones_own(tmp_path):
    found = read_ratings(table(tmp_path, "a,x,low", "a,y,high"), scale=("low", "middle", "high"))
    assert (found.values, [dict(unit) for unit in found.units]) == ((0, 1, 2), [{"x": 0, "y": 2}])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a,x,3", "a,x,4"], [("rater", 3, "This rater has rated this unit in a row above; keep one of the two")]),
        ([",x,3", "a,,4"], [("unit", 2, "Say which unit was rated"), ("rater", 3, "Say who rated it")]),
        (["a,x,NA"], [("rating", None, "Add a row for each rating; there is none")]),
        (["a,x,up", "a,y,down"], [("rating", None, "Say with --scale in which order these words stand, from the worst "
                                                   "to the best, with commas between them")]),
        (["a,x,good", "a,y,5"], [("rating", None, "Say with --scale in which order these words stand, from the worst "
                                                  "to the best, with commas between them")]),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_used_are_all_named_and_nothing_of_a_unit_is_repeated(tmp_path, rows, said):
    with pytest.raises(InvalidInput) as error:
        read_ratings(table(tmp_path, *rows))
    assert [(each.where, each.line, each.says) for each in error.value.problems] == said


def test_a_measurement_is_no_rating(tmp_path):
    with pytest.raises(InvalidInput, match="at most 50 different ratings; there are 51"):
        read_ratings(table(tmp_path, *(f"a{each},x,{each}" for each in range(51))))
