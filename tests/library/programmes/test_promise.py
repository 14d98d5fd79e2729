"""What had been said by a date: words into days, and promises that moved."""

from datetime import date
from typing import Any

import pytest

from factories import small as make
from joint_inspection.programmes.promise import first_day, known_launch, known_pauses, last_day, promised_end

MOVED = {
    "stage": "completed", "announced_for": "November 2016", "announced_by": "Them", "announced_on": date(2013, 9, 1),
    "moved": [
        {"by": "Them", "on": "October 2015", "to": date(2017, 3, 31), "why": "Money"},
        {"by": "Others", "on": date(2016, 6, 1), "to": "none given", "why": "none given"},
        {"by": "Others", "on": date(2016, 9, 1), "to": "2018", "why": "Time"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        (date(2016, 5, 4), date(2016, 5, 4), date(2016, 5, 4)),
        ("November 2016", date(2016, 11, 1), date(2016, 11, 30)),
        ("february 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("none given", None, None),
        ("before summer 2016", None, None),
        ("Smarch 2016", None, None),
        (None, None, None),
    ],
)
def test_words_mean_days(given: Any, first: date | None, last: date | None) -> None:
    assert (first_day(given), last_day(given)) == (first, last)


@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2013, 8, 31), None),
        (date(2013, 9, 1), date(2016, 11, 30)),
        (date(2015, 9, 30), date(2016, 11, 30)),
        (date(2015, 10, 1), date(2017, 3, 31)),
        (date(2016, 7, 1), date(2017, 3, 31)),
        (date(2016, 9, 1), date(2018, 12, 31)),
    ],
)
def test_a_promise_stands_until_another_is_made(on: date, end: date | None) -> None:
    promise = promised_end([make.framework(life=[MOVED])], on=on)
    assert (promise.end if promise else None) == end


def test_a_promise_in_years_counts_from_the_launch() -> None:
    life = [{"stage": "completed", "announced_for": "every area within three years"}]
    promise = promised_end([make.framework(life=life, start=date(2009, 4, 1))], on=date(2010, 1, 1))
    assert promise
    assert promise.end == date(2012, 3, 31)


@pytest.mark.parametrize(
    ("announced", "on", "expected"),
    [
        (date(2020, 1, 5), date(2020, 1, 4), None),
        (date(2020, 1, 5), date(2020, 1, 5), date(2020, 4, 1)),
        ("none given", date(2020, 3, 31), None),
        ("none given", date(2020, 4, 1), date(2020, 4, 1)),
    ],
)
def test_a_launch_is_known_when_it_is_announced_or_has_happened(
    announced: Any, on: date, expected: date | None
) -> None:
    framework = make.framework(life=[{"stage": "launched", "announced_on": announced}], start=date(2020, 4, 1))
    assert known_launch([framework], on=on) == expected


def test_a_framework_never_in_force_has_no_launch() -> None:
    assert known_launch([make.framework(start=None)], on=date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("starts", "on", "expected"),
    [
        ([], date(2020, 5, 31), []),
        ([], date(2020, 8, 1), [(date(2020, 6, 1), date(2020, 8, 1))]),
        ([], date(2021, 3, 1), [(date(2020, 6, 1), date(2021, 2, 1))]),
        ([date(2020, 5, 1), date(2020, 11, 2)], date(2021, 3, 1), [(date(2020, 6, 1), date(2020, 11, 2))]),
    ],
)
def test_a_pause_lasts_until_inspections_begin_again(starts: list[date], on: date, expected: list[Any]) -> None:
    life = [
        {"stage": "paused", "happened": date(2019, 6, 1)},  # before the launch: of no account
        {"stage": "paused", "happened": date(2020, 6, 1)},
        {"stage": "resumed", "happened": date(2021, 2, 1)},
    ]
    framework = make.framework(life=life, start=date(2020, 4, 1))
    assert list(known_pauses([framework], starts=starts, on=on)) == expected
