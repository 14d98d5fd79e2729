"""What is a list, once it was read: sheets as they came, records as they were understood, and how sure that is.

Values here are about single children. They are never logged and never part of an error message.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from joint_inspection.frameworks.requests import RequestedList


class Odd(StrEnum):
    """A cell without a value of its own, and why."""

    NEVER_CALCULATED = "a formula that was never calculated"
    ERROR = "a formula that ended in an error"


Cell = str | float | int | bool | date | datetime | time | timedelta | Odd | None
"""What stands in a cell of a file; None is an empty one. Dates are ``date`` unless they have a time of day."""
Answer = str | float | int | date
"""What a column says, understood: a code's id, a text, a number or a date."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Sheet:
    """One sheet of a workbook, or one file of comma-separated values, as it came."""

    file: str
    """The file's name, without folders; inside a zip, the zip's name, a slash and the name inside."""
    name: str
    """The workbook's own name for the sheet; a CSV file's name without its ending."""
    rows: tuple[tuple[Cell, ...], ...]
    """Row 1 of the sheet first; trailing empty rows and columns are left off. A merged cell's value is in its first."""
    remarks: tuple[str, ...] = ()
    """What reading it had to decide: its encoding, blank columns left off, its calendar beginning in 1904."""
    is_text: bool = False
    """Whether every cell came as text, as in a CSV file."""


class How(StrEnum):
    """How a column or a value was understood."""

    EXACT = "as asked for"
    CLOSE = "nearly as asked for"
    KNOWN = "another way of writing it"
    CHOSEN = "chosen by the area"
    CONTENT = "by what it holds"
    NOT = "not understood"


@dataclass(frozen=True, kw_only=True)
class ColumnMatch:
    """How one column of a sheet was understood."""

    column: str
    """Its letter in the sheet: A, B, … AA."""
    heading: str
    field: str | None
    """The id of the column asked for; None where it was not understood."""
    how: How
    sure: float
    """From 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class ValueMatch:
    """How one way of writing a code was understood, and how often it occurs."""

    field: str
    written: str = dataclasses.field(repr=False)
    """As it stands in the file; where it is not understood it may be anything, even a name."""
    code: str | None
    how: How
    sure: float
    times: int


@dataclass(frozen=True, kw_only=True)
class ListMatch:
    """How one sheet was understood as a list that was asked for; ``list`` is None where it was not."""

    file: str
    sheet: str
    list: str | None
    how: How
    sure: float
    heading_row: int | None
    """Counted from 1."""
    columns: tuple[ColumnMatch, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of columns asked for that are not there."""
    values: tuple[ValueMatch, ...] = ()
    rows: int = 0
    """Records, without titles, headings, empty rows and totals."""
    left_out: tuple[tuple[int, str], ...] = ()
    """Rows that are no record, with why: ``(1, "a title")``, ``(812, "a total")``. Empty rows are only counted."""
    empty_rows: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Record:
    """One row of a list, understood."""

    list: str
    file: str
    sheet: str
    row: int
    """Row of the sheet, counted from 1."""
    answers: Mapping[str, Answer]
    """By the column's id; blank ones are not there."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """What was written in columns understood whose value was not, by the column's id."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns that were not understood, by the column's letter."""

    def date(self, name: str) -> date | None:
        """The date that a column says, if it says one."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, date) else None

    def text(self, name: str) -> str | None:
        """The text or the code that a column says, if it says one."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, str) else None

    @property
    def child(self) -> str | None:
        """The child's identifier on the list, if the row has one."""
        return self.text("child")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One problem of the lists: where it is and what to do. It never quotes what a cell says about a child."""

    file: str
    sheet: str
    row: int | None
    """Row of the sheet, counted from 1; None where the whole list or column is meant."""
    column: str | None
    """The heading as the sheet has it, else the heading asked for."""
    rule: str
    """The rule's id."""
    says: str
    severity: str = "must_fix"
    """``must_fix``, ``check`` (may be right) or ``note``."""


@dataclass(frozen=True, kw_only=True, repr=False)
class CaseData:
    """The lists that one agency or several sent, as they were understood."""

    asked: tuple[RequestedList, ...]
    matches: tuple[ListMatch, ...]
    """One for each sheet, in the order of the files; sheets that are no list too."""
    records: Mapping[str, tuple[Record, ...]]
    """By the list's id, in the order in which they stand."""
    on: date
    """The day for which the lists were drawn up."""

    def of(self, list_id: str) -> tuple[Record, ...]:
        """The records of one list; none if it did not come."""
        return self.records.get(list_id, ())

    def has(self, list_id: str) -> bool:
        """Whether the list came."""
        return list_id in self.records
