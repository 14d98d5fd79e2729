"""Is no version ever lost, however corrections and merges cross and in whatever order they come?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.evidence.versions import behind, heads, in_conflict


@pytest.mark.parametrize(
    ("versions", "stand"),
    [
        ([], ()),
        ([("a", [])], ("a",)),
        ([("a", []), ("b", ["a"])], ("b",)),
        ([("a", []), ("b", ["a"]), ("c", ["a"])], ("b", "c")),
        ([("a", []), ("b", ["a"]), ("c", ["a"]), ("d", ["b", "c"])], ("d",)),
        ([("d", ["b", "c"]), ("c", ["a"]), ("b", ["a"])], ("d",)),
        ([("b", ["a"])], ("b",)),
        ([("a", []), ("a", [])], ("a",)),
        ([("a", ["a"])], ("a",)),
        ([("a", ["b"]), ("b", ["a"]), ("c", [])], ("c", "a", "b")),
    ],
)
def test_which_versions_stand(versions, stand):
    assert heads(versions) == stand
    assert in_conflict(versions) == (len(stand) > 1)


@st.composite
def histories(draw):
    """Corrections and merges of one thing, in any order, some of them not arrived."""
    number = draw(st.integers(1, 9))
    bases = [draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set() for n in range(number)]
    versions = [(str(n), tuple(str(base) for base in sorted(below))) for n, below in enumerate(bases)]
    arrived = draw(st.lists(st.sampled_from(versions), unique=True, min_size=1))
    return draw(st.permutations(arrived))


def by_brute_force(versions):
    """Those that can be reached from no other one, found by walking from each to each."""
    bases = dict(versions)

    def reaches(start, goal):
        return goal in bases.get(start, ()) or any(reaches(base, goal) for base in bases.get(start, ()))

    return {one for one in bases if not any(other != one and reaches(other, one) for other in bases)}


@given(histories())
def test_those_stand_that_no_other_was_made_from(versions):
    assert set(heads(versions)) == by_brute_force_of_parents(versions)
    assert by_brute_force(versions) <= set(heads(versions))


def by_brute_force_of_parents(versions):
    """Those that no version names."""
    return {one for one, _ in versions if not any(one in bases for _, bases in versions)}


@given(histories())
def test_every_version_is_behind_one_that_stands(versions):
    kept = set().union(*(behind(versions, head) for head in heads(versions)))
    assert kept == {id for id, _ in versions}


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(versions, chance):
    shuffled = list(versions)
    chance.shuffle(shuffled)
    assert set(heads(shuffled)) == set(heads(versions))
