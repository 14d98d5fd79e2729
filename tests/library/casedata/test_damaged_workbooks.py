"""Generated lists, damaged as areas damage them: read all the same, or refused; and no row is ever lost."""

from datetime import date, datetime, time

import pytest

from factories.case_lists import every_list
from factories.workbooks import FORMATS, SOFFICE, ods, ole, openpyxl_xlsx, packed, repacked, resaved, sent, xlsx
from joint_inspection.casedata.generate import generate
from joint_inspection.casedata.load import load_lists
from joint_inspection.casedata.model import Odd
from joint_inspection.casedata.read import LIMITS, read_sheets
from joint_inspection.errors import InvalidInput

ON = date(2025, 6, 1)
NEVER_EMPTY = tuple(f"List {number}" for number in range(1, 9))
"""Lists that hold somebody among so many children."""
DAY_ZERO = date(1899, 12, 30)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The lists of 120 invented children as XlsxWriter wrote them, sheet by sheet."""
    out = tmp_path_factory.mktemp("generated") / "lists.xlsx"
    generate(children=120, seed=11, out=out, on=ON)
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in read_sheets(out) if len(sheet.rows) > 1}


@pytest.fixture(scope="module")
def truth(generated):
    return answers(load(sent("lists.xlsx", xlsx(generated))))


def load(source):
    return load_lists(source, every_list(), on=ON)


def answers(data, *, without=()):
    """What every record says, list by list."""
    kept = {
        name: [{key: value for key, value in record.answers.items() if key not in without} for record in records]
        for name, records in data.records.items()
    }
    return {name: records for name, records in kept.items() if records}


def without(truth, *names):
    return {
        list_id: [{key: value for key, value in record.items() if key not in names} for record in records]
        for list_id, records in truth.items()
    }


def unread(data):
    return {key for records in data.records.values() for record in records for key in record.unread}


def every_row_is_accounted_for(source, data):
    for sheet, match in zip(read_sheets(source), data.matches, strict=True):
        headings = 0 if match.heading_row is None else 1
        assert (sheet.file, sheet.name) == (match.file, match.sheet)
        assert match.rows + len(match.left_out) + match.empty_rows + headings == len(sheet.rows), match.sheet


def each_row(change):
    """Change the rows below the heading of every sheet."""

    def damage(sheets):
        return {name: [rows[0], *([change(cell) for cell in row] for row in rows[1:])] for name, rows in sheets.items()}

    return damage


def each_sheet(change):
    return lambda sheets: {name: change(rows) for name, rows in sheets.items()}


def day_as(form):
    return each_row(lambda cell: cell.strftime(form) if isinstance(cell, date) else cell)


def named_otherwise(sheets):
    return {f"Export {place} (2)": rows for place, rows in enumerate(sheets.values())}


def misspelt(rows):
    """Each heading loses a letter, gains a space and a line break, and shouts."""
    spelt = [f" {title[:4].upper()}{title[5:]}\n " if len(title) > 12 else title.upper() for title in rows[0]]
    return [spelt, *rows[1:]]


def titled(rows):
    blank = [None] * len(rows[0])
    return [["Annex A, Elmshire County Council"], ["As on 1 June 2025", None, "Official sensitive"], blank, *rows]


def with_totals(rows):
    return [*rows, [None], ["Total", len(rows) - 1], ["* Children are counted once"]]


def with_empty_rows(rows):
    return [rows[0], [None], *(each for row in rows[1:] for each in (row, ["  "]))]


def headings_again(rows):
    half = len(rows) // 2 + 1
    return [*rows[:half], rows[0], *rows[half:]]


def with_guidance(sheets):
    words = [["How to fill in these lists"], ["Give every date as day, month, year"]]
    return {"Guidance": words, **sheets, "Lookup": [["Yes", "No"], ["a) Yes", "b) No"]]}


def in_either_letter_case(cell):
    short = {"a) Male": "M", "b) Female": "female ", "a) Yes": "Y", "b) No": "no", "Yes": "YES", "No": "n"}
    return short.get(cell, cell) if isinstance(cell, str) else cell


DAMAGES = {
    "untouched": dict,
    "sheets named otherwise": named_otherwise,
    "columns moved": each_sheet(lambda rows: [row[::-1] for row in rows]),
    "below a title block": each_sheet(titled),
    "dates as text": day_as("%d/%m/%Y"),
    "dates as text with months": day_as("%d-%b-%Y"),
    "dates as ISO text with a time": day_as("%Y-%m-%dT00:00:00"),
    "dates as numbers": each_row(lambda cell: (cell - DAY_ZERO).days if isinstance(cell, date) else cell),
    "dates with a time of day": each_row(
        lambda cell: datetime.combine(cell, time(9, 30)) if isinstance(cell, date) else cell
    ),
    "codes in other words": each_row(in_either_letter_case),
    "trailing totals": each_sheet(with_totals),
    "empty rows": each_sheet(with_empty_rows),
    "headings again in the middle": each_sheet(headings_again),
    "sheets that are no lists": with_guidance,
    "numbers as text": each_row(lambda cell: f" {cell} " if isinstance(cell, int) else cell),
    "a column of nothing before": each_sheet(lambda rows: [[None, *row] for row in rows]),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_written_otherwise_is_understood_all_the_same(damage, generated, truth):
    source = sent("lists.xlsx", xlsx(damage(generated)))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth
    assert unread(data) == set()


def test_headings_misspelt(generated, truth):
    lists = {"List 1": "contacts", "List 3": "referrals", "List 6": "children_in_need"}
    source = sent("lists.xlsx", xlsx({name: misspelt(generated[name]) for name in lists}))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {list_id: truth[list_id] for list_id in lists.values()}


def test_dates_in_the_order_of_the_united_states(generated, truth):
    source = sent("lists.xlsx", xlsx(day_as("%m/%d/%Y")({"List 1": generated["List 1"]})))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {"contacts": truth["contacts"]}


def test_headings_merged_over_two_rows(generated, truth):
    rows = generated["List 1"]

    def fill(book):
        sheet = book.active
        sheet.title = "Contacts"
        sheet.append(["The child", *[None] * 4, "The contact", None])
        for row in rows:
            sheet.append(row)
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("F1:G1")

    source = sent("lists.xlsx", openpyxl_xlsx(fill))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {"contacts": truth["contacts"]}


def test_thousands_of_blank_columns(generated, truth):
    def fill(book):
        for row in generated["List 1"]:
            book.active.append(row)
        for column in range(20, 4000):
            book.active.cell(row=2, column=column).number_format = "0.00"

    source = sent("lists.xlsx", openpyxl_xlsx(fill))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {"contacts": truth["contacts"]}
    assert max(len(row) for row in read_sheets(source)[0].rows) == len(generated["List 1"][0])


def test_a_list_sent_twice_is_counted_once(generated, truth):
    source = sent("lists.xlsx", xlsx({**generated, "List 1 (copy)": generated["List 1"]}))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth
    assert data.matches[-1].rows == 0
    assert data.matches[-1].remarks == ("The rows are those of another sheet (lists.xlsx, List 1); they were left out",)


def test_a_list_in_two_parts_is_one_list(generated, truth):
    heading, *rows = generated["List 1"]
    parts = {"List 1 April": [heading, *rows[:9]], "List 1 May": [heading, *rows[9:]]}
    source = sent("lists.xlsx", xlsx(parts))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {"contacts": truth["contacts"]}


def as_csv(rows, *, separator=","):
    said = [[cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell for cell in row] for row in rows]
    lines = [
        separator.join('"' + str("" if cell is None else cell).replace('"', '""') + '"' for cell in row) for row in said
    ]
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_folder_of_csv_in_whatever_encoding(encoding, generated, truth, tmp_path):
    for name, rows in generated.items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(rows, separator=";").encode(encoding))
    data = load(tmp_path)
    every_row_is_accounted_for(tmp_path, data)
    assert answers(data) == truth


def test_a_zip_of_csv_workbooks_and_what_lies_beside(generated, truth):
    half = len(generated) // 2
    names = list(generated)
    parts = {f"Annex A/{name}.csv": as_csv(generated[name]) for name in names[:half]}
    parts["Annex A/rest.ods"] = ods({name: generated[name] for name in names[half:]})
    source = sent("elmshire.zip", packed({**parts, "Annex A/~$rest.ods": "x", "__MACOSX/._rest.ods": "x"}))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth
    assert [match.file for match in data.matches if not match.list] == [
        "elmshire.zip/Annex A/~$rest.ods",
        "elmshire.zip/__MACOSX/._rest.ods",
    ]


def test_an_opendocument_workbook(generated, truth):
    source = sent("lists.ods", ods(generated))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth


@pytest.mark.parametrize("damage", [dict, DAMAGES["dates as numbers"]], ids=["dates", "numbers of days"])
def test_a_calendar_that_begins_in_1904(damage, generated, truth):
    if damage is not dict:
        from_1904 = (date(1904, 1, 1) - DAY_ZERO).days

        def damage(sheets):
            count = each_row(lambda cell: (cell - DAY_ZERO).days - from_1904 if isinstance(cell, date) else cell)
            return count(sheets)

    source = sent("lists.xlsx", xlsx(damage(generated), begins_in_1904=True))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth


def ages_as_formulas(rows, *, calculated):
    """The list's ages worked out by the workbook itself, from another column."""
    column = next(place for place, title in enumerate(rows[0]) if title.startswith("Age"))

    def change(xml):
        for number, row in enumerate(rows[1:], start=2):
            place = f'<c r="{chr(65 + column)}{number}">'.encode()
            value = str(row[column]).encode()
            given = b"<v>" + value + b"</v>" if calculated else b"<v></v>"
            xml = xml.replace(
                place + b"<v>" + value + b"</v>", place + b"<f>DATEDIF(D2,TODAY(),&quot;Y&quot;)</f>" + given
            )
        return xml

    return repacked(xlsx({"List 1": rows}), {SHEET: change})


