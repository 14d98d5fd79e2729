"""Workbooks are read cell by cell as whoever wrote them meant."""

import io
import struct
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from factories.workbooks import ods, openpyxl_xlsx, record, repacked, sent, xls, xlsx
from joint_inspection.casedata.model import Odd
from joint_inspection.casedata.read import BEGINS_IN_1904, LIMITS, NOT_READ, read_sheets
from joint_inspection.casedata.read.look import glance, look_through
from joint_inspection.casedata.read.package import Package
from joint_inspection.errors import InvalidInput

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    (None, None, None, None),
    (None, "Child Unique ID", "Date of Birth", "Note"),
    (None, 9212044, date(2015, 1, 25), "two\nlines"),
    (None, "0042", None, "\u00a0spaced\u00a0 out "),
    (None, None, None, None),
    (None, 7.5, datetime(2025, 1, 5, 10, 30), -3),
    (None, True, time(10, 30), "tab\tbetween"),
    (None, False, timedelta(hours=30), "Ynys Môn"),
)


def of_xlsx(rows, **options):
    return read_sheets(sent("lists.xlsx", xlsx({"List 1": rows}, **options)))[0]


def by_openpyxl(change):
    return read_sheets(sent("lists.xlsx", openpyxl_xlsx(change)))


@pytest.mark.parametrize("write", [xlsx, ods], ids=["xlsx", "ods"])
def test_every_cell_is_read_as_it_was_written(write):
    (sheet,) = read_sheets(sent("lists.any", write({"List 1": ROWS})))
    assert sheet.rows == ROWS
    assert (sheet.file, sheet.name, sheet.remarks, sheet.is_text) == ("lists.any", "List 1", (), False)


def test_types_are_kept_apart():
    (sheet,) = read_sheets(sent("lists.xlsx", xlsx({"A": [[1, 1.0, "1", True]]})))
    assert [type(value) for value in sheet.rows[0]] == [int, int, str, bool]


def test_a_large_number_stays_what_it_is():
    assert of_xlsx([[1e300, 2.0**53, 123456789012]]).rows == ((1e300, 2.0**53, 123456789012),)


def test_sheets_come_in_the_order_of_the_workbook():
    sheets = read_sheets(sent("lists.xlsx", xlsx({"Zebra": [[1]], "Ant & <bee>": [[2]], "Empty": []})))
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [
        ("Zebra", ((1,),)),
        ("Ant & <bee>", ((2,),)),
        ("Empty", ()),
    ]


@pytest.mark.parametrize("begins_in_1904", [False, True])
def test_days_are_the_same_in_either_calendar(begins_in_1904):
    sheet = of_xlsx([[date(2015, 1, 25), 45000]], begins_in_1904=begins_in_1904)
    assert sheet.rows == ((date(2015, 1, 25), 45000),)
    assert sheet.remarks == ((BEGINS_IN_1904,) if begins_in_1904 else ())


def test_a_moment_a_breath_before_midnight_is_the_next_day():
    def change(book):
        book.active.append([45000.999999999])
        book.active["A1"].number_format = "dd/mm/yyyy hh:mm"

    assert by_openpyxl(change)[0].rows == ((date(2023, 3, 16),),)


def test_a_merged_cell_says_its_value_once():
    def change(book):
        book.active.append(["Contacts", None, None])
        book.active.append([1, 2, 3])
        book.active.merge_cells("A1:C1")

    assert by_openpyxl(change)[0].rows == (("Contacts", None, None), (1, 2, 3))


def test_a_formula_never_calculated_is_said_not_blank():
    def change(book):
        book.active.append(["=1+1", "=A1&A2", 5])

    never = Odd.NEVER_CALCULATED
    assert by_openpyxl(change)[0].rows == ((never, never, 5),)
    assert of_xlsx([["=1+1", 5]]).rows == ((never, 5),)
    assert read_sheets(sent("a.ods", ods({"A": [["=1+1", 5]]})))[0].rows == ((never, 5),)


def test_a_row_of_formulas_never_calculated_is_no_empty_row():
    def change(book):
        book.active["A1"] = "Age"
        book.active["A3"] = "=1+1"

    assert by_openpyxl(change)[0].rows == (("Age",), (None,), (Odd.NEVER_CALCULATED,))


def test_a_formula_that_was_calculated_says_what_it_came_to():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_formula("A1", "=1+1", None, 2)
    sheet.write_formula("B1", '="x"', None, "x")
    book.close()
    assert read_sheets(sent("a.xlsx", file.getvalue()))[0].rows == ((2, "x"),)


def test_a_formula_that_came_to_an_empty_text_is_blank():
    def empty(content):
        return content.replace(b'<c r="A1">', b'<c r="A1" t="str">').replace(b"<v>0</v>", b"<v></v>")

    workbook = repacked(xlsx({"A": [['=""', 1]]}), {SHEET: empty})
    assert read_sheets(sent("a.xlsx", workbook))[0].rows == ((None, 1),)


def test_an_error_is_said_not_blank():
    def change(book):
        book.active.append(["#REF!", "#N/A", "text"])
        book.active["A1"].data_type = book.active["B1"].data_type = "e"

    assert by_openpyxl(change)[0].rows == ((Odd.ERROR, Odd.ERROR, "text"),)


