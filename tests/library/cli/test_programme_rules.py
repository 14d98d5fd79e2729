"""The command line for what is due, the paths and the forecast, as scripts see it."""

import json

import pytest

from factories.publishers import inspection, publish
from joint_inspection.cli import main

WINDOW = {"area", "name", "framework", "kind", "from", "to", "rule", "because"}
FORECAST = {
    "median", "low", "high", "level", "published_end", "probability_by_published_end", "credible", "done", "remaining",
}  # fmt: skip
TRIAL = {"framework", "on", "median", "low", "high", "actual", "error_weeks", "baseline_error_weeks", "inside"}


def run(capsys, *arguments):
    code = main(["programme", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_due_prints_the_agreed_shape(capsys):
    code, windows = run(capsys, "due", "--on", "2025-06-01")
    assert code == 0
    assert all(set(window) >= WINDOW for window in windows)
    assert {window["framework"] for window in windows} == {"ilacs@2023", "area-send@2023"}


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (["--framework", "ilacs", "--area", "Barnet"], ["focused", "short"]),
        (["--framework", "ilacs@2023", "--area", "E09000003"], ["focused", "short"]),
        (["--framework", "ilacs@2018", "--area", "Barnet"], []),
        (["--framework", "sif", "--area", "Barnet"], []),
        (["--area", "Barnet"], ["full", "focused", "short"]),
    ],
)
def test_due_of_some(capsys, arguments, kinds):
    code, windows = run(capsys, "due", "--on", "2025-06-01", *arguments)
    assert (code, [window["kind"] for window in windows]) == (0, kinds)


def test_due_on_another_history(capsys, tmp_path):
    publish(tmp_path, "la_inspections.csv", inspection(overall="inadequate"))
    code, windows = run(capsys, "due", "--on", "2019-06-01", "--area", "Hartlepool", "--history", str(tmp_path))
    ilacs = [
        (window["kind"], window["from"], window["to"]) for window in windows if window["framework"] == "ilacs@2018"
    ]
    assert (code, ilacs) == (0, [("monitoring", "2018-11-28", "2019-01-28"), ("standard", "2020-07-23", "2022-01-23")])


def test_due_with_overrides(capsys, tmp_path):
    path = tmp_path / "overrides.yaml"
    entry = {
        "area": "Barnet", "framework": "ilacs", "from": "2025-09-01", "to": "2025-10-01", "reason": "An incident",
        "approver": "The regional director", "decided_on": "2025-05-20",
    }  # fmt: skip
    path.write_text(json.dumps({"overrides": [entry]}))
    code, windows = run(capsys, "due", "--on", "2025-06-01", "--overrides", str(path))
    assert code == 0
    assert [(each["name"], each["kind"], each["from"]) for each in windows if each["overridden"]] == [
        ("Barnet", "short", "2025-09-01")
    ]
    path.write_text(json.dumps({"overrides": [entry | {"reason": ""}]}))
    code, said = run(capsys, "due", "--on", "2025-06-01", "--overrides", str(path))
    assert (code, [problem["where"] for problem in said["problems"]]) == (10, ["overrides.0.reason"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "--on", "soon"],
        ["due", "--on", "2025-06-01", "--area", "Nowhere"],
        ["due", "--on", "2025-06-01", "--framework", "nothing"],
        ["due", "--on", "2025-06-01", "--framework", "ilacs@1066"],
        ["due", "--on", "2025-06-01", "--overrides", "nowhere.yaml"],
        ["due", "--on", "2025-06-01", "--history", "nowhere"],
        ["paths", "--history", "nowhere"],
        ["forecast", "--framework", "nothing", "--on", "2025-06-01"],
        ["forecast", "--framework", "ilacs@1066", "--on", "2025-06-01"],
        ["forecast", "--framework", "ilacs", "--on", "31/12/2025"],
        ["forecast", "--framework", "ilacs", "--on", "2025-06-01", "--capacity-factor", "0"],
        ["backtest", "--framework", "ilacs"],
        ["backtest", "--framework", "nothing", "--from", "2015-01-01", "--to", "2015-06-01"],
    ],
)
def test_asking_for_what_is_not_there_exits_10(capsys, arguments):
    code, said = run(capsys, *arguments)
    assert (code, len(said["problems"])) == (10, 1)


def test_paths_print_the_agreed_shape_and_figures(capsys):
    code, checks = run(capsys, "paths")
    figures = {
        check["framework"]: (check["transitions"], check["matched"], len(check["exceptions"])) for check in checks
    }
    assert code == 0
    assert (figures["ilacs"], figures["area-send"]) == ((271, 254, 17), (67, 67, 0))
    assert all(
        {"area", "name", "from", "expected", "actual", "says"} <= set(each)
        for check in checks
        for each in check["exceptions"]
    )


def test_forecast_prints_the_agreed_shape(capsys):
    code, made = run(capsys, "forecast", "--framework", "sif", "--on", "2015-10-28")
    assert code == 0
    assert set(made) >= FORECAST
    assert made["median"].startswith(("2017-09", "2017-10", "2017-11"))
    assert (made["published_end"], made["credible"], made["done"], made["remaining"]) == ("2017-03-31", False, 79, 73)


def test_backtest_prints_the_agreed_shape(capsys):
    code, trials = run(capsys, "backtest")
    assert (code, len(trials)) == (0, 19)
    assert all(set(trial) == TRIAL for trial in trials)
    code, trials = run(capsys, "backtest", "--framework", "sif", "--from", "2016-02-01", "--to", "2016-06-01")
    assert (code, [trial["on"] for trial in trials]) == (0, ["2016-02-01", "2016-04-01", "2016-06-01"])


SIF_2015 = ["forecast", "--framework", "sif", "--on", "2015-10-28"]
NOT_YET = ["forecast", "--framework", "integrated", "--on", "2025-06-01"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["due", "--on", "2025-06-01", "--area", "Barnet"],
            "3 visits due in 1 area, by what had been published by 2025",
        ),
        (["due", "--on", "2005-06-01"], "0 visits due in 0 areas, by what had been published by 2005-06-01."),
        (["paths"], "ilacs: kind of visit as the rule says in 254 of 271"),
        (SIF_2015, "is no longer credible (chance"),
        (NOT_YET, "no launch was known, so no end can be forecast."),
        ([*SIF_2015, "--pause-weeks", "9"], "What if: 1 times the capacity, 9 weeks of pause."),
        (["backtest"], "19 forecasts: wrong by "),
    ],
)
def test_people_read_sentences(capsys, arguments, says):
    assert main(["programme", *arguments]) == 0
    assert says in " ".join(capsys.readouterr().out.split())
