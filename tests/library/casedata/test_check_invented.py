"""Do the rules spare invented lists that are sound, and find what was made wrong on purpose?"""

import csv
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.casedata.check import check
from joint_inspection.casedata.generate import generate, invent
from joint_inspection.casedata.load import load_lists
from joint_inspection.frameworks.requests import every_list

ON = date(2025, 6, 1)
UNREAD = "value_not_understood"
SURELY_FOUND = {
    "no_identifier": "required_blank",
    "missing_value": "required_blank",
    "unknown_code": UNREAD,
    "age_disagrees": "age_disagrees",
    "duplicate_row": "row_twice",
    "child_twice": "child_twice",
    "future_date": "date_in_future",
}
"""The rule that finds it every time, by kind; but for those of ALSO."""
ALSO = (UNREAD, "row_twice")
"""A date in a column that mixes orders of dates is not understood; the same child twice may be the same row twice."""


def to_put_right(*, children: int, seed: int, on: date) -> Counter[str]:
    findings = check(invent(children=children, seed=seed, on=on))
    return Counter(each.rule for each in findings if each.severity == "must_fix")


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), on=st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_sound_lists_have_nothing_to_put_right(seed, on):
    assert to_put_right(children=250, seed=seed, on=on) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 3])
def test_many_sound_lists_have_nothing_to_put_right(seed):
    assert to_put_right(children=12_000, seed=seed, on=date(2028, 2, 29)) == {}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Every slip made on purpose, with the rules that found something in its row."""
    out = tmp_path_factory.mktemp("lists") / "invented"
    made = generate(children=1_500, seed=12, out=out, errors=0.2, on=ON)
    rules: dict[tuple[str, int], set[str]] = {}
    for each in check(load_lists(out, every_list(), on=ON)):
        rules.setdefault((each.sheet, each.row or 0), set()).add(each.rule)
    with (made.truth / "errors.csv").open(encoding="utf-8") as file:
        return [(slip["kind"], rules.get((slip["sheet"], int(slip["row"])), set())) for slip in csv.DictReader(file)]


@pytest.mark.slow
def test_what_cannot_be_right_is_always_found(found):
    missed = Counter(kind for kind, rules in found if kind in SURELY_FOUND and not rules & {SURELY_FOUND[kind], *ALSO})
    assert missed == {}
    assert {kind for kind, _ in found} >= set(SURELY_FOUND)


@pytest.mark.slow
def test_an_end_before_its_start_is_always_found(found):
    ends = [rules for kind, rules in found if kind == "end_before_start"]
    before = ("before_it_starts", "before_missing", "before_it_happened", "before_strategy", "out_of_order")
    assert len(ends) > 5
    assert [rules for rules in ends if not any(part in rule for rule in rules for part in before)] == []


MOSTLY_FOUND = {"birth_date_differs": 0.4, "plan_without_enquiry": 0.5, "date_in_us_order": 0.9}
"""The least share found of what may go unseen: a date of birth of a child with one row, a plan from the first weeks of
the period, a date in American order in a column that has no other proof of its order."""


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "least"), MOSTLY_FOUND.items())
def test_what_may_go_unseen_is_mostly_found(found, kind, least):
    rows = [rules for each, rules in found if each == kind]
    assert len([rules for rules in rows if rules]) >= least * len(rows) > 0
