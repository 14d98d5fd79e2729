"""Days as letters write them: the defects of real letters are refused, with advice."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.errors import InvalidInput
from joint_inspection.inspections.dates_check import DatesSaid, DeadlineSaid, StatementAsked, check_dates
from joint_inspection.inspections.said import read_day, read_span, said

SPEC = Path(__file__).parents[2] / "spec" / "dates"
CASES = [case for file in sorted(SPEC.glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def dates_of(case) -> DatesSaid:
    more = {
        key: value for key, value in case.items() if key in ("notified", "fieldwork", "letter", "published", "received")
    }
    statement = StatementAsked(**case["statement"]) if "statement" in case else None
    deadlines = tuple(DeadlineSaid(**each) for each in case.get("deadlines", ()))
    return DatesSaid(**more, statement=statement, deadlines=deadlines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_each_defect_is_refused_with_advice(case):
    limit = 70 if {"letter", "received"} & set(case) else None
    assert {problem.where: problem.says for problem in check_dates(dates_of(case), statement_days=limit)} == case[
        "found"
    ]


@given(day=DAYS)
def test_a_day_is_read_as_it_is_written(day):
    assert read_day(said(day)) == day
    assert read_day(day.isoformat()) == day


@given(one=DAYS, other=DAYS, between=st.sampled_from([" to ", "–", " - ", " and "]))
def test_a_span_is_read_as_it_is_written(one, other, between):
    first, last = sorted((one, other))
    assert read_span(said(first) + between + said(last)) == (first, last)
    assert read_span(first.isoformat() + (" to " if between == "–" else between) + last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4-8 December 2017", "2017-12-04", "2017-12-08"),
        ("28 November to 2 December 2016", "2016-11-28", "2016-12-02"),
        ("30 December 2019 to 3 January 2020", "2019-12-30", "2020-01-03"),
        ("Monday 4 to Friday 8 December 2017", "2017-12-04", "2017-12-08"),
        ("3rd August 2016", "2016-08-03", "2016-08-03"),
    ],
)
def test_a_month_or_year_said_once_counts_for_both(text, first, last):
    assert [day.isoformat() for day in read_span(text)] == [first, last]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write first and last day"),
        ("4 to 8 to 9 December 2017", "Write first and last day like 7 to 11 March 2016"),
        ("Sunday 4 to 8 December 2017", "4 December 2017 is not a Sunday but a Monday"),
        ("4 to 8 December 1817", "Write a year between 1990 and 2100; got 1817"),
        ("4 to 8 Decimber 2017", "Decimber is not a month"),
    ],
)
def test_what_cannot_be_meant_is_refused(text, says):
    with pytest.raises(InvalidInput, match=says):
        read_span(text)
