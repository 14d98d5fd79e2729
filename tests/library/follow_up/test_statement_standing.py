"""Is it said rightly how a statement and its actions stand on a day?"""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.follow_up import action, statement
from joint_inspection.dates import working_days_between
from joint_inspection.follow_up.standing import (
    counts,
    is_of_the_partnership,
    overdue,
    reflects_findings,
    series,
    stands,
    working_days_late,
)

CASES = yaml.safe_load((Path(__file__).parents[2] / "spec/standing/actions.yaml").read_text(encoding="utf-8"))


def progress(on, state="under_way", value=None, action="a1"):
    return {"action": action, "on": on, "by": "ben", "state": state, "value": value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_an_action_stands_as_its_case_says(case):
    told = [{"action": "a1", "by": "ben"} | each for each in case.get("progress", ())]
    looked = [{"action": "a1", "by": "eve", "because": "Read."} | each for each in case.get("verifications", ())]
    written = statement(progress=told, verifications=looked)
    assert stands(written, written.actions[0], on=case["day"]).value == case["stands"]


def test_overdue_actions_come_with_how_long_the_longest_first():
    actions = [action(), action(id="a2", due="2026-09-01"), action(id="a3"), action(id="a4", due="2027-01-04")]
    written = statement(actions=actions, progress=[progress("2026-07-01", "done", action="a3")])
    found = overdue(written, on=date(2026, 10, 2))
    assert [(each.action, each.working_days) for each in found] == [("a2", 23), ("a1", 2)]
    assert counts(written, on=date(2026, 10, 2)) == {"not_begun": 1, "overdue": 2, "done": 1}


@settings(deadline=None)
@given(day=st.dates(date(2026, 6, 10), date(2027, 6, 10)))
def test_an_action_is_overdue_from_the_day_after_its_own(day):
    found = overdue(statement(), on=day)
    assert [each.working_days for each in found] == (
        [working_days_between(date(2026, 9, 30), day)] if day > date(2026, 9, 30) else []
    )


def test_a_measure_is_followed_from_its_baseline_to_the_day():
    written = statement(
        progress=[progress("2026-08-03", value=92.0), progress("2026-07-01", value=70.5), progress("2026-09-01")]
    )
    found = series(written, written.actions[0], on=date(2026, 7, 15))
    assert [(each.on.isoformat(), each.value) for each in found.points] == [("2026-03-02", 66), ("2026-07-01", 70.5)]
    assert (found.target, found.met_on, found.meets_now) == (90, None, False)
    later = series(written, written.actions[0], on=date(2026, 9, 15))
    assert (len(later.points), later.met_on, later.meets_now) == (3, date(2026, 8, 3), True)
    bare = statement(actions=[action(measure=None)])
    assert series(bare, bare.actions[0], on=date(2026, 9, 15)) is None


@pytest.mark.parametrize(
    ("sent", "day", "late"),
    [
        ("2026-06-10", "2026-07-01", 0),
        ("2026-06-16", "2026-07-01", 2),
        (None, "2026-06-12", 0),
        (None, "2026-06-15", 1),
        ("2026-06-16", "2026-06-15", 1),
    ],
)
def test_a_statement_is_late_from_the_day_after_it_was_due(sent, day, late):
    assert working_days_late(statement(sent_on=sent), on=date.fromisoformat(day)) == late


def test_the_last_word_on_the_plan_counts():
    reviews = [
        {"on": "2026-07-20", "by": "lea", "reflects": True},
        {"on": "2026-06-22", "by": "lea", "reflects": False, "because": "No."},
    ]
    written = statement(reviews=reviews)
    days = (date(2026, 6, 21), date(2026, 6, 22), date(2026, 7, 20))
    assert [reflects_findings(written, on=day) for day in days] == [None, False, True]


def test_what_several_bodies_do_is_the_partnerships():
    together = [action(), action(with_others=["police"]), action(owner={"body": "partnership", "office": "chair"})]
    written = statement(actions=[each | {"id": f"a{n}"} for n, each in enumerate(together)])
    assert [is_of_the_partnership(each, "partnership") for each in written.actions] == [False, True, True]
    assert is_of_the_partnership(written.actions[0], None) is False
