"""Do arrays of days agree with counting them one by one?"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.casedata.generate import calendar
from joint_inspection.casedata.generate.columns import years
from joint_inspection.dates import add_working_days, is_working_day

DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def days(*given_days):
    return np.array([calendar.number(day) for day in given_days])


@pytest.fixture(scope="module", autouse=True)
def ready():
    """The calendar is made once, which takes longer than counting."""
    calendar.until(days(date(2025, 6, 2)))
    add_working_days(date(2025, 6, 2), 1)


@settings(deadline=None)
@given(day=DAYS, wait=st.integers(0, 80))
def test_working_days_are_added_as_one_by_one(day, wait):
    (found,) = calendar.add(days(day), np.array([float(wait)]))
    last = day if is_working_day(day) else add_working_days(day, -1)
    assert found == calendar.number(add_working_days(last, wait))


@settings(deadline=None)
@given(day=DAYS)
def test_until_and_since_are_the_nearest_working_days(day):
    (before,), (after,) = calendar.until(days(day)), calendar.since(days(day))
    assert before == calendar.number(day if is_working_day(day) else add_working_days(day, -1))
    assert after == calendar.number(day if is_working_day(day) else add_working_days(day, 1))


def test_what_did_not_happen_stays_so():
    found = calendar.add(np.array([np.nan, calendar.number(date(2025, 6, 2))]), np.array([3.0, np.nan]))
    assert np.isnan(found).tolist() == [True, True]


@settings(deadline=None)
@given(born=DAYS, on=DAYS)
def test_years_are_counted_to_the_last_birthday(born, on):
    (found,) = years(days(born), calendar.number(on))
    assert found == on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@pytest.mark.parametrize("day", [date(2024, 12, 25), date(2025, 4, 18), date(2025, 8, 25)])
def test_bank_holidays_are_no_working_days(day):
    assert calendar.until(days(day)) < calendar.number(day)
