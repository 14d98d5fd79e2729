"""Open weeks on real calendars, and the pace of made-up starts."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from factories import small as make
from joint_inspection.dates import monday_of
from joint_inspection.programmes.pace import Pace, measure_pace
from joint_inspection.programmes.season import OpenWeeks, starts_of


def always(monday: date) -> bool:
    return True


@pytest.mark.parametrize(
    ("monday", "one_week", "four_weeks"),
    [
        (date(2015, 6, 15), True, True),
        (date(2015, 7, 6), True, True),  # four weeks end on 31 July
        (date(2015, 7, 13), True, False),
        (date(2015, 8, 3), False, False),
        (date(2015, 8, 31), False, False),
        (date(2015, 9, 7), True, True),
        (date(2015, 11, 23), True, True),  # four weeks end on 18 December
        (date(2015, 11, 30), True, False),
        (date(2015, 12, 21), False, False),
        (date(2015, 12, 28), False, False),
        (date(2016, 1, 4), True, True),
        (date(2016, 3, 21), False, False),  # Good Friday on 25 March
        (date(2016, 3, 28), False, False),
        (date(2016, 4, 4), True, True),
        (date(2016, 5, 30), False, False),
    ],
)
def test_visits_begin_outside_the_long_holidays(monday: date, one_week: bool, four_weeks: bool) -> None:
    assert (starts_of(5)(monday), starts_of(20)(monday)) == (one_week, four_weeks)


def test_hardly_any_real_visit_began_in_a_closed_week() -> None:
    starts = [monday_of(each.start) for each in make.england()[1] if each.start]
    closed = Counter(monday for monday in starts if not starts_of(5)(monday))
    assert len(starts) > 700
    assert sum(closed.values()) / len(starts) < 0.03


def test_open_weeks_are_counted_on() -> None:
    weeks = OpenWeeks(date(2015, 7, 15), starts_of(5))
    assert [weeks.on(number) for number in (0, 0.2, 1, 1.5, 3)] == [
        date(2015, 7, 20), date(2015, 7, 20), date(2015, 7, 20), date(2015, 7, 27), date(2015, 9, 7),
    ]  # fmt: skip
    assert [weeks.before(day) for day in (date(2015, 7, 20), date(2015, 7, 21), date(2015, 9, 8))] == [0, 1, 3]
    assert weeks.on(1e9) == date.max


def test_the_pace_of_one_start_a_week_is_one() -> None:
    starts = [date(2020, 1, 6) + timedelta(weeks=number) for number in range(60)]
    pace = measure_pace(starts, on=date(2021, 3, 1), is_open=always)
    assert pace
    assert pace.rate == pytest.approx(1)
    assert pace.dispersion < 1
    assert 30 < pace.seen < 60


def test_recent_starts_weigh_more() -> None:
    slow = [date(2019, 1, 7) + timedelta(weeks=4 * number) for number in range(26)]
    fast = [date(2021, 1, 4) + timedelta(weeks=number) for number in range(52)]
    pace = measure_pace(slow + fast, on=date(2022, 1, 3), is_open=always)
    assert pace
    assert 78 / 156 < pace.rate < 1


def test_there_is_no_pace_without_a_start() -> None:
    assert measure_pace([], on=date(2021, 3, 1), is_open=always) is None
    assert measure_pace([date(2022, 1, 3)], on=date(2021, 3, 1), is_open=always) is None


@pytest.mark.parametrize(("number", "rate"), [(10, 1.0), (100, 1.0), (100, 4.0)])
def test_draws_lie_about_the_number_over_the_rate(number: int, rate: float) -> None:
    pace, random = Pace(rate=rate, seen=200, dispersion=0.5), Random(3)
    draws = [pace.weeks_for(number, random=random) for _ in range(2000)]
    assert median(draws) == pytest.approx(number / rate, rel=0.05)


def test_more_capacity_is_a_faster_pace_and_a_borrowed_one_fades() -> None:
    own, earlier = Pace(rate=1.0, seen=30, dispersion=0.5), Pace(rate=0.5, seen=90, dispersion=2.0)
    assert own.times(2).rate == 2
    assert own.helped_by(None) == own
    assert own.helped_by(earlier) == Pace(rate=40 / 50, seen=40, dispersion=0.5)
    assert earlier.borrowed() == Pace(rate=0.5, seen=10, dispersion=1.0)
