"""A framework's own day numbers on the calendar of working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.dates import is_working_day
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find, load_framework
from joint_inspection.frameworks.timetable import date_of, timetable


def moments(rows):
    return [(row.day, row.date.isoformat(), row.step) for row in rows]


def test_a_quiet_week_in_june(small):
    rows = timetable(small, notify=date(2025, 6, 3))
    assert moments(rows) == [
        (1, "2025-06-03", "told"),
        (3, "2025-06-05", "lists"),
        (6, "2025-06-10", "fieldwork"),
        (8, "2025-06-12", "fieldwork"),
        (8, "2025-06-12", "feedback"),
        (23, "2025-07-03", "draft"),
        (33, "2025-07-17", "out"),
        (53, "2025-08-14", "reply"),
    ]
    assert [row.what for row in rows][2:4] == [
        "First day: Inspectors meet children and staff.",
        "Last day: Inspectors meet children and staff.",
    ]
    assert {row.kind for row in rows} == {"full"}
    assert (rows[0].who, rows[-1].who, rows[-1].stage) == (("lead", "partnership"), ("council",), "deadline")


@pytest.mark.parametrize(
    ("notify", "first", "last"),
    [
        ("2025-04-14", "2025-04-23", "2025-04-25"),  # over Good Friday and Easter Monday
        ("2025-12-19", "2025-12-30", "2026-01-02"),  # over Christmas Day, Boxing Day and New Year's Day
        ("2022-09-14", "2022-09-22", "2022-09-26"),  # over the bank holiday for a state funeral
        ("2020-05-01", "2020-05-11", "2020-05-13"),  # over a May bank holiday moved to a Friday
    ],
)
def test_holidays_are_passed_over(small, notify, first, last):
    days = {
        row.date.isoformat() for row in timetable(small, notify=date.fromisoformat(notify)) if row.stage == "on_site"
    }
    assert days == {first, last}


def test_the_kind_asked_for(small):
    assert moments(timetable(small, notify=date(2025, 6, 3), kind="look")) == [
        (1, "2025-06-03", "arrive"),
        (1, "2025-06-03", "fieldwork"),
        (2, "2025-06-04", "fieldwork"),
    ]


def test_an_unknown_kind_is_answered_with_the_known_ones(small):
    with pytest.raises(InvalidInput, match="no kind of visit 'short'; known: full, look"):
        timetable(small, notify=date(2025, 6, 3), kind="short")


@pytest.mark.parametrize(
    ("notify", "says"),
    [
        (date(2025, 5, 31), "2025-05-31 is not a working day (Saturday); the next one is Monday 2025-06-02"),
        (date(2025, 4, 18), "2025-04-18 is not a working day (Good Friday); the next one is Tuesday 2025-04-22"),
        (date(1066, 10, 14), "Write a date between 1990 and 2100; got 1066-10-14"),
        (date(9999, 12, 31), "Write a date between 1990 and 2100; got 9999-12-31"),
    ],
)
def test_nobody_is_told_on_a_day_off(small, notify, says):
    with pytest.raises(InvalidInput) as error:
        timetable(small, notify=notify)
    assert [(each.where, each.says) for each in error.value.problems] == [("notify", says)]


def test_steps_that_wait_for_each_other_are_refused(edit):
    framework = load_framework(edit(("after: fieldwork", "after: out")))
    with pytest.raises(InvalidInput, match="come after each other or after none that exists: draft, out"):
        timetable(framework, notify=date(2025, 6, 3))


def test_a_limit_in_months_is_kept_before_a_day_off(edit):
    framework = load_framework(edit(("from_event: published, working_days: 20", "from_event: published, months: 1")))
    assert timetable(framework, notify=date(2025, 6, 3))[-1].date == date(2025, 8, 15)  # the 17th is a Sunday


def test_a_deadline_that_is_also_a_step_is_told_once(edit):
    framework = load_framework(edit(("{id: reply,", "{id: out,")))
    assert [row.step for row in timetable(framework, notify=date(2025, 6, 3))].count("out") == 1


@given(notify=st.dates(date(2009, 1, 1), date(2040, 12, 31)).filter(is_working_day))
def test_whatever_the_day_it_counts_as_a_person_would(notify):
    framework = find("jtai@2022")
    rows = timetable(framework, notify=notify)
    assert [row.date for row in rows if not is_working_day(row.date)] == []
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    assert [row.day for row in rows] == [by_hand(notify, row.date) for row in rows]
    assert {date_of(framework, row.day, notify=notify) == row.date for row in rows} == {True}


def by_hand(notify, day):
    """The number of a day when the day of notification is day 1: count the working days up to it."""
    every = (notify + timedelta(days=number) for number in range((day - notify).days + 1))
    return sum(is_working_day(each) for each in every)


def test_haringey_2017_comes_out_as_it_was():
    rows = {(row.stage, row.date.isoformat()) for row in timetable(find("jtai@2016"), notify=date(2017, 11, 21))}
    real = {
        ("notify", "2017-11-21"),
        ("on_site", "2017-12-04"),
        ("on_site", "2017-12-08"),
        ("draft", "2018-01-03"),
        ("accuracy", "2018-01-16"),
        ("publish", "2018-01-30"),
    }
    assert real - rows == set()
    assert {"2018-01-26", "2018-05-11"} <= {day for _, day in rows}
    assert {day for stage, day in rows if stage == "on_site"} == {"2017-12-04", "2017-12-08"}


def test_a_deadline_of_some_kinds_of_visit_only():
    send = find("area-send@2023")
    deadlines = {
        kind: [row.step for row in timetable(send, notify=date(2025, 6, 2), kind=kind) if row.stage == "deadline"]
        for kind in send.kind_ids
    }
    assert deadlines == {"full": ["plan_updated"], "monitoring": []}
