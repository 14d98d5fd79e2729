"""For which day lists were drawn up, where nobody says it."""

from datetime import date, timedelta

import pytest

from joint_inspection.casedata.match.day import NOT_KNOWN, latest_day
from joint_inspection.casedata.model import Record

LAST = date(2025, 5, 30)


def records(*days, **more):
    return [
        Record(list="contacts", file="f", sheet="s", row=row, answers={"contact_date": day, **more})
        for row, day in enumerate(days, start=2)
    ]


def steady(number, *, every=1):
    """Days at an even pace up to the last."""
    return [LAST - timedelta(days=every * back) for back in range(number)]


@pytest.mark.parametrize(
    "days",
    [
        [LAST],
        [LAST, date(2024, 12, 1)],
        steady(180),
        [*steady(180), date(2026, 1, 31)],
        steady(180) * 3 + [date(2025, 7, 2), date(2025, 9, 1), date(2026, 1, 31), date(2052, 5, 30)],
        [*steady(30, every=6), date(2027, 5, 30)],
        steady(30, every=6) + [date(1999, 1, 1)] * 20,
    ],
)
def test_it_is_the_latest_day_that_is_no_slip_of_the_pen(days):
    assert latest_day(records(*days)) == LAST


def test_birth_dates_say_nothing_of_it():
    assert latest_day(records(LAST, born=date(2025, 5, 31))) == LAST


def test_where_only_birth_dates_and_ages_are_known_they_say_it():
    found = [Record(list="l", file="f", sheet="s", row=2, answers={"born": date(2004, 7, 1), "age": 20})]
    assert latest_day(found) == date(2024, 7, 1)


def test_lists_without_any_day_have_none():
    assert latest_day(records()) == NOT_KNOWN
