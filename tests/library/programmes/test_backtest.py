"""The forecast tried on the past."""

from datetime import date

import pytest

from factories import small as make
from joint_inspection.programmes.backtest import Trial, actual_end, backtest, judge, usual_rounds
from joint_inspection.programmes.forecast import forecast


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    register, outcomes, frameworks = make.england()
    ((framework, first, last),) = usual_rounds()
    return backtest(framework, first=first, last=last, frameworks=frameworks, register=register, outcomes=outcomes)


def test_the_usual_round_is_tried_every_second_month(trials: tuple[Trial, ...]) -> None:
    assert (len(trials), trials[0].on, trials[-1].on) == (19, date(2014, 6, 1), date(2017, 6, 1))
    assert {trial.actual for trial in trials} == {date(2017, 9, 25)}
    assert {trial.framework for trial in trials} == {"sif"}


def test_the_forecast_beats_a_straight_line_and_its_interval_is_about_as_wide_as_it_says(
    trials: tuple[Trial, ...],
) -> None:
    verdict = judge(trials)
    assert verdict.mean_error_weeks < 8 < verdict.baseline_mean_error_weeks
    assert 0.7 <= verdict.inside <= 0.95


def test_each_trial_repeats_the_forecast(trials: tuple[Trial, ...]) -> None:
    register, outcomes, frameworks = make.england()
    trial = trials[9]
    made = forecast(trial.framework, on=trial.on, frameworks=frameworks, register=register, outcomes=outcomes)
    assert (trial.median, trial.low, trial.high) == (made.median, made.low, made.high)
    assert made.median
    assert trial.error_weeks == round((made.median - trial.actual).days / 7, 1)
    assert trial.inside == (made.low is not None and made.high is not None and made.low <= trial.actual <= made.high)


def test_a_round_that_is_not_complete_cannot_be_tried() -> None:
    register, outcomes, frameworks = make.england()
    day = date(2024, 6, 1)
    assert actual_end("area-send", on=day, frameworks=frameworks, register=register, outcomes=outcomes) is None
    assert backtest("area-send", first=day, last=day, frameworks=frameworks, register=register, outcomes=outcomes) == ()
