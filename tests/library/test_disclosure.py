"""What may be shown: small counts are hidden, and nobody can work them out. The twin tries every possible table."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.disclosure import (
    TOTAL,
    Counted,
    Published,
    check,
    lines,
    may_show,
    rounded,
    share,
    suppress,
    suppress_list,
    suppress_parts,
)
from joint_inspection.errors import InvalidInput


def table(*rows: tuple[int, ...]) -> Counted:
    return Counted(
        rows=tuple(f"row {n}" for n in range(len(rows))),
        columns=tuple(f"column {n}" for n in range(len(rows[0]) if rows else 0)),
        cells=rows,
    )


def shown(published: Published) -> list[tuple[int | None, ...]]:
    return [cells for _, cells in lines(published)]


def test_a_table_without_small_counts_is_shown_whole():
    assert shown(suppress(table((5, 0), (12, 7)))) == [(5, 0, 5), (12, 7, 19), (17, 7, 24)]


def test_a_small_count_takes_a_rectangle_of_others_with_it():
    published = suppress(table((3, 20, 30), (40, 50, 60), (8, 9, 70)))
    assert shown(published) == [
        (None, None, 30, 53), (40, 50, 60, 150), (None, None, 70, 87), (51, 79, 160, 290),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "expected", "total"),
    [
        ({}, {}, 0),
        ({"a": 0}, {"a": 0}, 0),
        ({"a": 3}, {"a": None}, None),
        ({"a": 9}, {"a": 9}, 9),
        ({"a": 3, "b": 0}, {"a": None, "b": 0}, None),
        ({"a": 3, "b": 10, "c": 90}, {"a": None, "b": None, "c": 90}, 103),
        ({"a": 2, "b": 3, "c": 90}, {"a": None, "b": None, "c": 90}, 95),
        ({"a": 1, "b": 3, "c": 90}, {"a": None, "b": None, "c": None}, 94),  # 4 between two would rule out a 4
        ({"a": 4, "b": 1}, {"a": None, "b": None}, 5),
        ({"a": 1, "b": 1}, {"a": None, "b": None}, None),
    ],
)
def test_single_lists(counts, expected, total):
    assert suppress_list(counts) == (expected, total)


def test_the_threshold_is_a_setting():
    assert suppress_list({"a": 2, "b": 5, "c": 6}, threshold=3) == ({"a": None, "b": None, "c": 6}, 13)
    assert suppress_list({"a": 9, "b": 30, "c": 40}, threshold=10) == ({"a": None, "b": None, "c": 40}, 79)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=7))
def test_parts_of_totals_that_are_shown_elsewhere_keep_them_or_are_not_shown(rows):
    counted = table(*rows)
    published = suppress_parts(counted)
    if published is not None:
        assert published.totals == tuple(counted.at(TOTAL, column) for column in (0, 1, TOTAL))
        assert check(counted, published) == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (((20, 9), (30, 8)), [(20, 9, 29), (30, 8, 38), (50, 17, 67)]),
        (((20, 3), (30, 8)), [(None, None, 23), (None, None, 38), (50, 11, 61)]),
        (((20, 3), (30, 0)), None),  # three in all: whoever knows the total knows the part
        (((20, 4), (0, 7), (9, 0)), [(20, None, None), (0, None, None), (9, 0, 9), (29, 11, 40)]),
    ],
)
def test_parts(rows, expected):
    published = suppress_parts(table(*rows))
    assert (published and shown(published)) == expected


# What somebody who reads the published table can work out, by trying every table there could be


def possible(published: Published, *, most: int) -> dict[tuple[int, int], set[int]]:
    """Every value that each hidden place could have, among whole numbers from 1 to ``most``."""
    rows, columns = range(len(published.rows)), range(len(published.columns))
    inner = [(row, column) for row in rows for column in columns]
    open_cells = [place for place in inner if published.at(*place) is None]
    found: dict[tuple[int, int], set[int]] = {place: set() for place in published.hidden}
    for values in product(range(1, most + 1), repeat=len(open_cells)):
        guess = {place: published.at(*place) for place in inner} | dict(zip(open_cells, values, strict=True))
        guess |= {(row, TOTAL): sum(guess[row, column] for column in columns) for row in rows}
        guess |= {(TOTAL, column): sum(guess[row, column] for row in rows) for column in columns}
        guess[TOTAL, TOTAL] = sum(guess[row, TOTAL] for row in rows)
        if all(published.shown[place] in (None, value) for place, value in guess.items()):
            for place in found:
                found[place].add(guess[place])
    return found


small_tables = st.sampled_from([(1, 2), (1, 4), (2, 2), (3, 1), (4, 1)]).flatmap(
    lambda size: st.lists(st.tuples(*[st.integers(0, 5)] * size[1]), min_size=size[0], max_size=size[0])
)


@settings(max_examples=25, deadline=None)
@given(small_tables)
def test_no_hidden_count_can_be_worked_out_by_trying_everything(rows):
    counted = table(*rows)
    published = suppress(counted, threshold=4)
    found = possible(published, most=8)
    for place, values in found.items():
        assert len(values) > 1
        if TOTAL not in place and counted.at(*place) < 4:
            assert {1, 2, 3} <= values


large_tables = st.tuples(st.integers(1, 8), st.integers(1, 6)).flatmap(
    lambda size: st.lists(st.tuples(*[st.integers(0, 40)] * size[1]), min_size=size[0], max_size=size[0])
)


@settings(max_examples=80, deadline=None)
@given(large_tables, st.integers(2, 10))
def test_what_is_made_passes_the_check(rows, threshold):
    counted = table(*rows)
    published = suppress(counted, threshold=threshold)
    assert check(counted, published, threshold=threshold) == ()
    assert all(published.shown[place] in (None, counted.at(*place)) for place in published.shown)
    assert all(counted.at(*place) for place in published.hidden)


@settings(max_examples=25, deadline=None)
@given(small_tables, st.data())
def test_the_check_agrees_with_trying_everything(rows, data):
    """The check is right about any way of hiding, good or bad; not only about what ``suppress`` does."""
    counted = table(*rows)
    places = sorted(suppress(counted).shown)
    may_hide = [place for place in places if counted.at(*place)]
    hidden = data.draw(st.sets(st.sampled_from(may_hide), max_size=4)) if may_hide else set()
    published = Published(
        rows=counted.rows,
        columns=counted.columns,
        shown={place: None if place in hidden else counted.at(*place) for place in places},
    )
    certain = {place for place, values in possible(published, most=9).items() if len(values) == 1}
    says = "It is hidden, and can be worked out from what is shown"
    names = [*counted.rows, "total"], [*counted.columns, "total"]
    expected = {f"{names[0][row]} / {names[1][column]}" for row, column in certain}
    found = {problem.where for problem in check(counted, published, threshold=1) if problem.says == says}
    assert found == expected


def test_the_check_finds_each_fault():
    counted = table((3, 20), (40, 50))
    shown = dict(suppress(counted).shown)
    only_one = {place: count if place != (0, 0) else None for place, count in _all(counted).items()}
    faults = [
        shown | {(1, TOTAL): 91},
        shown | {(0, 0): 3},
        only_one,
    ]
    found = [check(counted, Published(rows=counted.rows, columns=counted.columns, shown=each)) for each in faults]
    assert [(problem.where, problem.says) for problem in (found[0][-1], found[1][0], found[2][0])] == [
        ("row 1 / total", "It is not the count of the table"),
        ("row 0 / column 0", "Hide it: it is from 1 to 4"),
        ("row 0 / column 0", "It is hidden, and can be worked out from what is shown"),
    ]


def _all(counted: Counted) -> dict[tuple[int, int], int]:
    rows, columns = (*range(len(counted.rows)), TOTAL), (*range(len(counted.columns)), TOTAL)
    return {(row, column): counted.at(row, column) for row in rows for column in columns}


def test_shares_and_summaries_of_few_children_are_hidden():
    assert [share(9, 12), share(None, 12), share(9, None), share(0, 4), share(0, 5)] == [0.75, None, None, None, 0]
    assert [may_show(4), may_show(5)] == [False, True]


def test_instead_of_hiding_counts_may_be_rounded():
    assert shown(rounded(table((2, 3), (7, 8)))) == [(0, 5, 5), (5, 10, 15), (10, 10, 20)]


def test_a_table_is_counts_in_a_rectangle():
    for rows in [((1, 2), (3,)), ((-1,),)]:
        with pytest.raises(InvalidInput):
            table(*rows)
