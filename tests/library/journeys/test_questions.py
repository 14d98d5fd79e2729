"""What each question answers: spec tables, a second opinion in plain loops, and events that are hardly any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.events import event_table
from factories.journeys import cases, directly_follows, paths, random_cohort
from joint_inspection.journeys.ask import ask
from joint_inspection.journeys.questions import NAMES, every_question, questions

CASES = cases("questions", "rows")


def rows(answer):
    """An answer as the spec tables write it."""
    return [tuple(row.values()) for row in answer.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}: {case.says}")
def test_spec_table(case):
    assert rows(ask(case.name, events=case.events)) == [tuple(row) for row in case.expected]


def test_every_question_has_a_spec_table():
    assert sorted({case.name for case in CASES}) == sorted(NAMES)


def test_every_question_says_what_it_asks_and_what_its_columns_mean():
    assert [each.name for each in questions() if not each.title.endswith("?")] == []
    assert [each.name for each in every_question() if "" in (each.title, *each.columns.values())] == []


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), children=st.integers(0, 40))
def test_plain_loops_agree_on_what_follows_what(seed, children):
    cohort = random_cohort(seed=seed, children=children)
    assert rows(ask("directly_follows", events=cohort)) == directly_follows(cohort)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), children=st.integers(0, 40))
def test_plain_loops_agree_on_paths(seed, children):
    cohort = random_cohort(seed=seed, children=children, events=["contact", "referral"])
    assert rows(ask("journeys", events=cohort)) == paths(cohort)


@pytest.mark.parametrize("name", NAMES)
def test_no_events_at_all(name):
    answer = ask(name, events=event_table([]))
    assert [row for row in answer.rows if any(row[key] for key in row if key not in ("step", "event"))] == []
