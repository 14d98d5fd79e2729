"""The planner's choices: the weeks kept free, what a file changes, and what is wrong with one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.programmes.settings import load_settings


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("monday", "kept_free"),
    [
        (date(2025, 7, 21), None),
        (date(2025, 8, 18), "summer"),
        (date(2025, 10, 27), "autumn-half-term"),
        (date(2025, 12, 22), "christmas"),
        (date(2025, 12, 29), "christmas"),
        (date(2026, 1, 5), None),
        (date(2026, 2, 16), "spring-half-term"),
        (date(2026, 3, 30), "easter"),
        (date(2026, 4, 6), "easter"),
        (date(2026, 4, 13), None),
        (date(2026, 5, 25), "summer-half-term"),
    ],
)
def test_the_weeks_kept_free(monday: date, kept_free: str | None):
    blackout = load_settings().blackout(monday)
    assert (blackout.id if blackout else None) == kept_free


@pytest.mark.parametrize("year", range(2009, 2031))
def test_each_year_keeps_a_dozen_weeks_or_so_free(year: int):
    first = date(year, 1, 1)
    mondays = [day for day in (first + timedelta(days=n) for n in range(365)) if day.weekday() == 0]
    assert 11 <= sum(load_settings().blackout(monday) is not None for monday in mondays) <= 14


def test_a_file_changes_only_what_it_names(tmp_path: Path):
    changed = load_settings(written(tmp_path, "gap_weeks: 16\ncapacity:\n  cqc: {national: 3}\n"))
    usual = load_settings()
    assert (changed.gap_weeks, changed.capacity["cqc"].national) == (16, 3)
    assert changed.capacity["ofsted"] == usual.capacity["ofsted"]
    assert changed.costs == usual.costs
    assert changed.digest != usual.digest


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("gap_week: 3\n", 1, "did you mean 'gap_weeks'?"),
        ("gap_weeks: many\n", 1, "Write a whole number"),
        ("costs:\n  late: -1\n", 2, "Write a number that is 0 or more"),
        ("capacity:\n  ofstead: {national: 3}\n", 2, "did you mean 'ofsted'?"),
        ("capacity:\n  cqc: {natinal: 3}\n", 2, "did you mean 'national'?"),
        ("blackouts:\n  - {id: a, says: b}\n", 2, "exactly one of 'mondays' and 'easter'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, says: str):
    with pytest.raises(InvalidInput) as error:
        load_settings(written(tmp_path, text))
    problem = error.value.problems[0]
    assert (problem.line, says in problem.says) == (line, True)
