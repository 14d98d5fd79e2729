"""The command line for outcomes, as scripts see it."""

import json

import pytest

from factories.publishers import inspection, publish
from joint_inspection.cli import main

AGREED = {"area", "name", "framework", "kind", "start", "end", "published", "overall", "judgements", "source"}


def run(capsys, *arguments):
    code = main([*arguments, "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out)


def test_list_prints_the_agreed_shape_by_date(capsys):
    code, outcomes = run(capsys, "outcomes", "list")
    days = [each["start"] or each["end"] or each["published"] for each in outcomes]
    assert (code, len(outcomes), days) == (0, 1075, sorted(days))
    assert all(set(each) >= AGREED for each in outcomes)
    assert all(each["overall"] or each["overall_state"] != "graded" for each in outcomes)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["--framework", "ilacs"], 462),
        (["--framework", "ilacs@2018"], 222),
        (["--framework", "ilacs@2023"], 240),
        (["--framework", "ilacs@2026"], 0),
        (["--framework", "annual-rating"], 0),
        (["--framework", "sif", "--area", "Leeds"], 1),
        (["--area", "E10000006"], 5),
        (["--area", "Cumberland"], 8),
    ],
)
def test_list_of_some(capsys, arguments, number):
    code, outcomes = run(capsys, "outcomes", "list", *arguments)
    assert (code, len(outcomes)) == (0, number)


@pytest.mark.parametrize("arguments", [["--framework", "nothing"], ["--area", "Nowhere"], ["--history", "nowhere"]])
def test_asking_for_what_is_not_there_exits_10(capsys, arguments):
    code, printed = run(capsys, "outcomes", "list", *arguments)
    assert (code, len(printed["problems"])) == (10, 1)


def test_import_prints_the_agreed_shape(capsys, tmp_path):
    publish(tmp_path / "in", "la_inspections.csv", inspection(), inspection(start_date="soon"))
    code, said = run(
        capsys, "outcomes", "import", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--gathered", "2025-06-01"
    )
    advice = "Write start_date as year-month-day, for example 2025-06-01; got 'soon'"
    assert (code, said) == (
        0,
        {
            "read": 2,
            "placed": 1,
            "unplaced": [{"file": "la_inspections.csv", "row": 3, "says": advice}],
            "reconciled": [],
            "outcomes": 1,
        },
    )
    assert len(run(capsys, "outcomes", "list", "--history", str(tmp_path / "out"))[1]) == 1


def test_plain_text_for_people(capsys, tmp_path):
    publish(tmp_path, "la_inspections.csv", inspection(), inspection(overall="poor"))
    assert main(["outcomes", "list", "--history", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "2018-07-23  Hartlepool                           ilacs@2018 short                   good\n"
    assert printed.err == "1 outcomes\n"
    assert main(["outcomes", "import", str(tmp_path), "--out", str(tmp_path / "out"), "--gathered", "2025-06-01"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "2 rows read, 1 placed, 1 not placed",
        "",
        "Not placed",
    ]
