"""The commands that invent lists and turn lists into events, as a script would use them."""

import json

import pytest

from joint_inspection.casedata.events.table import read
from joint_inspection.cli import main


@pytest.fixture
def lists(tmp_path, capsys):
    out = tmp_path / "lists.xlsx"
    assert main(["casedata", "generate", "--children", "120", "--seed", "3", "--out", str(out), "--json"]) == 0
    return out, json.loads(capsys.readouterr().out)


def test_generate_prints_the_rows_of_each_list_and_where_the_truth_is(lists):
    out, printed = lists
    assert printed["truth"] == str(out.with_name("lists.xlsx-truth"))
    assert len(printed["lists"]) == 16
    assert printed["lists"]["contacts"] > 20
    assert out.is_file()


def test_check_understands_every_row_that_generate_wrote(lists, capsys):
    out, printed = lists
    assert main(["casedata", "check", str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {each["list"]: each["rows"] for each in found["lists"]} == printed["lists"]
    assert found["values_not_understood"] == 0


def test_events_writes_a_table_and_prints_its_counts(lists, tmp_path, capsys):
    folder = tmp_path / "events"
    asked = ["casedata", "events", str(lists[0]), "--out", str(folder), "--on", "2025-06-01", "--json"]
    assert main(asked) == 0
    printed = json.loads(capsys.readouterr().out)
    table = read(folder)
    assert (printed["events"], printed["children"]) == (table.events.num_rows, table.children.num_rows)
    assert printed["left_out"] == dict(table.left_out)
    assert sorted(path.name for path in folder.iterdir()) == ["about.json", "children.parquet", "events.parquet"]


def test_events_of_one_framework_are_those_of_the_lists_it_asks_for(lists, tmp_path, capsys):
    asked = ["casedata", "events", str(lists[0]), "--out", str(tmp_path / "events"), "--framework", "ilacs@2023"]
    assert main([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"] > 0
    told = set(read(tmp_path / "events").events.column("list").to_pylist())
    assert "contacts" in told
    assert "police_incidents" not in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["generate", "--children", "0", "--seed", "1", "--out", "OUT"], "Give a number from 1"),
        (["generate", "--children", "5", "--seed", "1", "--out", "OUT.xls"], ".xls is not written"),
        (["generate", "--children", "5", "--seed", "1", "--out", "OUT", "--on", "June"], "year-month-day"),
        (["events", "NOWHERE", "--out", "OUT"], ""),
        (["events", "LISTS", "--out", "OUT", "--framework", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_done_is_advice_and_leaves_nothing(lists, tmp_path, capsys, words, says):
    out = tmp_path / "OUT"
    named = {"OUT": str(out), "OUT.xls": str(out) + ".xls", "NOWHERE": str(tmp_path / "no"), "LISTS": str(lists[0])}
    assert main(["casedata", *(named.get(word, word) for word in words), "--json"]) == 10
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert says in " ".join(each["says"] for each in problems)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("OUT")] == []


def test_check_and_events_refuse_a_file_without_any_list(tmp_path, capsys):
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear all,\nplease find the lists enclosed.\n")
    assert main(["casedata", "check", str(letter), "--json"]) == 10
    found = json.loads(capsys.readouterr().out)
    assert (found["lists"], {each["rule"] for each in found["problems"]}) == (
        [], {"no_list_understood", "sheet_not_understood"},
    )  # fmt: skip
    assert main(["casedata", "events", str(letter), "--out", str(tmp_path / "events"), "--json"]) == 10
    assert "None of the lists" in json.loads(capsys.readouterr().out)["problems"][0]["says"]
    assert not (tmp_path / "events").exists()


@pytest.mark.parametrize("out", ["lists", "lists/events"])
def test_events_are_not_written_among_the_lists(tmp_path, capsys, out):
    assert main(["casedata", "generate", "--children", "5", "--seed", "3", "--out", str(tmp_path / "lists")]) == 0
    capsys.readouterr()
    assert main(["casedata", "events", str(tmp_path / "lists"), "--out", str(tmp_path / out), "--json"]) == 10
    assert json.loads(capsys.readouterr().out)["problems"][0]["where"] == "--out"
    assert {path.suffix for path in (tmp_path / "lists").iterdir()} == {".csv"}
