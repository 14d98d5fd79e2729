"""How do an agency's lists leave it? The same rows, with pseudonyms where its own identifiers stood."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from joint_inspection.casedata.link.identities import Key
from joint_inspection.casedata.link.pseudonyms import pseudonym
from joint_inspection.casedata.load import load_lists
from joint_inspection.casedata.model import CaseData, Cell, ColumnMatch, ListMatch, Odd, Record, Sheet
from joint_inspection.casedata.read import read_sheets
from joint_inspection.errors import invalid
from joint_inspection.frameworks.requests import every_list


@dataclass(frozen=True, kw_only=True, repr=False)
class Rewritten:
    """Lists with pseudonyms, and what had to be left behind."""

    files: Mapping[str, str]
    rows: int
    without_identity: int
    """Rows of children whom no identity file names: they have a pseudonym and are linked to nobody."""
    left_behind: tuple[str, ...]
    """Sheets that are no list, or name no child, and are not written."""


def rewrite(path: Path, names: Mapping[Key, str], *, key: bytes) -> Rewritten:
    """Every list under a path with pseudonyms; raises InvalidInput where there is none."""
    data, sheets = load_lists(path, every_list()), {(each.file, each.name): each for each in read_sheets(path)}
    files: dict[str, str] = {}
    left, rows, unnamed = [], 0, 0
    for match in data.matches:
        column = _child_column(match)
        if column is None or match.list is None:
            left.append(match.sheet)
            continue
        records = [each for each in data.of(match.list) if (each.file, each.sheet) == (match.file, match.sheet)]
        agency = _agency(data, match.list)
        unnamed += sum((agency, each.child) not in names for each in records if each.child)
        rows += len(records)
        content = _written(sheets[match.file, match.sheet], match, column, records, agency=agency, names=names, key=key)
        files[_file_name(match, files)] = content
    if not files:
        raise invalid("lists", "No list that names children is here; see what `casedata check` says", file=str(path))
    return Rewritten(files=files, rows=rows, without_identity=unnamed, left_behind=tuple(left))


def _child_column(match: ListMatch) -> ColumnMatch | None:
    return next((column for column in match.columns if column.field == "child"), None)


def _agency(data: CaseData, name: str) -> str:
    return next(each.agency for each in data.asked if each.list.id == name)


def _written(
    sheet: Sheet, match: ListMatch, column: ColumnMatch, records: list[Record], *,
    agency: str, names: Mapping[Key, str], key: bytes,
) -> str:  # fmt: skip
    place, text = _index(column.column), io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_heading(match))
    for record in records:
        cells = [_text(cell) for cell in sheet.rows[record.row - 1]]
        own = record.child
        if place < len(cells):
            cells[place] = "" if own is None else names.get((agency, own)) or pseudonym((agency, own), key=key)
        table.writerow(cells)
    return text.getvalue()


def _heading(match: ListMatch) -> list[str]:
    cells = [""] * (1 + max(_index(column.column) for column in match.columns))
    for column in match.columns:
        cells[_index(column.column)] = column.heading
    return cells


def _index(letters: str) -> int:
    """A column's place from 0: A, B … Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: Cell) -> str:
    if cell is None or isinstance(cell, Odd):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell) if not isinstance(cell, timedelta) else ""


def _file_name(match: ListMatch, taken: Mapping[str, str]) -> str:
    name = "".join(c if c.isalnum() or c in " -_()" else "_" for c in match.sheet).strip() or match.list or "list"
    while f"{name}.csv" in taken:
        name += "_"
    return f"{name}.csv"
