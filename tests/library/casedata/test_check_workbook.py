"""Is the workbook handed back complete, readable and silent about children?"""

import io
from datetime import date

import openpyxl

from factories.case_lists import FILE, case_data
from joint_inspection.casedata.check import check
from joint_inspection.casedata.model import ColumnMatch, Finding, How, ListMatch, ValueMatch
from joint_inspection.casedata.workbook import problems_workbook, workbook_bytes

PLAN = {"child": "ZQX", "plan_start": date(2025, 3, 2), "plan_end": date(2025, 3, 1)}


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_every_problem_has_a_row_that_says_where_and_what_to_do():
    data = case_data({"child_protection": [PLAN]})
    findings = check(data, only=["plan_ends_before_it_starts"])
    heading, row = sheets(workbook_bytes(findings, data.matches))["Problems"]
    assert dict(zip(heading, row, strict=True)) == {
        "File": FILE,
        "Sheet": "child_protection",
        "Row": 2,
        "Column": "Child Protection Plan End Date",
        "Urgency": "Put right",
        "What to do": "The plan ends before it starts; correct one of the two dates",
        "What should be so": "A child protection plan does not end before it starts.",
        "Rule": "plan_ends_before_it_starts",
        "Your answer": None,
    }


def test_the_cover_counts_by_sheet():
    data = case_data({"child_protection": [PLAN], "adoption": []})
    findings = check(data, only=["plan_ends_before_it_starts", "list_empty"])
    cover = sheets(workbook_bytes(findings, data.matches))["Cover"]
    assert cover[2][0] == "Put right: 1, Check: 0, Note: 1"
    assert cover[8:] == [
        ("Sheet", "Rows", "Put right", "Check", "Note"),
        ("child_protection", 1, 1, 0, 0),
        ("adoption", 0, 0, 0, 1),
    ]


MATCH = ListMatch(
    file=FILE, sheet="List 1", list="contacts", how=How.CLOSE, sure=0.9, heading_row=3, rows=10, empty_rows=2,
    columns=(
        ColumnMatch(column="A", heading="Childs ID", field="child", how=How.CLOSE, sure=0.912),
        ColumnMatch(column="B", heading="=HYPERLINK(1)", field=None, how=How.NOT, sure=0.0),
        ColumnMatch(column="C", heading="Gender", field="gender", how=How.EXACT, sure=1.0),
    ),
    missing=("born",), left_out=((1, "a title"),), remarks=("Read as Windows-1252",),
    values=(
        ValueMatch(field="gender", written="F", code="female", how=How.KNOWN, sure=1.0, times=6),
        ValueMatch(field="gender", written="ZQX a boy", code=None, how=How.NOT, sure=0.0, times=4),
    ),
)  # fmt: skip


def test_what_was_understood_is_told_column_by_column():
    told = sheets(workbook_bytes((), [MATCH]))["What was understood"]
    place = (FILE, "List 1", "contacts", 10)
    assert told[1:] == [
        (*place, "A", "Childs ID", "child", "nearly as asked for", 91, None),
        (*place, "B", "=HYPERLINK(1)", None, "not understood", 0, None),
        (*place, "C", "Gender", "gender", "as asked for", 100, 4),
        (*place, None, None, "born", "asked for and not there", None, None),
    ]


def test_rows_left_out_are_told():
    told = sheets(workbook_bytes((), [MATCH]))["Rows left out"]
    assert [row[2:] for row in told[1:]] == [(None, "Read as Windows-1252"), (1, "a title"), (None, "2 empty rows")]


def test_a_sheet_that_is_no_list_is_told_too():
    match = ListMatch(file=FILE, sheet="Pivot", list=None, how=How.NOT, sure=0.0, heading_row=None)
    told = sheets(workbook_bytes((), [match]))["What was understood"]
    assert told[1] == (FILE, "Pivot", None, 0, None, None, None, "not understood", None, None)


def test_no_cell_calculates_and_no_value_of_a_child_is_in_the_file():
    content = workbook_bytes(check(case_data({"child_protection": [PLAN]})), [MATCH])
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if "ZQX" in str(cell.value)] == []


def test_headings_stay_in_sight_and_can_be_filtered():
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes((), [MATCH])))
    assert [sheet.freeze_panes for sheet in book.worksheets] == [None, "A2", "A2", "A2"]
    assert [sheet.auto_filter.ref for sheet in book.worksheets] == [None, "A1:I2", "A1:J5", "A1:D4"]


def test_the_same_findings_make_the_same_file(tmp_path):
    finding = Finding(file=FILE, sheet="S", row=2, column=None, rule="row_twice", says="Delete one")
    problems_workbook([finding], [MATCH], tmp_path / "problems.xlsx")
    assert (tmp_path / "problems.xlsx").read_bytes() == workbook_bytes([finding], [MATCH])
    assert [path.name for path in tmp_path.iterdir()] == ["problems.xlsx"]
