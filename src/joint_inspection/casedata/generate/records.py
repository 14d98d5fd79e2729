"""How would these rows read, once they were matched? Records and their match report, without a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from joint_inspection.casedata.generate.calendar import FIRST, LAST, number
from joint_inspection.casedata.generate.columns import Column, Rows, Words
from joint_inspection.casedata.model import Answer, CaseData, Cell, ColumnMatch, How, ListMatch, Record
from joint_inspection.frameworks.model.content import DataField
from joint_inspection.frameworks.requests import RequestedList

EPOCH = date(1970, 1, 1)
HEADING_ROW = 1


def as_answers(column: Column, field: DataField) -> list[Answer | None]:
    """What a column says, row by row; None is a blank."""
    if isinstance(column, Words):
        return [column.of[place] if place >= 0 else None for place in column.at.tolist()]
    if column.dtype == np.int64:
        return [str(each) if each >= 0 else None for each in column.tolist()]
    if field.type == "date":
        return [None if each != each else EPOCH + timedelta(days=int(each)) for each in column.tolist()]
    return [None if each != each else int(each) for each in column.tolist()]


def as_records(part: Rows, asked_for: RequestedList, *, file: str, row: int) -> Iterator[Record]:
    """The rows of one list as records, the first in row ``row``."""
    fields = asked_for.list.fields
    columns = [as_answers(part.columns[each.id], each) for each in fields]
    for at, answers in enumerate(zip(*columns, strict=True)):
        said = {each.id: answer for each, answer in zip(fields, answers, strict=True) if answer is not None}
        yield Record(list=asked_for.list.id, file=file, sheet=sheet_name(asked_for), row=row + at, answers=said)


def as_case_data(asked: Iterable[RequestedList], records: Mapping[str, tuple[Record, ...]], *, on: date) -> CaseData:
    """The whole, with a match report that says everything was as asked for."""
    asked = tuple(asked)
    matches = tuple(_match(each, len(records[each.list.id])) for each in asked)
    return CaseData(asked=asked, matches=matches, records=records, on=on)


def _match(asked_for: RequestedList, rows: int) -> ListMatch:
    columns = tuple(
        ColumnMatch(column=letter(place), heading=each.title, field=each.id, how=How.EXACT, sure=1.0)
        for place, each in enumerate(asked_for.list.fields)
    )
    return ListMatch(
        file=file_name(asked_for), sheet=sheet_name(asked_for), list=asked_for.list.id, how=How.EXACT, sure=1.0,
        heading_row=HEADING_ROW, columns=columns, rows=rows,
    )  # fmt: skip


def letter(place: int) -> str:
    """The letter of a column counted from 0: A, B, … AA."""
    above, below = divmod(place, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + below)


def file_name(asked_for: RequestedList) -> str:
    """The name of a list's file: ``List 1.csv``."""
    return f"{sheet_name(asked_for)}.csv"


def sheet_name(asked_for: RequestedList) -> str:
    """The name of a list's sheet: ``List 1``, or for a list without a number ``Police incidents``."""
    number = asked_for.list.number
    return f"List {number}" if number else asked_for.list.id.replace("_", " ").capitalize()


def cell_words(field: DataField) -> dict[str, Any]:
    """How a list's author would write each code: with a letter before it where a form has tick-boxes."""
    lettered = len(field.codes) <= 26 and all(len(each.id) > 2 or each.id in ("no", "in") for each in field.codes)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        each.id: f"{letters[place]}) {each.title}" if lettered else each.title for place, each in enumerate(field.codes)
    }


@cache
def day_texts() -> tuple[int, list[str]]:
    """The first day that is written out, and every day from then on as British forms have it."""
    first, last = (int(number(date(year, 1, 1))) for year in (FIRST, LAST))
    return first, [(EPOCH + timedelta(days=day)).strftime("%d/%m/%Y") for day in range(first, last)]


def day_text(day: float) -> str:
    """A day as British forms have it."""
    first, texts = day_texts()
    return texts[int(day) - first]


def as_cells(part: Rows, asked_for: RequestedList, written: Mapping[str, Mapping[int, str]]) -> list[tuple[Cell, ...]]:
    """The rows as the cells of a workbook, with what is written over some of them."""
    columns: list[list[Any]] = []
    for each in asked_for.list.fields:
        cells: list[Any] = as_answers(part.columns[each.id], each)
        if each.type == "code":
            said = cell_words(each)
            cells = [None if code is None else said[str(code)] for code in cells]
        for row, text in written.get(each.id, {}).items():
            cells[row] = text or None
        columns.append(cells)
    return list(zip(*columns, strict=True))


def headings(asked_for: RequestedList) -> tuple[str, ...]:
    """The headings of a list."""
    return tuple(each.title for each in asked_for.list.fields)
