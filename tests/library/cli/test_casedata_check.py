"""``casedata check``: what it prints, its exit codes, and that it tells nothing of a child but where to look."""

import csv
import json
from datetime import date

import pytest
import xlsxwriter

from factories.sheets import headings
from joint_inspection.cli import main

JO = ["0012", "b) Female", "a) WBRI", date(2015, 1, 25), 10, date(2025, 5, 16), "q) 6: Police"]
SAM = ["0013", "Male", "k) APKN", date(2012, 3, 1), 13, date(2025, 5, 20), "e) 2A: Schools"]


@pytest.fixture
def workbook(tmp_path):
    """``workbook({"List 1": rows})``: a workbook with these sheets."""

    def make(sheets, name="lists.xlsx"):
        book = xlsxwriter.Workbook(tmp_path / name, {"default_date_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        book.close()
        return str(tmp_path / name)

    return make


@pytest.fixture
def run(capsys):
    """The exit code and the document printed."""

    def check(*arguments):
        code = main(["casedata", "check", *arguments, "--json"])
        out = capsys.readouterr()
        return code, json.loads(out.out), out.err

    return check


CONTACTS = headings("contacts")


def test_lists_without_problems_end_with_nothing_wrong(run, workbook):
    code, found, _ = run(workbook({"List 1": [CONTACTS, JO, SAM]}), "--framework", "ilacs@2023", "--on", "2025-06-01")
    assert code == 0
    assert {key: found[key] for key in ("framework", "on", "not_understood", "values_not_understood")} == {
        "framework": "ilacs@2023", "on": "2025-06-01", "not_understood": [], "values_not_understood": 0,
    }  # fmt: skip
    assert [each for each in found["problems"] if each["severity"] == "must_fix"] == []
    wanted = ("list", "sheet", "rows", "columns_understood", "columns_not_understood", "left_out", "empty_rows")
    assert [{key: each[key] for key in wanted} for each in found["lists"]] == [
        {"list": "contacts", "sheet": "List 1", "rows": 2, "columns_understood": 7, "columns_not_understood": [],
         "left_out": [], "empty_rows": 0},
    ]  # fmt: skip


def test_what_is_not_understood_is_listed_and_ends_with_problems(run, workbook):
    rows = [["Our export"], [*CONTACTS, "Shoe size"], [*JO[:1], "SECRET", *JO[2:], 31], SAM, ["Total", 2]]
    code, found, err = run(workbook({"Calls": rows, "Notes": [["SECRET"], ["written"]]}))
    assert (code, found["values_not_understood"]) == (10, 1)
    assert [each["columns_not_understood"] for each in found["lists"]] == [["Shoe size"]]
    assert [(each["sheet"], each["rows"]) for each in found["not_understood"]] == [("Notes", 2)]
    assert found["lists"][0]["left_out"] == [[1, "above the headings"], [5, "a total"]]
    places = [
        (each["sheet"], each["row"], each["column"]) for each in found["problems"] if each["severity"] == "must_fix"
    ]
    assert places == [("Calls", 3, "Gender")]
    assert "SECRET" not in json.dumps(found) + err


def test_a_folder_of_csv_is_read_as_well(run, tmp_path):
    with (tmp_path / "Contacts.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [CONTACTS, *([*row[:3], "25/01/2015", 10, "16/05/2025", row[6]] for row in (JO, SAM))]
        )
    _code, found, _ = run(str(tmp_path), "--on", "2025-06-01")
    assert [(each["list"], each["sheet"], each["rows"]) for each in found["lists"]] == [("contacts", "Contacts", 2)]
    assert found["framework"] is None


def test_without_a_day_it_is_the_latest_of_the_lists(run, workbook):
    _, found, _ = run(workbook({"List 1": [CONTACTS, JO, SAM]}))
    assert found["on"] == "2025-05-20"


def test_what_was_understood_is_saved_corrected_and_used_again(run, workbook, tmp_path):
    path, file = workbook({"List 1": [["Klient", *CONTACTS[1:]], JO, SAM]}), tmp_path / "ours.json"
    code, _, _ = run(path, "--save-mapping", str(file))
    assert code == 10
    saved = json.loads(file.read_text())
    assert saved["headings"]["contacts"]["Klient"] == "?"
    saved["headings"]["contacts"]["Klient"] = "child"
    file.write_text(json.dumps(saved))
    code, found, _ = run(path, "--mapping", str(file), "--on", "2025-06-01")
    assert (code, found["lists"][0]["columns_understood"]) == (0, 7)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--framework", "ilacs@1999"], "There is no framework 'ilacs@1999'"),
        (["--on", "yesterday"], "Write the date as year-month-day"),
        (["--mapping", "none.json"], "There is no such file"),
    ],
)
def test_wrong_options_are_refused_with_advice(run, workbook, arguments, says):
    code, found, _ = run(workbook({"List 1": [CONTACTS]}), *arguments)
    assert (code, found["problems"][0]["says"][: len(says)]) == (10, says)


def test_a_framework_that_asks_for_no_lists_is_not_possible(run, workbook):
    code, found, _ = run(workbook({"List 1": [CONTACTS]}), "--framework", "annual-rating")
    assert (code, [each["says"] for each in found["problems"]]) == (
        11, ["annual-rating@2009 asks for no child-level lists with columns"],
    )  # fmt: skip


def test_a_person_sees_a_table_what_was_decided_and_where_to_look(workbook, capsys):
    rows = [CONTACTS, [*JO[:5], "16/05/25", JO[6]], SAM, ["Total", 2]]
    assert main(["casedata", "check", workbook({"List 1": rows}), "--on", "2025-06-01"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:5] == [
        "Sheet   List                  Rows  Columns  Left out",
        "List 1  contacts                 2      7/7  1 a total",
        "",
        "How they were read",
        "  List 1: Date of Contact (F): a year of two digits (cells: 1)",
    ]
