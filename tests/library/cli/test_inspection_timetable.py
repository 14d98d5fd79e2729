"""The timetable on the command line, and the statement's deadline from the day on which the letter was received."""

import json
from datetime import date

import pytest

from joint_inspection.cli import main
from joint_inspection.dates import add_working_days
from joint_inspection.frameworks.load import find, published

HARINGEY = ("inspection", "timetable", "--framework", "jtai@2016", "--notify", "2017-11-21")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    return code, *capsys.readouterr()


def days(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, list[str]]:
    code, out, _ = run(capsys, *HARINGEY, *more, "--json")
    assert code == 0
    found: dict[str, list[str]] = {}
    for row in json.loads(out):
        found.setdefault(row["step"], []).append(row["date"])
    return found


def test_haringey_2017_as_it_was(capsys):
    found = days(capsys, "--received", "2018-01-30")
    assert {step: found[step] for step in (
        "notify", "on_site", "draft", "accuracy", "pre_publication", "publish", "statement",
    )} == {
        "notify": ["2017-11-21"], "on_site": ["2017-12-04", "2017-12-08"], "draft": ["2018-01-03"],
        "accuracy": ["2018-01-16"], "pre_publication": ["2018-01-26"], "publish": ["2018-01-30"],
        "statement": ["2018-05-11"],
    }  # fmt: skip
    assert days(capsys) == found


@pytest.mark.parametrize(
    ("received", "due"), [("2018-01-26", "2018-05-09"), ("2018-01-27", "2018-05-09"), ("2018-02-01", "2018-05-15")]
)
def test_the_statement_is_due_seventy_working_days_from_receipt(capsys, received, due):
    without, found = days(capsys), days(capsys, "--received", received)
    assert found.pop("statement") == [due]
    without.pop("statement")
    assert found == without


@pytest.mark.parametrize("framework", [each.ref for each in published()])
def test_every_framework_tells_of_its_statement_in_a_row_or_beside_the_timetable(capsys, framework):
    found = find(framework)
    visit = ("--framework", framework, "--notify", "2017-11-21", "--received", "2018-07-02")
    code, out, err = run(capsys, "inspection", "timetable", *visit, "--json")
    rule = found.statement
    if rule.asked == "never" or rule.working_days is None:
        due = None
        assert err.startswith(f"{framework} ")
        assert "statement" in err
    else:
        due = add_working_days(date(2018, 7, 2), rule.working_days).isoformat()
        in_a_row = [row["stage"] for row in json.loads(out) if row["date"] == due]
        says = f"{rule.working_days} working days after Monday 2 July 2018."
        assert (in_a_row in (["respond"], ["deadline"]), says in err) in [(True, False), (False, True)]
    assert code == 0


@pytest.mark.parametrize(
    ("received", "says"),
    [
        ("2017-12-01", "inspectors leave on 2017-12-08; write a later date"),
        ("soon", "Write the date as year-month-day"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(capsys, received, says):
    code, out, err = run(capsys, *HARINGEY, "--received", received)
    assert (code, out) == (10, "")
    assert says in err