def test_formulas_that_were_calculated(generated, truth):
    source = sent("lists.xlsx", ages_as_formulas(generated["List 1"], calculated=True))
    data = load(source)
    every_row_is_accounted_for(source, data)
    aged = [record for record in truth["contacts"] if record["age"]]
    assert [record for record in answers(data)["contacts"] if record.get("age")] == aged


def test_formulas_never_calculated_are_reported_and_not_blank(generated, truth):
    source = sent("lists.xlsx", ages_as_formulas(generated["List 1"], calculated=False))
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == {"contacts": without(truth, "age")["contacts"]}
    assert [dict(record.unread) for record in data.of("contacts")] == [
        {"age": Odd.NEVER_CALCULATED.value} for _ in data.of("contacts")
    ]


REFUSED = {
    "password": (lambda book: ole({"EncryptedPackage": book}), "without a password"),
    "cut short": (lambda book: book[: len(book) // 2], "the file is damaged"),
    "a web page": (lambda book: b"<html><table><tr><td>Child Unique ID</td></tr></table></html>", "it is a web page"),
}


@pytest.mark.parametrize(("damage", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_with_advice_and_without_a_child(damage, says, generated):
    with pytest.raises(InvalidInput, match=says) as error:
        load(sent("lists.xlsx", damage(xlsx(generated))))
    told = str(error.value)
    assert not any(str(row[0]) in told for row in generated["List 1"][1:])


SAVED = {
    "xlsx": ("xlsx", dict),
    "xls": ("xls", dict),
    "ods": ("ods", dict),
    "titles and totals, xls": ("xls", lambda sheets: each_sheet(titled)(each_sheet(with_totals)(sheets))),
    "dates as text and empty rows, ods": (
        "ods",
        lambda sheets: each_sheet(with_empty_rows)(day_as("%d/%m/%Y")(sheets)),
    ),
}


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("becomes", "damage"), SAVED.values(), ids=SAVED)
def test_saved_by_libreoffice(becomes, damage, generated, truth, tmp_path):
    assert becomes in FORMATS
    saved = resaved(xlsx(damage(generated)), was="xlsx", becomes=becomes, folder=tmp_path)
    source = sent(f"lists.{becomes}", saved)
    data = load(source)
    every_row_is_accounted_for(source, data)
    assert answers(data) == truth


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("becomes", FORMATS)
def test_a_calendar_of_1904_saved_by_libreoffice(becomes, generated, truth, tmp_path):
    saved = resaved(xlsx(generated, begins_in_1904=True), was="xlsx", becomes=becomes, folder=tmp_path)
    assert answers(load(sent(f"lists.{becomes}", saved))) == truth


def test_the_lists_used_here_are_not_empty(generated):
    assert set(NEVER_EMPTY) <= set(generated)
    assert LIMITS.cells > sum(len(rows) * len(rows[0]) for rows in generated.values())
