"""Steps that move, and visits that stand still for a while."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.dates import is_working_day, working_days_between
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.timetable import planned
from joint_inspection.inspections.moving import check_move, earliest_again, postponed

TOLD = date(2017, 11, 21)


@pytest.fixture(scope="module")
def haringey():
    return planned(find("jtai@2016"), notify=TOLD)


def move(steps, step, first, last=None) -> dict[str, str]:
    first = date.fromisoformat(first)
    last = date.fromisoformat(last) if last else first
    problems = check_move(steps, step, first=first, last=last, framework=find("jtai@2016"), kind="thematic")
    return {problem.where: problem.says for problem in problems}


@pytest.mark.parametrize(
    ("step", "first", "last", "found"),
    [
        ("select", "2017-11-24", None, {}),
        ("on_site", "2017-12-05", "2017-12-11", {}),
        ("notify", "2017-11-20", None, {}),
        ("nothing", "2017-11-20", None, {"step": "The timetable has no step 'nothing'"}),
    ],
)
def test_where_a_step_may_move(haringey, step, first, last, found):
    assert move(haringey, step, first, last) == found


@pytest.mark.parametrize(
    ("step", "first", "last", "where", "says"),
    [
        ("select", "2017-12-02", None, "first", "Saturday 2 December 2017 is not a working day"),
        ("select", "2017-11-20", None, "first", "The area is told on Tuesday 21 November 2017"),
        ("on_site", "2017-12-08", "2017-12-04", "last", "is before the first, Friday 8 December 2017"),
        ("notify", "2017-11-23", None, "first", "the area is told before that"),
        ("accuracy", "2017-12-28", None, "first", "on Wednesday 3 January 2018: choose that day or later"),
        ("draft", "2018-01-17", None, "last", "stands on Tuesday 16 January 2018: move it first"),
        ("statement", "2018-01-29", None, "first", "on Tuesday 30 January 2018: choose that day or later"),
        ("draft", "2017-12-01", None, "first", "on Monday 4 December 2017: choose that day or later"),
    ],
)
def test_where_a_step_may_not_move(haringey, step, first, last, where, says):
    assert says in move(haringey, step, first, last)[where]


def test_a_deadline_does_not_come_before_what_it_is_counted_from():
    framework = find("sif@2013")
    steps = planned(framework, notify=date(2015, 3, 2), kind="inspection")
    out = next(each for each in steps if each.stage == "publish")
    due = next(each for each in steps if each.step == "council_publishes")
    assert due.stage == "deadline"
    problems = check_move(
        steps, due.step, first=date(2015, 4, 1), last=date(2015, 4, 1), framework=framework, kind="inspection"
    )
    assert [problem.where for problem in problems] == ["first"]
    assert f"on {out.last:%A} {out.last.day} {out.last:%B %Y}" in problems[0].says


@pytest.mark.parametrize("framework", published(), ids=lambda each: each.ref)
def test_every_step_of_every_framework_may_stay_where_it_is(framework):
    for kind in framework.kinds:
        steps = planned(framework, notify=date(2015, 3, 2), kind=kind.id)
        for step in steps:
            found = check_move(steps, step.step, first=step.first, last=step.last, framework=framework, kind=kind.id)
            assert (kind.id, step.step, found) == (kind.id, step.step, ())


@given(since=st.dates(date(2017, 11, 1), date(2018, 6, 30)), lost=st.integers(0, 60), number=st.integers(0, 14))
def test_a_visit_that_stood_still_goes_on_by_the_days_lost(haringey, since, lost, number):
    until = date.fromordinal(since.toordinal() + lost)
    later = postponed(haringey, since=since, until=until)
    before, after = haringey[number], later[number]
    going_on = until if is_working_day(until) else earliest_again(on=until, notice=0)
    gone = working_days_between(since, going_on)
    assert all(is_working_day(day) for day in (after.first, after.last))
    for was, now in ((before.first, after.first), (before.last, after.last)):
        assert working_days_between(was, now) == (gone if was >= since else 0)


def test_the_area_has_its_notice_again():
    assert earliest_again(on=date(2026, 3, 6), notice=10) == date(2026, 3, 20)
    assert earliest_again(on=date(2026, 3, 7), notice=0) == date(2026, 3, 9)
