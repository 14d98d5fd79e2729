"""Does each day on which a statement is due follow from receipt, or say how else it came about?"""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.dates import is_working_day
from joint_inspection.errors import NotPossible
from joint_inspection.follow_up.deadlines import due_on, how_it_follows
from joint_inspection.frameworks.load import find

SPEC = Path(__file__).parents[2] / "spec/deadlines/statements.yaml"
CASES = yaml.safe_load(SPEC.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_a_day_follows_as_its_case_says(case):
    found = how_it_follows(case["due"], published=case["published"], limit=70, received=case.get("received"))
    assert (found.follows.value, found.says) == (case["follows"], case["says"])


@settings(deadline=None)
@given(day=st.dates(date(2015, 11, 9), date(2030, 1, 1)))
def test_the_day_that_the_rule_gives_follows_from_receipt(day):
    due = due_on(day, find("jtai@2022"))
    assert is_working_day(due)
    found = how_it_follows(due, published=day, limit=70, received=day)
    assert (found.follows.value, found.working_days) == ("from_receipt", 70)


@pytest.mark.parametrize(
    ("framework", "due"), [("jtai@2022", "2026-06-12"), ("sif@2013", "2026-06-12"), ("area-send@2023", "2026-04-22")]
)
def test_each_framework_gives_its_own_time(framework, due):
    assert due_on(date(2026, 3, 2), find(framework)) == date.fromisoformat(due)


@pytest.mark.parametrize(("framework", "says"), [("slac@2009", "asks for no statement"), ("ilacs@2026", "no number")])
def test_where_there_is_no_time_it_is_said(framework, says):
    with pytest.raises(NotPossible, match=says):
        due_on(date(2026, 3, 2), find(framework))
