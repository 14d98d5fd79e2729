"""The national programme at full size: three and five years, from real history, with nothing left unsaid."""

import json

import pytest

from joint_inspection.cli import main

pytestmark = pytest.mark.trial


@pytest.mark.parametrize(
    ("start", "years", "seed", "gap"),
    [("2025-06-01", 3, 1, 0.25), ("2025-06-01", 3, 2, 0.25), ("2025-06-01", 5, 3, 1.0)],
)
def test_a_national_programme_has_no_breach_and_a_proven_gap(start, years, seed, gap, tmp_path, capsys):
    """Three years came within 3% to 19% of the best in three minutes; five years want far longer, and say so."""
    file = tmp_path / "plan.json"
    asked = ["--from", start, "--years", str(years), "--seed", str(seed), "--time-limit", "180", "--out", str(file)]
    assert main(["programme", "plan", *asked, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["bound"] <= plan["objective"]
    assert plan["gap"] <= gap
    code = main(["programme", "check", str(file), "--json"])
    checked = json.loads(capsys.readouterr().out)
    assert (code, checked["breaches"], checked["visits"]) == (0, [], len(plan["visits"]))


@pytest.mark.parametrize("start", ["2009-06-01", "2012-06-01", "2016-06-01", "2019-06-01"])
def test_the_years_behind_us_can_be_planned_with_the_frameworks_of_their_time(start, tmp_path, capsys):
    file = tmp_path / "plan.json"
    asked = ["--from", start, "--years", "2", "--seed", "1", "--time-limit", "60", "--out", str(file)]
    assert main(["programme", "plan", *asked, "--json"]) == 0
    capsys.readouterr()
    code = main(["programme", "check", str(file), "--json"])
    assert (code, json.loads(capsys.readouterr().out)["breaches"]) == (0, [])
