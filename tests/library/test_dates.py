"""Working days in England, against a table by hand and against counting one day at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.dates import (
    add_months,
    add_working_days,
    bank_holidays,
    days,
    is_working_day,
    monday_of,
    parse_date,
    why_not_working,
    working_days_between,
)
from joint_inspection.errors import InvalidInput

ANY_DAY = st.dates(date(2009, 1, 1), date(2045, 12, 31))

NOT_WORKING = [
    ("2024-06-01", "Saturday"),
    ("2024-06-02", "Sunday"),
    ("2024-03-29", "Good Friday"),
    ("2024-04-01", "Easter Monday"),
    ("2024-12-25", "Christmas Day"),
    ("2024-12-26", "Boxing Day"),
    ("2020-05-08", "May Day"),
    ("2022-09-19", "State Funeral of Queen Elizabeth II"),
    ("2011-04-29", "Wedding of William and Catherine"),
    ("2012-06-05", "Diamond Jubilee of Elizabeth II"),
    ("2021-12-27", "Christmas Day (observed)"),
]


@pytest.mark.parametrize(("day", "why"), NOT_WORKING)
def test_what_stops_a_day_from_being_a_working_day(day, why):
    day = date.fromisoformat(day)
    assert (is_working_day(day), why_not_working(day)) == (False, why)


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2024-12-24", "2024-11-30", "2017-11-21"])
def test_days_that_look_like_holidays_and_are_not(day):
    day = date.fromisoformat(day)
    expected = day.weekday() < 5
    assert (is_working_day(day), why_not_working(day) is None) == (expected, expected)


def test_eight_holidays_in_an_ordinary_year():
    assert [len(bank_holidays(year)) for year in (2018, 2019, 2024, 2025)] == [8, 8, 8, 8]


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2017-11-21", 0, "2017-11-21"),
        ("2017-11-21", 9, "2017-12-04"),
        ("2017-11-21", 28, "2018-01-03"),
        ("2018-01-30", 70, "2018-05-11"),
        ("2024-03-28", 1, "2024-04-02"),
        ("2024-04-02", -1, "2024-03-28"),
        ("2024-06-01", 1, "2024-06-03"),
        ("2024-06-01", 0, "2024-06-01"),
    ],
)
def test_counting_on(day, number, expected):
    assert add_working_days(date.fromisoformat(day), number) == date.fromisoformat(expected)


@given(day=ANY_DAY, number=st.integers(-80, 80))
def test_counting_on_and_measuring_agree(day, number):
    other = add_working_days(day, number)
    assert number == 0 or is_working_day(other)
    if is_working_day(day):
        assert working_days_between(day, other) == number


@given(start=ANY_DAY, length=st.integers(-60, 60))
def test_measuring_is_counting_one_day_at_a_time(start, length):
    end = start + timedelta(days=length)
    first, last = min(start, end), max(start, end)
    counted = sum(is_working_day(first + timedelta(days=each)) for each in range(1, (last - first).days + 1))
    assert working_days_between(start, end) == (counted if length >= 0 else -counted)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-15", 3, "2025-02-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -13, "2022-12-15"),
        ("2024-05-31", 0, "2024-05-31"),
    ],
)
def test_months_end_where_the_month_does(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_days_and_mondays():
    week = list(days(date(2024, 6, 3), date(2024, 6, 9)))
    assert [each.weekday() for each in week] == [0, 1, 2, 3, 4, 5, 6]
    assert {monday_of(each) for each in week} == {date(2024, 6, 3)}
    assert list(days(date(2024, 6, 3), date(2024, 6, 2))) == []


def test_reading_a_date():
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(InvalidInput) as error:
        parse_date("2023-02-29", where="on")
    assert [(each.where, each.says) for each in error.value.problems] == [
        ("on", "Write the date as year-month-day, for example 2025-06-01; got '2023-02-29'")
    ]
