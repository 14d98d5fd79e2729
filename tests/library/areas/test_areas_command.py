"""The command line for areas, as scripts see it."""

import json

import pytest

from factories.publishers import publish
from joint_inspection.cli import main


def run(capsys, *arguments):
    code = main([*arguments, "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out)


def test_show_prints_the_agreed_shape(capsys):
    code, shown = run(capsys, "areas", "show", "City of Bristol")
    assert code == 0
    assert (shown["ons_code"], shown["name"], shown["region"]) == ("E06000023", "Bristol, City of", "South West")
    assert (shown["active"], shown["predecessors"], shown["successors"]) == ([None, None], [], [])
    assert [(each["kind"], each["areas_served"]) for each in shown["agencies"][:3]] == [
        ("council", 1),
        ("police", 5),
        ("health", 3),
    ]


def test_show_of_an_abolished_area_names_its_successors(capsys):
    _, shown = run(capsys, "areas", "show", "Northamptonshire")
    assert (shown["active"], shown["successors"], shown["successor_names"]) == (
        [None, "2021-03-31"],
        ["E06000061", "E06000062"],
        ["North Northamptonshire", "West Northamptonshire"],
    )


def test_show_on_a_day(capsys):
    assert run(capsys, "areas", "show", "Dorset", "--on", "2015-01-01")[1]["ons_code"] == "E10000009"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Suffok"], ["No area is called 'Suffok'; did you mean Suffolk (E10000029)?"]),
        (
            ["Cumbria", "--on", "2024-01-01"],
            [
                "Cumbria was abolished after 2023-03-31; ask for what took its place: Cumberland (E06000063), "
                "Westmorland and Furness (E06000064)."
            ],
        ),
        (["Leeds", "--on", "soon"], ["Write the date as year-month-day, for example 2025-06-01; got 'soon'"]),
        (
            ["Kingston"],
            [
                "'Kingston' could mean Kingston upon Thames; ask for E09000021",
                "'Kingston' could mean Kingston upon Hull; ask for E06000010",
            ],
        ),
    ],
)
def test_show_of_what_is_not_there_exits_10_with_advice(capsys, arguments, says):
    code, printed = run(capsys, "areas", "show", *arguments)
    assert (code, [problem["says"] for problem in printed["problems"]]) == (10, says)


@pytest.mark.parametrize(
    ("arguments", "number"), [([], 153), (["--all"], 158), (["--on", "2018-06-01"], 152), (["--on", "2025-06-01"], 153)]
)
def test_list(capsys, arguments, number):
    code, areas = run(capsys, "areas", "list", *arguments)
    assert (code, len(areas), set(areas[0])) == (0, number, {"ons_code", "name", "region", "active"})


def test_plain_text_for_people(capsys):
    assert main(["areas", "show", "Westmorland and Furness"]) == 0
    printed = capsys.readouterr().out
    assert "Exists from 2023-04-01 to now\nTook over from: Cumbria (E10000006)\n" in printed
    assert "  Cumbria police                                               serves 1 more\n" in printed
    assert main(["areas", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "E09000002  Barking and Dagenham                 London"


def test_import_writes_the_tables(capsys, tmp_path):
    row = {"ons_code": "E06000001", "la_name": "Hartlepool", "region": "North East", "la_type": "Unitary Authority"}
    publish(tmp_path / "in", "la_register.csv", row)
    out = str(tmp_path / "out")
    code, said = run(capsys, "areas", "import", str(tmp_path / "in"), "--out", out, "--gathered", "2025-06-01")
    written = {"areas.csv": 1, "agencies.csv": 4, "serves.csv": 4, "neighbours.csv": 0, "touching.csv": 0}
    assert (code, said) == (0, {"written": written, "unplaced": []})
    assert run(capsys, "areas", "import", str(tmp_path), "--out", out)[0] == 10
