"""``joint-inspection programme forecast`` and ``backtest``: when a first round ends, and how well that can be told."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json
from joint_inspection.cli.programme.due import add_history, read_history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_inspection.programmes.backtest import Trial
    from joint_inspection.programmes.forecast import Forecast


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the forecast."""
    parser = add_verb(
        verbs, "forecast", print_forecast,
        "Print when every area will have had its first inspection begun, knowing only what was known on a date.",
    )  # fmt: skip
    parser.add_argument(
        "--framework", required=True, metavar="ID", help="id for all its versions, or id@version from that one on"
    )
    parser.add_argument("--on", required=True, metavar="DATE")
    parser.add_argument(
        "--capacity-factor", type=float, default=1.0, metavar="F", help="what if there were F times the inspectors"
    )
    parser.add_argument("--pause-weeks", type=int, default=0, metavar="N", help="what if nothing began for N weeks")
    _add_seed(parser)
    parser = add_verb(
        verbs, "backtest", print_backtest, "Repeat the forecast on past dates and compare with the truth."
    )
    parser.add_argument("--framework", metavar="ID", help="try this round instead of the usual ones")
    parser.add_argument("--from", dest="first", metavar="DATE", help="first date of the round asked for")
    parser.add_argument("--to", dest="last", metavar="DATE", help="last date of the round asked for")
    _add_seed(parser)


def _add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="the draws; the same seed gives the same answer")
    add_history(parser)


def print_forecast(options: argparse.Namespace) -> None:
    """Print one forecast."""
    from joint_inspection.areas import load_register
    from joint_inspection.dates import parse_date
    from joint_inspection.frameworks.load import published
    from joint_inspection.programmes.forecast import forecast

    made = forecast(
        options.framework, on=parse_date(options.on, where="on"), frameworks=published(), register=load_register(),
        outcomes=read_history(options), seed=options.seed, capacity_factor=options.capacity_factor,
        pause_weeks=options.pause_weeks,
    )  # fmt: skip
    if options.json:
        print_json(made)
    else:
        _print_forecast(made)


def _print_forecast(made: Forecast) -> None:
    print(made.says)
    if made.capacity_factor != 1 or made.pause_weeks:
        print(f"What if: {made.capacity_factor:g} times the capacity, {made.pause_weeks} weeks of pause.")
    if made.remaining and made.straight_line:
        print(f"A straight line from the first start would say {made.straight_line}.")


def print_backtest(options: argparse.Namespace) -> None:
    """Print one line a past forecast, and the errors taken together."""
    trials = _trials(options)
    if options.json:
        print_json(trials)
    else:
        _print_trials(trials)


def _trials(options: argparse.Namespace) -> list[Trial]:
    from joint_inspection.areas import load_register
    from joint_inspection.frameworks.load import published
    from joint_inspection.programmes.backtest import backtest

    history = read_history(options)
    return [
        trial
        for framework, first, last in _rounds(options)
        for trial in backtest(
            framework, first=first, last=last, frameworks=published(), register=load_register(), outcomes=history,
            seed=options.seed,
        )
    ]  # fmt: skip


def _rounds(options: argparse.Namespace) -> Sequence[tuple[str, Any, Any]]:
    from joint_inspection.dates import parse_date
    from joint_inspection.errors import invalid
    from joint_inspection.programmes.backtest import usual_rounds

    if not options.framework:
        return usual_rounds()
    if not (options.first and options.last):
        raise invalid("from", "Give --from and --to with --framework: the first and last date to forecast from")
    return [(options.framework, parse_date(options.first, where="from"), parse_date(options.last, where="to"))]


def _print_trials(trials: Sequence[Trial]) -> None:
    from joint_inspection.programmes.backtest import judge

    print(f"{'Framework':<12} {'On':<11} {'Median':<11} {'Low':<11} {'High':<11} {'Actual':<11} Error  Line  Inside")
    for each in trials:
        days = " ".join(f"{day!s:<11}" for day in (each.on, each.median, each.low, each.high, each.actual))
        errors = f"{_weeks(each.error_weeks)} {_weeks(each.baseline_error_weeks)}"
        print(f"{each.framework:<12} {days}{errors}  {'yes' if each.inside else 'no'}")
    verdict = judge(trials)
    print(
        f"\n{verdict.trials} forecasts: wrong by {verdict.mean_error_weeks} weeks on average, a straight line by "
        f"{verdict.baseline_mean_error_weeks}; the interval held the truth in {verdict.inside:.0%}."
    )


def _weeks(error: float | None) -> str:
    return "     -" if error is None else f"{error:>6.1f}"
