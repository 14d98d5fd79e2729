"""How do invented lists become a workbook? One sheet a list, dates as dates; written whole when all is there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from joint_inspection.casedata.generate.records import as_cells, headings, sheet_name
from joint_inspection.casedata.generate.slips import Pages
from joint_inspection.casedata.generate.write_csv import Writer
from joint_inspection.casedata.model import Cell
from joint_inspection.errors import invalid
from joint_inspection.frameworks.requests import RequestedList

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold."""


class _Sheets:
    """The rows of every list, kept until the workbook is written."""

    def __init__(self, asked: Sequence[RequestedList]) -> None:
        self.asked = asked
        self.rows: dict[str, list[tuple[Cell, ...]]] = {each.list.id: [] for each in asked}

    def add(self, pages: Pages) -> None:
        """Keep the lists of a block after those before."""
        for each in self.asked:
            kept = self.rows[each.list.id]
            kept.extend(as_cells(pages.lists[each.list.id], each, pages.written[each.list.id]))
            if len(kept) > MOST_ROWS:
                says = "A sheet cannot hold so many rows; give a folder, without an ending, to get files instead"
                raise invalid("--out", says)


@contextmanager
def xlsx(path: Path, asked: Sequence[RequestedList], *, on: date) -> Iterator[Writer]:
    """An xlsx workbook."""
    from xlsxwriter import Workbook

    sheets = _Sheets(asked)
    yield sheets
    with Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Invented children", "created": datetime.combine(on, time())})
        for each in asked:
            _xlsx_sheet(book, each, sheets.rows[each.list.id])


def _xlsx_sheet(book: Any, asked_for: RequestedList, rows: Sequence[tuple[Cell, ...]]) -> None:
    sheet = book.add_worksheet(sheet_name(asked_for))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, headings(asked_for), bold)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(asked_for.list.fields) - 1, 14)
    for place, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            elif cell is not None:
                sheet.write(place, column, cell)


@contextmanager
def ods(path: Path, asked: Sequence[RequestedList], *, on: date) -> Iterator[Writer]:
    """An OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet

    sheets = _Sheets(asked)
    yield sheets
    book = OpenDocumentSpreadsheet()
    for each in asked:
        _ods_sheet(book, each, sheets.rows[each.list.id])
    book.save(str(path))
    _same_day_always(path, on=on)


def _ods_sheet(book: Any, asked_for: RequestedList, rows: Sequence[tuple[Cell, ...]]) -> None:
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    table = Table(name=sheet_name(asked_for))
    for cells in (headings(asked_for), *rows):
        row = TableRow()
        for cell in cells:
            made = TableCell(**_ods_value(cell))
            if cell is not None:
                made.addElement(P(text=str(cell)))
            row.addElement(made)
        table.addElement(row)
    book.spreadsheet.addElement(table)


def _ods_value(cell: Cell) -> dict[str, Any]:
    if cell is None:
        return {}
    if isinstance(cell, date):
        return {"valuetype": "date", "datevalue": cell.isoformat()}
    if isinstance(cell, int):
        return {"valuetype": "float", "value": cell}
    return {"valuetype": "string"}


def _same_day_always(path: Path, *, on: date) -> None:
    """Pack the file again with one day for all its parts, so that the same seed gives the same bytes."""
    with zipfile.ZipFile(path) as book:
        parts = [(each, book.read(each)) for each in book.infolist()]
    with zipfile.ZipFile(path, "w") as book:
        for each, content in parts:
            info = zipfile.ZipInfo(each.filename, (on.year, on.month, on.day, 0, 0, 0))
            info.compress_type = each.compress_type
            book.writestr(info, content)
