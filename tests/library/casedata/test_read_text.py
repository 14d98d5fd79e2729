"""Files of separated values are read whatever their letters and whatever separates them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.workbooks import sent
from joint_inspection.casedata.read import read_sheets
from joint_inspection.errors import InvalidInput

PLAIN = 'id,name\n7,"Ynys Môn, Conwy"\n'
ROWS = (("id", "name"), ("7", "Ynys Môn, Conwy"))


def read(content, name="contacts.csv"):
    (sheet,) = read_sheets(sent(name, content))
    return sheet


@pytest.mark.parametrize(
    ("content", "remarks"),
    [
        (PLAIN, ()),
        ("\ufeff" + PLAIN, ()),
        (PLAIN.encode("cp1252"), ("letters that are no UTF-8 were read as Windows-1252",)),
        (PLAIN.encode("utf-16"), ("its encoding is UTF-16",)),
        (PLAIN.encode("utf-16-le"), ("its encoding is UTF-16",)),
        (PLAIN.encode("utf-16-be"), ("its encoding is UTF-16",)),
        (PLAIN.replace("\n", "\r\n"), ()),
        (PLAIN.replace("\n", "\r"), ()),
        (PLAIN.rstrip("\n"), ()),
        ('id;name\n7;"Ynys Môn, Conwy"\n', ("its values are separated by semicolons",)),
        ('id\tname\n7\t"Ynys Môn, Conwy"\n', ("its values are separated by tabs",)),
        ('id|name\n7|"Ynys Môn, Conwy"\n', ("its values are separated by upright strokes",)),
        ("sep=;\nid;name\n7;Ynys Môn, Conwy\n", ("its first line, sep=, says what separates values and is no row",)),
        (PLAIN + "\n,\n,,,\n", ()),
    ],
    ids=[
        "utf-8", "mark", "windows", "utf-16", "utf-16 without mark", "utf-16 the other way", "crlf", "cr",
        "no last end", "semicolons", "tabs", "strokes", "sep=", "blank at the end",
    ],
)  # fmt: skip
def test_the_same_table_however_it_was_saved(content, remarks):
    sheet = read(content)
    assert (sheet.rows, sheet.remarks, sheet.is_text) == (ROWS, remarks, True)
    assert (sheet.file, sheet.name) == ("contacts.csv", "contacts")


def test_letters_of_two_encodings_in_one_file_are_both_read():
    assert read("name\nMôn\n".encode() + "Môn\n".encode("cp1252")).rows == (("name",), ("Môn",), ("Môn",))


def test_bytes_that_windows_does_not_know_are_kept():
    assert read(b"name\nx\x81y\n").rows == (("name",), ("x\x81y",))


def test_rows_are_numbered_as_the_sheet_is_blank_ones_too():
    assert read("a,b\n\n1,2\n,\n3\n").rows == (("a", "b"), (None, None), ("1", "2"), (None, None), ("3", None))


def test_spaces_and_nbsp_are_left_as_they_are():
    assert read("a,b\n 1 ,\u00a0x\n").rows == (("a", "b"), (" 1 ", "\u00a0x"))


def test_lines_within_quotation_marks_are_one_cell():
    assert read('id,note\n7,"one\ntwo"\n8,x\n').rows == (("id", "note"), ("7", "one\ntwo"), ("8", "x"))


def test_a_title_above_does_not_hide_what_separates():
    assert read("Contacts, April to June\n\nid;born;sex\n7;1;M\n8;2;F\n").rows[2] == ("id", "born", "sex")


def test_a_quotation_mark_within_a_cell_is_only_a_letter():
    assert read('id,note\n7,5" tall\n8,x\n').rows == (("id", "note"), ("7", '5" tall'), ("8", "x"))


def test_a_quotation_mark_never_closed_is_refused_without_quoting_the_cell():
    with pytest.raises(InvalidInput) as error:
        read('id,note\n7,x\n8,"secret\n9,x\n10,y\n')
    says = "Close the quotation mark that opens in row 3 and is never closed, or save the list as a workbook"
    assert [problem.says for problem in error.value.problems] == [says]


def test_a_row_over_very_many_lines_is_remarked_on():
    sheet = read('id,note\n7,"x\n' + "9,y\n" * 40 + '"\n')
    assert sheet.remarks == ("row 2 runs over 42 lines: look whether a quotation mark is missing",)


def test_thousands_of_blank_columns_are_left_off():
    sheet = read("a,b" + "," * 3000 + "\n1,2\n")
    assert sheet.rows == (("a", "b"), ("1", "2"))
    assert sheet.remarks == ("3,000 blank columns after the last filled one were left off",)


@pytest.mark.parametrize("name", ["a.tsv", "a.txt", "A.CSV", "a.tab"])
def test_other_endings_of_text(name):
    assert read("a\tb\n1\t2\n", name=name).rows == (("a", "b"), ("1", "2"))


LETTERS = st.text(st.characters(codec="cp1252", exclude_characters="\r\n", exclude_categories=["Cc"]), max_size=6)
TABLES = st.lists(st.lists(LETTERS, min_size=3, max_size=3), min_size=1, max_size=6)


@given(rows=TABLES, separator=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_whatever_is_written_is_read_back(rows, separator, encoding):
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["id", "born", "sex"], *rows])
    sheet = read(file.getvalue().encode(encoding))
    filled = [tuple(cell or None for cell in row) for row in rows]
    while filled and not any(cell and cell.strip() for cell in filled[-1]):
        filled.pop()
    assert sheet.rows == (("id", "born", "sex"), *filled)
