from datetime import date

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.tables import read_table, write_table


def read(tmp_path, content, **kwargs):
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, **kwargs)


@pytest.mark.parametrize(
    "content",
    [
        "code,name\nE1,Leeds\n",
        "\ufeffcode,name\nE1,Leeds\n",
        "code,name\r\nE1,Leeds\r\n",
        "name,code\nLeeds,E1\n",
        " code , name \n E1 , Leeds \n",
        "code,name,extra\nE1,Leeds,x\n",
        "code,name\n\n,\nE1,Leeds\n",
    ],
    ids=["plain", "byte-order mark", "windows", "other order", "spaces", "extra column", "blank rows"],
)
def test_reads_however_it_was_saved(tmp_path, content):
    assert [(row["code"], row["name"]) for row in read(tmp_path, content)] == [("E1", "Leeds")]


def test_reads_windows_letters(tmp_path):
    assert [row["name"] for row in read(tmp_path, "name\nYnys Môn\n".encode("cp1252"))] == ["Ynys Môn"]


def test_knows_the_line_on_which_a_row_begins(tmp_path):
    rows = read(tmp_path, 'code,text\nE1,"two\nlines"\n\nE2,one\n')
    assert [(row["code"], row.line) for row in rows] == [("E1", 2), ("E2", 5)]


def test_a_short_row_and_a_missing_column_have_empty_cells(tmp_path):
    (row,) = read(tmp_path, "code,name\nE1\n")
    assert (row["name"], row["nowhere"]) == ("", "")


@pytest.mark.parametrize(
    ("cell", "expected"), [("2025-06-01", date(2025, 6, 1)), ("01/06/2025", date(2025, 6, 1)), ("", None)]
)
def test_dates(tmp_path, cell, expected):
    (row,) = read(tmp_path, f"code,day\nE1,{cell}\n")
    assert row.date("day") == expected


@pytest.mark.parametrize("cell", ["soon", "2025-13-01", "31/02/2025"])
def test_a_bad_date_gets_advice(tmp_path, cell):
    (row,) = read(tmp_path, f"code,day\nE1,{cell}\n")
    with pytest.raises(InvalidInput) as error:
        row.date("day")
    says = f"Write day as year-month-day, for example 2025-06-01; got {cell!r}"
    assert str(error.value) == f"table.csv:2: day: {says}"


def test_numbers(tmp_path):
    rows = read(tmp_path, 'n\n"1,250.5"\nx\n')
    assert rows[0].number("n") == 1250.5
    with pytest.raises(InvalidInput, match="Write n as a number; got 'x'"):
        rows[1].number("n")


def test_a_missing_column_gets_advice(tmp_path):
    with pytest.raises(InvalidInput, match=r"table.csv:1: heading: Add the column name"):
        read(tmp_path, "code\nE1\n", needs=["code", "name"])


def test_a_folder_and_a_missing_file_get_advice(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(InvalidInput, match="Give a file that can be read"):
            read_table(path)


def test_an_empty_file_has_no_rows(tmp_path):
    assert read(tmp_path, "") == []


def test_what_is_written_is_read_back(tmp_path):
    write_table(tmp_path / "out.csv", ["code", "name"], [{"code": "E1", "name": 'a "b", c'}, {"code": 2, "name": None}])
    assert [dict(row.cells) for row in read_table(tmp_path / "out.csv")] == [
        {"code": "E1", "name": 'a "b", c'},
        {"code": "2", "name": ""},
    ]


@pytest.mark.parametrize("written", ["2025-06-01", "01/06/2025", "1 June 2025", "1 Jun 2025", "2025-06-01T00:00:00"])
def test_reads_dates_as_publishers_write_them(tmp_path, written):
    assert read(tmp_path, f"day\n{written}\n")[0].date("day") == date(2025, 6, 1)
