"""What did the area choose, where its lists could be understood in more than one way, or not at all?

A mapping is remembered for next time, as a small JSON file that a person can edit::

    {"sheets": {"Sheet1": "contacts", "Lookups": null},
     "headings": {"contacts": {"Client ref": "child", "Case note": null}},
     "codes": {"contacts": {"gender": {"Boy": "male", "Enby": "?"}}}}

``null`` leaves a sheet, a column or a way of writing aside; ``"?"`` is still to be decided and changes nothing.
"""

from __future__ import annotations

import json
from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from joint_inspection.casedata.match.words import plain
from joint_inspection.casedata.model import CaseData, ListMatch
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.requests import RequestedList

UNDECIDED = "?"
PARTS = ("sheets", "headings", "codes")


@dataclass(frozen=True, kw_only=True, repr=False)
class Mapping:
    """How one area wants its sheets, headings and codes understood; None leaves one aside."""

    sheets: abc.Mapping[str, str | None] = field(default_factory=dict)
    """A list's id by the sheet's name, or by the file's and the sheet's (``file.xlsx/Sheet1``)."""
    headings: abc.Mapping[str, abc.Mapping[str, str | None]] = field(default_factory=dict)
    """A column's id by the heading, by the list's id."""
    codes: abc.Mapping[str, abc.Mapping[str, abc.Mapping[str, str | None]]] = field(default_factory=dict)
    """A code's id by the way of writing it, by the column's id, by the list's id."""

    def sheet(self, file: str, name: str) -> tuple[bool, str | None]:
        """Whether something was chosen for a sheet, and which list."""
        known = {plain(key): value for key, value in self.sheets.items()}
        return _chosen(known, plain(f"{file}/{name}"), plain(name))

    def heading(self, list_id: str) -> dict[str, str | None]:
        """What was chosen for the headings of a list, by the plain heading."""
        return _decided({plain(key): value for key, value in self.headings.get(list_id, {}).items()})

    def code(self, list_id: str, field_id: str) -> dict[str, str | None]:
        """What was chosen for the codes of a column, by the plain way of writing."""
        return _decided({plain(key): value for key, value in self.codes.get(list_id, {}).get(field_id, {}).items()})

    def to_json(self) -> str:
        """The file's text."""
        whole = {"sheets": self.sheets, "headings": self.headings, "codes": self.codes}
        return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str, *, file: str | None = None) -> Mapping:
    """Read a mapping; raises InvalidInput with every problem of its form."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise invalid("mapping", f"This is not JSON: {error}", file=file, line=getattr(error, "lineno", None)) from None
    problems = [Problem(where=where, says=says, file=file) for where, says in _misshapen(data)]
    if problems:
        raise InvalidInput(problems)
    return Mapping(**{part: data.get(part, {}) for part in PARTS})


def check(choices: Mapping, asked: Iterable[RequestedList], *, file: str | None = None) -> tuple[Problem, ...]:
    """Every name in a mapping that leads to nothing that was asked for."""
    lists = {each.list.id: {field.id: field for field in each.list.fields} for each in asked}
    return tuple(
        Problem(where=where, says=f"There is no {what} '{name}'; use one of: {', '.join(sorted(known))}", file=file)
        for where, what, name, known in _names(choices, lists)
        if name not in (None, UNDECIDED) and name not in known
    )


def of(data: CaseData) -> Mapping:
    """What was understood, for a person to edit: what was not is marked as still to be decided."""
    names = [match.sheet for match in data.matches]
    sheets = {
        match.sheet if names.count(match.sheet) == 1 else f"{match.file}/{match.sheet}": match.list or UNDECIDED
        for match in data.matches
    }
    headings: dict[str, dict[str, str | None]] = {}
    codes: dict[str, dict[str, dict[str, str | None]]] = {}
    for match in data.matches:
        if match.list is not None:
            _add(match, match.list, headings, codes)
    return Mapping(sheets=sheets, headings=headings, codes=codes)


def _add(match: ListMatch, name: str, headings: dict[str, Any], codes: dict[str, Any]) -> None:
    for column in match.columns:
        if column.heading:
            headings.setdefault(name, {})[column.heading] = column.field or UNDECIDED
    for value in match.values:
        codes.setdefault(name, {}).setdefault(value.field, {})[value.written] = value.code or UNDECIDED


def _chosen(known: abc.Mapping[str, str | None], *keys: str) -> tuple[bool, str | None]:
    for key in keys:
        if key in known and known[key] != UNDECIDED:
            return True, known[key]
    return False, None


def _decided(known: dict[str, str | None]) -> dict[str, str | None]:
    return {key: value for key, value in known.items() if value != UNDECIDED}


def _misshapen(data: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(data, dict):
        yield "mapping", "Write a block with sheets, headings and codes"
        return
    for part in data:
        if part not in PARTS:
            yield part, f"Unknown key; use {', '.join(PARTS)}"
    for depth, part in enumerate(PARTS, start=1):
        if not _is_block(data.get(part, {}), depth=depth):
            yield part, f"Write {depth} block{'s' if depth > 1 else ''} within each other with text or null at the end"


def _is_block(value: Any, *, depth: int) -> bool:
    if depth == 0:
        return value is None or isinstance(value, str)
    return isinstance(value, dict) and all(_is_block(each, depth=depth - 1) for each in value.values())


def _names(choices: Mapping, lists: abc.Mapping[str, Any]) -> Iterator[tuple[str, str, str | None, Iterable[str]]]:
    for sheet, name in choices.sheets.items():
        yield f"sheets.{sheet}", "list", name, lists
    for part, by_list in (("headings", choices.headings), ("codes", choices.codes)):
        for name in by_list:
            yield part, "list", name, lists
    for name, chosen in choices.headings.items():
        for heading, field_id in chosen.items():
            yield f"headings.{name}.{heading}", "column", field_id, lists.get(name, ())
    for name, by_field in choices.codes.items():
        for field_id, chosen in by_field.items():
            yield f"codes.{name}", "column", field_id, lists.get(name, ())
            known = lists.get(name, {}).get(field_id)
            for code in chosen.values():
                yield f"codes.{name}.{field_id}", "code", code, [each.id for each in known.codes] if known else ()
