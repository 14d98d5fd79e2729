"""Small made-up sheets, as they come from a file, and the lists that they are matched to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from factories.case_lists import asked_for
from joint_inspection.casedata.match import Mapping, match
from joint_inspection.casedata.model import CaseData, Cell, ListMatch, Sheet

Rows = Sequence[Sequence[Cell]]


def sheet(rows: Rows, *, name: str = "Sheet1", file: str = "lists.xlsx", **more: Any) -> Sheet:
    """A sheet, its rows made equally wide."""
    width = max(map(len, rows), default=0)
    return Sheet(file=file, name=name, rows=tuple((*row, *[None] * (width - len(row))) for row in rows), **more)


def headings(list_id: str) -> list[Cell]:
    """The headings of a list as it is asked for."""
    return [field.title for field in asked_for([list_id])[0].list.fields]


def matched(*sheets: Sheet, asked: Sequence[str] = (), on: date | None = None, **chosen: Any) -> CaseData:
    """Sheets matched to these lists, or to all that there are; ``sheets=``, ``headings=``, ``codes=`` are choices."""
    mapping = Mapping(**{key: value for key, value in chosen.items() if value}) if chosen else None
    return match(sheets, asked_for(asked), on=on, mapping=mapping)


def accounted_for(found: ListMatch) -> int:
    """How many rows of the sheet a match accounts for."""
    return found.rows + len(found.left_out) + found.empty_rows + (found.heading_row is not None)
