"""What does a file of separated values say? Whatever its encoding, and whatever separates its values."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from joint_inspection.casedata.model import Sheet
from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.sheets import make_sheet
from joint_inspection.errors import InvalidInput, invalid

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
LOOKED_AT = 200
"""Rows from which the separator is told."""
LONG_CELL = 1_000_000
MANY_LINES = 30
"""A row over so many lines is worth a remark: a quotation mark may be missing."""
END = "\x1e end of the file \x1e"


def read_text(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """The one sheet of the file; every cell is text."""
    text, remarks = decode(sent)
    separator, text, said = _separator(text)
    rows = [tuple(cell or None for cell in row) for row in _rows(text, separator, sent=sent, limits=limits)]
    remarks = (*remarks, *said, *_long_rows(text, separator))
    return [make_sheet(sent.name, sent.stem, rows, limits=limits, remarks=remarks, is_text=True)]


def decode(sent: Sent) -> tuple[str, tuple[str, ...]]:
    """The file's text, and what was decided to read it."""
    content = sent.content
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return _utf16(sent, content[2:], encoding)
    zeros = content[:2000].count(0)
    if zeros * 3 > len(content[:2000]):
        return _utf16(sent, content, "utf-16-be" if content[0] == 0 else "utf-16-le")
    if zeros or b"\x00" in content:
        raise _no_text(sent)
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="as_windows")
    if _controls(text) * 20 > len(text):
        raise _no_text(sent)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return text, ("letters that are no UTF-8 were read as Windows-1252",)
    return text, ()


def _utf16(sent: Sent, content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _no_text(sent) from None
    if "\x00" in text or _controls(text) * 20 > len(text):
        raise _no_text(sent)
    return text.removeprefix("\ufeff"), ("its encoding is UTF-16",)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows would have written them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    letters = (bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in wrong)
    return "".join(letters), error.end


codecs.register_error("as_windows", _as_windows)


def _controls(text: str) -> int:
    return sum(text.count(chr(code)) for code in (*range(1, 9), 11, *range(14, 32), 127))


def _separator(text: str) -> tuple[str, str, tuple[str, ...]]:
    first, _, rest = text.partition("\n")
    named = first.strip().removeprefix('"').removesuffix('"')
    if named.lower().startswith("sep=") and len(named) == 5:
        return named[4], rest, (f"its first line, {named[:4]}, says what separates values and is no row",)
    best = max(SEPARATORS, key=lambda separator: _fits(text, separator))
    return best, text, () if best == "," else (f"its values are separated by {SEPARATORS[best]}",)


def _fits(text: str, separator: str) -> int:
    """How many columns it gives, in as many rows as agree."""
    try:
        rows = list(islice(_reader(text, separator), LOOKED_AT))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONG_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _rows(text: str, separator: str, *, sent: Sent, limits: Limits) -> Iterator[list[str]]:
    """Every row; a last line of our own tells whether a quotation mark was still open at the end."""
    number, cells = 0, 0
    last: list[str] | None = None
    whole = text if text.endswith(("\n", "\r")) or not text else text + "\n"
    try:
        for row in _reader(whole + END, separator):
            if last is not None:
                yield last
                cells += len(last)
                if cells > limits.cells:
                    limits.hold(file=sent.name, rows=cells, columns=1)
            last = row
            number += 1
    except csv.Error:
        raise _open_quote(sent, number + 1) from None
    if last != [END]:
        raise _open_quote(sent, number)


def _open_quote(sent: Sent, row: int) -> InvalidInput:
    says = f"Close the quotation mark that opens in row {row} and is never closed, or save the list as a workbook"
    return invalid("file", says, file=sent.name)


def _long_rows(text: str, separator: str) -> Iterator[str]:
    if text.count('"') == 0:
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    for number, _ in enumerate(reader, start=1):
        if reader.line_num - before > MANY_LINES:
            yield (f"row {number} runs over {reader.line_num - before} lines: look whether a quotation mark is missing")
        before = reader.line_num


def _no_text(sent: Sent) -> InvalidInput:
    return invalid("file", "Save it as CSV (UTF-8) again: what it holds is no text", file=sent.name)
