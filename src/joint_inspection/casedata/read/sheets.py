"""How do cells, read by whatever reader, become a sheet? Trimmed where it is blank, squared, with remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite

from joint_inspection.casedata.model import Cell, Odd, Sheet
from joint_inspection.casedata.read.limits import Limits

BEGINS_IN_1904 = "its calendar begins in 1904"
"""The remark on a sheet whose numbers of days count from 1 January 1904; its dates are read rightly."""
NOT_READ = "not read: "
"""How the remark on a file or sheet begins that was sent and holds no table."""
MANY_COLUMNS, MANY_ROWS = 100, 1000
"""So many blank ones are worth a remark."""
EXACTLY_HELD = 2**53
LAST_YEAR = 9999
HALF_A_SECOND = timedelta(microseconds=500_000)


def left_out(file: str, name: str, why: str) -> Sheet:
    """A file or sheet that was sent and holds no table: without rows, its remark saying why."""
    return Sheet(file=file, name=name, rows=(), remarks=(NOT_READ + why,))


def is_left_out(sheet: Sheet) -> bool:
    """Whether the sheet only says that something sent holds no table."""
    return not sheet.rows and any(remark.startswith(NOT_READ) for remark in sheet.remarks)


def make_sheet(
    file: str,
    name: str,
    rows: Iterable[Sequence[Cell]],
    *,
    limits: Limits,
    reach: tuple[int, int] = (0, 0),
    remarks: Iterable[str] = (),
    is_text: bool = False,
) -> Sheet:
    """The sheet, without blank rows and columns at its end; ``reach`` is how many of each the file mentions."""
    rows = list(rows)
    filled = [_filled(row) for row in rows]
    height = max((index for index, width in enumerate(filled, start=1) if width), default=0)
    width = max(filled, default=0)
    limits.hold(file=file, rows=height, columns=width)
    blank = (None,) * width
    squared = tuple(tuple(row[:width]) + blank[len(row) :] if row else blank for row in rows[:height])
    reach = (max(reach[0], len(rows)), max(reach[1], max(map(len, rows), default=0)))
    said = (*remarks, *_blank_remarks(reach[0] - height, reach[1] - width))
    return Sheet(file=file, name=name, rows=squared, remarks=said, is_text=is_text)


def cell(value: object) -> Cell:
    """A reader's value as a cell: nothing for an empty text, whole numbers whole, days without a time of day."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return moment(value)
    if value is None or isinstance(value, int | date | time | timedelta):
        return value
    return str(value) or None


def moment(value: datetime) -> datetime | date:
    """To the second, as workbooks hold fractions of days; at midnight just the day."""
    if value.microsecond and value.year < LAST_YEAR:
        value = (value + HALF_A_SECOND).replace(microsecond=0)
    return value.date() if value.time() == time(0) else value


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: A, B, … AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number(value: float) -> Cell:
    if value.is_integer():
        return int(value) if -EXACTLY_HELD < value < EXACTLY_HELD else value
    return value if isfinite(value) else Odd.ERROR


def _filled(row: Sequence[Cell]) -> int:
    end = len(row)
    while end and (row[end - 1] is None or (isinstance(row[end - 1], str) and not str(row[end - 1]).strip())):
        end -= 1
    return end


def _blank_remarks(rows: int, columns: int) -> Iterable[str]:
    if columns >= MANY_COLUMNS:
        yield f"{columns:,} blank columns after the last filled one were left off"
    if rows >= MANY_ROWS:
        yield f"{rows:,} blank rows after the last filled one were left off"
