"""Small made-up lists of children, as they are once read and understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from joint_inspection.casedata.model import CaseData, ColumnMatch, How, ListMatch, Record
from joint_inspection.frameworks.model import DataRequest
from joint_inspection.frameworks.requests import RequestedList, request_lists

ON = date(2025, 6, 1)
FILE = "lists.xlsx"
LETTERS = [f"{first}{second}".strip() for first in " ABC" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@cache
def every_list() -> tuple[RequestedList, ...]:
    """Every list that the council and its partners are asked for."""
    found = []
    for ref in ("annex-a@2019", "partner-lists@2026"):
        for each in request_lists(ref).lists:
            request = DataRequest(id="lists", title="Lists", agency=each.agency or "council", setting="for tests")
            found.append(RequestedList(request=request, agency=request.agency, list=each))
    return tuple(found)


def asked_for(names: Iterable[str] = ()) -> tuple[RequestedList, ...]:
    """These lists, or all of them."""
    chosen = set(names)
    return tuple(each for each in every_list() if each.list.id in chosen or not chosen)


def case_data(
    lists: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    *,
    on: date = ON,
    asked: Iterable[str] = (),
    columns: Mapping[str, Sequence[str]] | None = None,
    not_understood: Mapping[str, Mapping[str, str]] | None = None,
    sheets: Sequence[Mapping[str, Any]] = (),
) -> CaseData:
    """Lists with these rows, from row 2 of a sheet that has the list's id for its name.

    ``columns`` says which columns came, where not all did; ``not_understood`` other headings by letter; ``sheets`` are
    more sheets of the file. ``unread`` and ``extra`` in a row are what was not understood of it.
    """
    wanted = asked_for(asked)
    by_id = {each.list.id: each for each in wanted}
    given = lists or {}
    matches = [
        sheet_match(
            by_id[name], rows=len(rows), columns=(columns or {}).get(name), more=(not_understood or {}).get(name)
        )
        for name, rows in given.items()
    ]
    matches += [plain_match(**each) for each in sheets]
    records = {
        name: tuple(record(name, row, cells) for row, cells in enumerate(rows, 2)) for name, rows in given.items()
    }
    return CaseData(asked=wanted, matches=tuple(matches), records=records, on=on)


def record(name: str, row: int, cells: Mapping[str, Any]) -> Record:
    """One row of a list."""
    answers = {key: value for key, value in cells.items() if key not in ("unread", "extra", "row")}
    return Record(
        list=name, file=FILE, sheet=name, row=cells.get("row", row), answers=answers,
        unread=cells.get("unread", {}), extra=cells.get("extra", {}),
    )  # fmt: skip


def sheet_match(
    each: RequestedList, *, rows: int, columns: Sequence[str] | None = None, more: Mapping[str, str] | None = None
) -> ListMatch:
    """A sheet understood as a list, with all its columns or these, and with other headings."""
    fields = [field for field in each.list.fields if columns is None or field.id in columns]
    found = [_column(letter, field.title, field.id) for letter, field in zip(LETTERS, fields, strict=False)]
    found += [_column(letter, heading, None) for letter, heading in (more or {}).items()]
    return ListMatch(
        file=FILE, sheet=each.list.id, list=each.list.id, how=How.EXACT, sure=1.0, heading_row=1, rows=rows,
        columns=tuple(found),
        missing=tuple(field.id for field in each.list.fields if columns is not None and field.id not in columns),
    )  # fmt: skip


def plain_match(*, sheet: str, list: str | None = None, rows: int = 0) -> ListMatch:
    """Another sheet, of which nothing more is known."""
    how = How.EXACT if list else How.NOT
    return ListMatch(file=FILE, sheet=sheet, list=list, how=how, sure=1.0, heading_row=1, rows=rows)


def _column(letter: str, heading: str, field: str | None) -> ColumnMatch:
    how, sure = (How.EXACT, 1.0) if field else (How.NOT, 0.0)
    return ColumnMatch(column=letter, heading=heading, field=field, how=how, sure=sure)
