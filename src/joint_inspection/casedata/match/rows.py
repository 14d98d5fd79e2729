"""Which rows below the headings are records, and what are the others?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from joint_inspection.casedata.match.values import is_blank, shown
from joint_inspection.casedata.match.words import clean, plain
from joint_inspection.casedata.model import Cell

ABOVE, FIRST_OF_TWO, AGAIN = "above the headings", "the upper of two rows of headings", "the headings again"
TOTAL, NUMBERS, NOTE, ALONE = "a total", "numbers of columns", "a note", "a single value that belongs to no record"
GUIDANCE = "guidance on the columns"
NO_LIST = "on a sheet that is no list asked for"
REPEATED = "on a sheet that repeats another"
_TOTAL = re.compile(r"(?:grand |sub ?)?(?:totals?|count|sum|average|mean)\b")
_NOTE = re.compile(r"[*†‡#]|(?:notes?|source|end of|nil return|no (?:records?|data|cases|children))\b")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What is known of a list's rows before they are read."""

    headings: Mapping[int, frozenset[str]]
    """What the heading of each column says, plainly, by the column's place."""
    key: int | None
    """The place of the column that names the child or the person."""


def why_not(row: Sequence[Cell], shape: Shape) -> str | None:
    """Why a row is no record; None if it is one. Empty rows are not asked about."""
    filled = [(place, cell) for place, cell in enumerate(row) if not is_blank(cell)]
    if _repeats(filled, shape):
        return AGAIN
    if _is_total(filled, shape):
        return TOTAL
    if len(filled) >= 3 and [cell for _, cell in filled] == list(range(1, len(filled) + 1)):
        return NUMBERS
    return _left_alone(filled, shape)


def is_empty(row: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row."""
    return all(map(is_blank, row))


def is_prose(cell: Cell) -> bool:
    """Whether a cell holds a sentence and not a sign."""
    return isinstance(cell, str) and len(clean(cell).split()) >= 3


def _repeats(filled: Sequence[tuple[int, Cell]], shape: Shape) -> bool:
    if not any(_says_heading(place, cell, shape) for place, cell in filled[:3]):
        return False
    same = sum(_says_heading(place, cell, shape) for place, cell in filled)
    return same >= 2 and same >= 0.6 * len(filled)


def _says_heading(place: int, cell: Cell, shape: Shape) -> bool:
    return isinstance(cell, str) and plain(cell) in shape.headings.get(place, ())


def _is_total(filled: Sequence[tuple[int, Cell]], shape: Shape) -> bool:
    place, first = filled[0]
    signs_child = shape.key is not None and any(at == shape.key and at != place for at, _ in filled)
    few = len(filled) <= max(3, len(shape.headings) // 2)
    return isinstance(first, str) and _TOTAL.match(plain(first)) is not None and few and not signs_child


def _left_alone(filled: Sequence[tuple[int, Cell]], shape: Shape) -> str | None:
    """A footnote, or a value beside the list: little in the row, and no child."""
    key = next((cell for place, cell in filled if place == shape.key), None)
    first = filled[0][1]
    if (
        key is None
        and len(filled) <= 2
        and all(isinstance(cell, str) for _, cell in filled)
        and len(shape.headings) > 3
    ):
        return NOTE
    if len(filled) > 1:
        return None
    if key is None:
        return NOTE if isinstance(first, str) else ALONE
    text = shown(key)
    return NOTE if isinstance(key, str) and (len(text.split()) >= 2 or _NOTE.match(text.casefold())) else None