def test_hidden_sheets_are_read_and_charts_are_named():
    def change(book):
        book.active.title = "Shown"
        book.active["A1"] = 1
        hidden = book.create_sheet("Hidden")
        hidden["A1"], hidden.sheet_state = 2, "veryHidden"
        book.create_chartsheet("Chart")

    sheets = by_openpyxl(change)
    assert [(sheet.name, sheet.rows, sheet.remarks) for sheet in sheets] == [
        ("Shown", ((1,),), ()),
        ("Hidden", ((2,),), ("hidden in the workbook",)),
        ("Chart", (), (NOT_READ + "a chart or macros, no table",)),
    ]


def test_macros_are_not_run():
    workbook = repacked(xlsx({"A": [[1]]}), {}, more={"xl/vbaProject.bin": "macros"})
    (sheet,) = read_sheets(sent("lists.xlsm", workbook))
    assert (sheet.rows, sheet.remarks) == (((1,),), ("its macros were not run",))


def test_thousands_of_blank_columns_and_rows_are_left_off():
    def change(book):
        book.active.append(["Child Unique ID", 2])
        for column in range(3, 5000):
            book.active.cell(row=1, column=column).number_format = "0.00"
        for row in range(2, 3002):
            book.active.cell(row=row, column=1).number_format = "0.00"
        book.active["B5"] = "   "

    (sheet,) = by_openpyxl(change)
    assert sheet.rows == (("Child Unique ID", 2),)
    assert sheet.remarks == (
        "4,997 blank columns after the last filled one were left off",
        "3,000 blank rows after the last filled one were left off",
    )


def spelt_otherwise(content):
    """The same sheet as another program might write it."""
    content = content.replace(b"<c r=", b"<c  r=").replace(b"<f>", b"<f >")
    return content.replace(b"<row ", b"<!-- a row --><row ")


def prefixed(content):
    for name in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f", b"is", b"t"):
        for before in (b"<", b"</"):
            for after in (b" ", b">", b"/>"):
                content = content.replace(before + name + after, before + b"x:" + name + after)
    return content.replace(b"xmlns=", b"xmlns:x=")


@pytest.mark.parametrize("change", [bytes, spelt_otherwise], ids=["usual", "unusual"])
def test_odd_cells_are_found_however_the_sheet_is_spelt(change):
    def fill(book):
        book.active.append(["=1+1", "#REF!", 3])
        book.active["B1"].data_type = "e"
        book.active["AB7"] = "=2+2"

    workbook = repacked(openpyxl_xlsx(fill), {SHEET: change})
    found = look_through(Package(sent("a.xlsx", workbook), limits=LIMITS), SHEET, uncalculated=True, limits=LIMITS)
    assert found.odd == {(0, 0): Odd.NEVER_CALCULATED, (0, 1): Odd.ERROR, (6, 27): Odd.NEVER_CALCULATED}
    assert found.reach == (7, 28)


def test_the_quick_look_gives_way_where_a_sheet_is_not_as_excel_writes():
    usual = b'<worksheet><sheetData><row r="2"><c r="C2"><f>1</f><v></v></c></row></sheetData></worksheet>'
    found = glance(usual, uncalculated=False)
    assert found is not None
    assert (found.odd, found.reach) == ({(1, 2): Odd.NEVER_CALCULATED}, (2, 3))
    for change in (spelt_otherwise, prefixed, lambda content: content.replace(b' r="C2"', b"")):
        assert glance(change(usual), uncalculated=False) is None


def test_a_sheet_with_prefixes_and_without_references_is_read():
    def unplaced(content):
        return prefixed(content.replace(b' r="A1"', b"").replace(b' r="B1"', b""))

    workbook = repacked(xlsx({"A": [[1, 2]]}), {SHEET: unplaced})
    assert read_sheets(sent("a.xlsx", workbook))[0].rows == ((1, 2),)


def formula(row, result):
    """A formula of an older workbook, and what it came to."""
    return record(0x06, struct.pack("<HHH", row, 0, 0) + result + b"\0" * 6 + b"\0\0")


UNCALCULATED = record(0x5E, b"\0\0")
NUMBER = record(0x203, struct.pack("<HHHd", 1, 1, 0, 45000.0))


@pytest.mark.parametrize(
    ("before", "result", "expected"),
    [
        (b"", struct.pack("<d", 2.0), 2),
        (b"", struct.pack("<d", 0.0), 0),
        (UNCALCULATED, struct.pack("<d", 2.0), 2),
        (UNCALCULATED, struct.pack("<d", 0.0), Odd.NEVER_CALCULATED),
        (b"", b"\2\0\x17\0\0\0\xff\xff", Odd.ERROR),
    ],
)
def test_formulas_of_older_workbooks(before, result, expected):
    (sheet,) = read_sheets(sent("a.xls", xls(before + formula(0, result) + NUMBER)))
    assert (sheet.name, sheet.rows, sheet.remarks) == ("A", ((expected, None), (None, 45000)), ())


def test_an_older_workbook_whose_calendar_begins_in_1904():
    assert read_sheets(sent("a.xls", xls(NUMBER, begins_in_1904=True)))[0].remarks == (BEGINS_IN_1904,)


def test_an_older_workbook_that_asks_for_more_memory_than_there_is():
    wide = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    with pytest.raises(InvalidInput, match="the file is damaged"):
        read_sheets(sent("a.xls", xls(wide + NUMBER)))
