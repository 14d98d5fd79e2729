"""Do the rules cope with whatever a list may say?"""

from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from factories.case_lists import case_data, every_list
from joint_inspection.casedata.check import RULES, check
from joint_inspection.frameworks.model import DataField

LISTS = {each.list.id: each.list.fields for each in every_list()}
DAYS = st.dates() | st.sampled_from([date.min, date.max, date(1900, 1, 1), date(9999, 12, 30)]) | st.dates(
    date(2024, 1, 1), date(2025, 7, 1)
)  # fmt: skip
NUMBERS = st.integers(-5, 40) | st.floats() | st.integers()


def answers(field: DataField) -> st.SearchStrategy[Any]:
    """What a column can say once it is understood, however unlikely."""
    if field.type == "code":
        return st.sampled_from([code.id for code in field.codes])
    if field.id in ("child", "adopter", "family"):
        return st.sampled_from(["A", "B", "Elm Tree"])
    return {"date": DAYS, "number": NUMBERS, "text": st.text(max_size=5)}[field.type]


def rows(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some rows of a list, each with some of its columns."""
    optional = {field.id: answers(field) for field in LISTS[name]}
    unread = st.dictionaries(st.sampled_from(sorted(optional)), st.text(max_size=5), max_size=2)
    return st.lists(st.fixed_dictionaries({}, optional={**optional, "unread": unread}), max_size=4)


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Failing lists are large: making them small would take minutes."""
LISTED = st.fixed_dictionaries({}, optional={name: rows(name) for name in LISTS})


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(lists=LISTED, on=st.dates(date(2009, 1, 1), date(2040, 1, 1)))
def test_every_list_is_checked_whatever_it_says(lists, on):
    for finding in check(case_data(lists, on=on)):
        assert finding.rule in RULES
        assert finding.says
        assert finding.sheet in lists or not finding.sheet


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(lists=LISTED)
def test_one_rule_alone_finds_what_it_finds_among_all(lists):
    data = case_data(lists)
    together = check(data)
    for rule in RULES:
        assert check(data, only=[rule]) == tuple(each for each in together if each.rule == rule)
