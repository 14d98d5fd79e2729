"""What does each cell of a column say: a text, a number, a date or a code?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from joint_inspection.casedata.match.codes import CodeBook, Meaning, as_written
from joint_inspection.casedata.match.dates import Order, read_day
from joint_inspection.casedata.match.words import clean
from joint_inspection.casedata.model import Answer, Cell, How, Odd
from joint_inspection.frameworks.model import DataField

NOTHING = frozenset(
    {"-", "--", "—", "–", "n/a", "na", "#n/a", "null", "(null)", "none", "nil", "not applicable", "(blank)", "blank"}
)
"""What systems and people write where there is nothing to write."""
NOTHING_IN_TEXT = frozenset({"-", "--", "n/a", "#n/a", "null", "(null)", "(blank)"})
MAY_BE_SHARE = (
    "a number up to 1 was left as it stands where a percentage is asked for: if the workbook shows it as a percentage"
    " (85% is held as 0.85), write 85"
)
"""How a workbook shows a number is not read."""
LONGEST_WHOLE = 10**15
"""A workbook keeps fifteen figures of a number; those after are lost."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_UNIT = re.compile(r"\s*(?:years?|yrs?|y\.?o\.?|years? old|%|times?)$")
_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, repr=False)
class Reading:
    """What one cell was understood as: an answer, nothing, or something that was not understood."""

    answer: Answer | None = None
    unread: str | None = None
    notes: tuple[str, ...] = ()
    """What reading it had to decide."""
    written: str = ""
    """How a code is written."""
    meaning: Meaning | None = None
    """How the code was understood."""


BLANK = Reading()
SAYS_NOTHING = Reading(notes=("something that says there is nothing was read as empty",))
Reader = Callable[[Cell], Reading]


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell, or nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def shown(cell: Cell) -> str:
    """A cell as text."""
    if isinstance(cell, Odd):
        return cell.value
    if isinstance(cell, date | time):
        return cell.isoformat()
    return as_written(cell) if not isinstance(cell, timedelta) else str(cell)


def reader(
    field: DataField,
    *,
    order: Order = Order.ASSUMED,
    from_1904: bool = False,
    chosen: Mapping[str, str | None] | None = None,
) -> Reader:
    """The reader of a column's cells; what it read once it knows."""
    book = CodeBook(field.codes, chosen=chosen) if field.type == "code" else None
    known: dict[tuple[type, Cell], Reading] = {}

    def read(cell: Cell) -> Reading:
        key = (type(cell), cell)
        if key not in known:
            known[key] = _read(cell, field, book, order, from_1904)
        return known[key]

    return read


def _read(cell: Cell, field: DataField, book: CodeBook | None, order: Order, from_1904: bool) -> Reading:
    if is_blank(cell):
        return BLANK
    if isinstance(cell, Odd):
        return Reading(unread=cell.value)
    if book is not None:
        return _code(cell, book)
    if isinstance(cell, str) and clean(cell).casefold() in (NOTHING_IN_TEXT if field.type == "text" else NOTHING):
        return SAYS_NOTHING
    if field.type == "date":
        return _day(cell, order, from_1904)
    if field.type == "number":
        return _number(cell, in_percent="%" in field.title)
    return _text(cell, is_sign=field.required or field.identifies)


def _code(cell: Cell, book: CodeBook) -> Reading:
    written = shown(cell)
    meaning = book.read(written)
    if meaning.code is not None:
        return Reading(answer=meaning.code, written=written, meaning=meaning)
    if meaning.how is How.CHOSEN or written.casefold() in NOTHING:
        return SAYS_NOTHING
    return Reading(unread=written, written=written, meaning=meaning)


def _day(cell: Cell, order: Order, from_1904: bool) -> Reading:
    found = read_day(cell, order=order, from_1904=from_1904)
    if found.day is None:
        return Reading(unread=shown(cell))
    return Reading(answer=found.day, notes=tuple(note.value for note in found.notes))


def _number(cell: Cell, *, in_percent: bool) -> Reading:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        notes = (MAY_BE_SHARE,) if in_percent and 0 < cell <= 1 else ()
        return Reading(answer=int(cell) if cell == int(cell) else cell, notes=notes)
    if isinstance(cell, str):
        text = clean(cell).casefold().lstrip("'")
        bare = _UNIT.sub("", text)
        if _NUMBER.fullmatch(bare):
            number = float(bare.replace(",", ""))
            notes = ("a unit beside a number was left off",) if bare != text else ()
            return Reading(answer=int(number) if number == int(number) else number, notes=notes)
    return Reading(unread=shown(cell))


def _text(cell: Cell, *, is_sign: bool) -> Reading:
    """Text as it stands; of a sign, what a workbook added is taken off and what it took away is told."""
    text = shown(cell)
    if is_sign and (_lost_figures(cell) or _is_too_long(cell)):
        return Reading(unread=text)
    if isinstance(cell, datetime) and cell.time() == time():
        text = cell.date().isoformat()
    return Reading(answer=text)


def _lost_figures(cell: Cell) -> bool:
    """Whether a workbook has shortened a number to a power of ten (1.2E+11)."""
    return isinstance(cell, str) and "." in cell and _POWER.fullmatch(clean(cell)) is not None


def _is_too_long(cell: Cell) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= LONGEST_WHOLE
