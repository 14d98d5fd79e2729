"""When a round ends: the real acceptance case, what must not matter, and made-up rounds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from factories import small as make
from joint_inspection.errors import InvalidInput
from joint_inspection.outcomes import Outcome
from joint_inspection.programmes.forecast import Forecast, forecast

ASKED = date(2015, 10, 28)


def real(framework: str, on: date, outcomes: tuple[Outcome, ...] | None = None, **more: Any) -> Forecast:
    register, carried, frameworks = make.england()
    outcomes = carried if outcomes is None else outcomes
    return forecast(framework, on=on, frameworks=frameworks, register=register, outcomes=outcomes, **more)


def told(made: Forecast) -> tuple[date, date, date]:
    """Low, median and high, all of which must have been given."""
    days = tuple(day for day in (made.low, made.median, made.high) if day)
    assert len(days) == 3
    return days


def is_autumn_2017(day: date) -> bool:
    return date(2017, 9, 1) <= day <= date(2017, 11, 30)


def test_in_october_2015_the_end_is_autumn_2017_and_not_the_published_one() -> None:
    made = real("sif", ASKED)
    low, median, high = told(made)
    assert is_autumn_2017(median)
    assert low <= date(2017, 9, 25) <= high
    assert (made.published_end, made.credible, made.done, made.remaining) == (date(2017, 3, 31), False, 79, 73)
    assert made.probability_by_published_end is not None
    assert made.probability_by_published_end < 0.05
    assert made.says.startswith("On 28 October 2015, 79 of 152 areas had had a first sif inspection begun; ")
    assert "the published end, 31 March 2017, is no longer credible" in made.says


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_is_autumn_2017_whatever_the_seed(seed: int) -> None:
    assert is_autumn_2017(told(real("sif", ASKED, seed=seed))[1])


@pytest.mark.parametrize(
    ("on", "promised"),
    [(date(2015, 10, 27), date(2016, 11, 30)), (ASKED, date(2017, 3, 31)), (date(2014, 6, 1), date(2016, 11, 30))],
)
def test_the_promise_is_the_one_that_stood_on_the_date(on: date, promised: date) -> None:
    assert real("sif", on).published_end == promised


def test_what_began_later_never_matters() -> None:
    carried = make.england()[1]
    known = tuple(each for each in carried if (each.start or each.published or ASKED) <= ASKED)
    later = tuple(
        replace(each, start=each.start + timedelta(400)) if each.start and each.start > ASKED else each
        for each in carried
    )
    assert len(known) < len(carried)
    assert real("sif", ASKED, known) == real("sif", ASKED) == real("sif", ASKED, later)


def test_published_inspections_alone_tell_much_the_same() -> None:
    published = tuple(each for each in make.england()[1] if each.published and each.published <= ASKED)
    made = real("sif", ASKED, published)
    assert (made.done, made.history_complete_to) == (69, date(2015, 7, 27))
    assert real("sif", ASKED).history_complete_to == ASKED
    assert is_autumn_2017(told(made)[1])


def test_the_same_seed_gives_the_same_answer_and_another_much_the_same() -> None:
    assert real("sif", ASKED, seed=7) == real("sif", ASKED, seed=7)
    one, other = real("sif", ASKED, seed=7), real("sif", ASKED, seed=8)
    assert one.probability_by_published_end != other.probability_by_published_end
    assert abs((told(one)[1] - told(other)[1]).days) <= 14


def test_less_capacity_and_a_pause_put_the_end_off_and_more_capacity_brings_it_forward() -> None:
    what_ifs: list[dict[str, Any]] = [{}, {"capacity_factor": 0.8}, {"capacity_factor": 1.5}, {"pause_weeks": 26}]
    usual, fewer, more, paused = (told(real("sif", ASKED, **what_if))[1] for what_if in what_ifs)
    assert more < usual < fewer
    assert timedelta(weeks=18) < paused - usual < timedelta(weeks=34)


@pytest.mark.parametrize(
    "what_if", [{"capacity_factor": 0}, {"capacity_factor": float("nan")}, {"pause_weeks": -1}, {"pause_weeks": 10**9}]
)
def test_impossible_what_ifs_are_refused(what_if: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="capacity factor above 0"):
        real("sif", ASKED, **what_if)


@pytest.mark.parametrize("on", [date(1, 1, 1), date(9999, 12, 31)])
def test_dates_beyond_all_calendars_are_refused(on: date) -> None:
    with pytest.raises(InvalidInput, match="Give a date from 1989-11-16 to 2049-12-31"):
        real("area-send", on)


def test_the_furthest_dates_and_the_smallest_capacity_are_told_without_an_end() -> None:
    assert real("area-send", date(2049, 12, 31)).median
    slow = real("area-send", date(2025, 6, 1), capacity_factor=1e-9)
    assert (slow.low, slow.median, slow.high) == (None, None, None)
    assert "more than forty years away" in slow.says


def test_a_forecast_from_an_old_history_says_so() -> None:
    assert "; as far as a history complete to " in real("area-send", date(2030, 6, 1)).says
    assert "as far as a history" not in real("area-send", date(2025, 6, 1)).says


def test_a_finished_round_tells_when_it_ended() -> None:
    made = real("sif", date(2018, 1, 1))
    assert (made.done, made.remaining) == (152, 0)
    assert {made.low, made.median, made.high} == {date(2017, 9, 25)}
    assert (made.probability_by_published_end, made.credible) == (0.0, False)


@pytest.mark.parametrize(
    ("framework", "on", "why"),
    [
        ("ilacs", date(2017, 6, 1), "no launch was known"),
        ("integrated", date(2025, 6, 1), "no launch was known"),
        ("child-protection@2011-consulted", date(2013, 1, 1), "no launch was known"),
        ("child-protection", date(2014, 1, 1), "visits under the framework had ended"),
        ("annual-rating", date(2010, 1, 1), "the history holds no inspection from which to tell a pace"),
    ],
)
def test_nothing_is_forecast_where_nothing_known_says_so(framework: str, on: date, why: str) -> None:
    made = real(framework, on)
    assert (made.median, made.low, made.high, made.probability_by_published_end) == (None, None, None, None)
    assert f"; {why}, so no end can be forecast." in made.says


@pytest.mark.parametrize("on", [date(2017, 12, 1), date(2018, 1, 2)])
def test_a_round_about_to_begin_borrows_the_pace_of_the_one_before(on: date) -> None:
    made = real("ilacs", on)
    assert made.done == 0
    low, median, high = told(made)
    assert on < low < median < high


def test_a_bare_id_counts_all_versions_and_a_version_counts_from_its_launch() -> None:
    on = date(2025, 6, 1)
    assert real("ilacs", on).done == real("ilacs@2018", on).done == 153
    assert 0 < real("ilacs@2023", on).done < 153


def test_an_unknown_framework_is_a_problem_that_names_the_known() -> None:
    with pytest.raises(InvalidInput, match=r"no framework 'nonsense'; the frameworks are .*ilacs"):
        real("nonsense", ASKED)


# --- made-up rounds


def even(areas: int, done: int, *, every: int = 7, first: date = date(2019, 1, 7), **more: Any) -> list[Outcome]:
    """One area after another, a new one every so many days."""
    assert done <= areas
    starts = [first + timedelta(every * number) for number in range(done)]
    return [
        make.outcome(area=f"X{n}", start=day, end=day, published=day + timedelta(40), **more)
        for n, day in enumerate(starts)
    ]


def made_up(areas: int, outcomes: list[Outcome], on: date, **more: Any) -> Forecast:
    register = make.register(*(make.area(f"X{number}") for number in range(areas)))
    framework = make.framework(start=date(2019, 1, 1), **more)
    return forecast("harbour", on=on, frameworks=[framework], register=register, outcomes=outcomes)


def test_a_steady_round_is_carried_on_at_its_pace() -> None:
    made = made_up(100, even(100, 75), on=date(2020, 6, 10))
    assert (made.done, made.remaining, made.straight_line) == (75, 25, date(2020, 11, 30))
    low, median, high = told(made)
    assert low < median < high
    assert abs((median - date(2020, 11, 30)).days) < 60


def test_steadier_starts_give_a_narrower_interval() -> None:
    bunched = [
        replace(each, start=date(2019, 1, 7) + timedelta(140 * (number // 20)))
        for number, each in enumerate(even(160, 75))
    ]
    steady, rough = (told(made_up(160, each, on=date(2020, 6, 10))) for each in (even(160, 75), bunched))
    assert steady[2] - steady[0] < rough[2] - rough[0]


def test_a_pause_that_is_over_does_not_slow_the_pace() -> None:
    outcomes = even(100, 30) + [
        replace(each, area=f"X{number + 30}") for number, each in enumerate(even(100, 20, first=date(2020, 8, 31)))
    ]
    pause = [
        {"stage": "launched"},
        {"stage": "paused", "happened": date(2019, 8, 10)},
        {"stage": "resumed", "happened": date(2020, 8, 31)},
    ]
    on = date(2021, 1, 20)
    known, unknown = (told(made_up(100, outcomes, on=on, **more))[1] for more in ({"life": pause}, {}))
    assert known + timedelta(weeks=8) < unknown


def test_reinspections_and_visits_that_are_not_full_leave_an_area_undone() -> None:
    looks = even(3, 2, kind="look")
    again = [make.outcome(area="X2", start=day, end=day, published=day) for day in (date(2019, 5, 6), date(2019, 6, 3))]
    made = made_up(3, looks + again, on=date(2019, 12, 2))
    assert (made.done, made.remaining) == (1, 2)


def test_a_framework_that_goes_to_a_sample_promises_no_round() -> None:
    life = [
        {"stage": "launched"},
        {"stage": "completed", "announced_for": "March 2020", "announced_on": date(2019, 1, 1)},
    ]
    sample = {"kind": "full", "areas_each_year": [1, 2], "selection": "random", "says": "Some.", "setting": "A test."}
    cycle = {"frequency": [], "area_sample": sample}
    on = date(2019, 6, 5)
    assert made_up(30, even(30, 10), on=on, life=life).published_end == date(2020, 3, 31)
    assert made_up(30, even(30, 10), on=on, life=life, cycle=cycle).published_end is None
