"""The same workbook reads the same whether LibreOffice saved it as .xlsx, .xls or .ods."""

from datetime import date, datetime, time

import pytest

from factories.workbooks import FORMATS, SOFFICE, openpyxl_xlsx, protected, resaved, sent, xlsx
from joint_inspection.casedata.model import Odd
from joint_inspection.casedata.read import BEGINS_IN_1904, read_sheets
from joint_inspection.errors import InvalidInput

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")]

ROWS = (
    ("Contacts, north", None, None, None, None),
    (None, None, None, None, None),
    ("Child Unique ID", "Date of Birth", "Age", "Seen", "Note"),
    (9212044, date(2015, 1, 25), 6.138, datetime(2020, 9, 16, 14, 5, 30), "two\nlines"),
    ("0042", date(1999, 12, 31), 7, time(10, 30), "tab\tbetween,  two spaces"),
    (3, date(2024, 2, 29), -1, None, "Ynys Môn “quoted” <&>"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("libreoffice")


@pytest.mark.parametrize("becomes", FORMATS)
@pytest.mark.parametrize("begins_in_1904", [False, True])
def test_it_reads_the_same(becomes, begins_in_1904, folder):
    book = xlsx({"List 1": ROWS, "List 2": [[1]]}, begins_in_1904=begins_in_1904)
    sheets = read_sheets(sent(f"a.{becomes}", resaved(book, was="xlsx", becomes=becomes, folder=folder)))
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("List 1", ROWS), ("List 2", ((1,),))]
    assert [sheet.remarks for sheet in sheets] == [(BEGINS_IN_1904,) if begins_in_1904 else ()] * 2


@pytest.mark.parametrize("becomes", FORMATS)
def test_formulas_that_libreoffice_calculated_and_errors(becomes, folder):
    def fill(book):
        book.active.append([20, "=A1*2+2", "=1/0", "#N/A", '="as "&"text"'])
        book.active["D1"].data_type = "e"

    (sheet,) = read_sheets(sent("a", resaved(openpyxl_xlsx(fill), was="xlsx", becomes=becomes, folder=folder)))
    assert sheet.rows == ((20, 42, Odd.ERROR, Odd.ERROR, "as text"),)


@pytest.mark.parametrize("becomes", FORMATS)
def test_hidden_sheets_and_merged_cells(becomes, folder):
    def fill(book):
        book.active.append(["Contacts", None, None])
        book.active.append([1, 2, 3])
        book.active.merge_cells("A1:C1")
        hidden = book.create_sheet("Kept aside")
        hidden["A1"], hidden.sheet_state = "x", "hidden"

    sheets = read_sheets(sent("a", resaved(openpyxl_xlsx(fill), was="xlsx", becomes=becomes, folder=folder)))
    assert [sheet.rows for sheet in sheets] == [(("Contacts", None, None), (1, 2, 3)), (("x",),)]
    assert [sheet.remarks for sheet in sheets] == [(), ("hidden in the workbook",)]


@pytest.mark.parametrize("becomes", ["xls", "ods"])
def test_a_password_set_by_libreoffice_is_seen(becomes, folder):
    locked = protected(xlsx({"A": [["id"], [7]]}), was="xlsx", becomes=becomes, folder=folder)
    with pytest.raises(InvalidInput, match="Save it without a password"):
        read_sheets(sent(f"a.{becomes}", locked))
