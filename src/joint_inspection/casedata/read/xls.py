"""Which cells of an older Excel workbook (.xls) hold an error, and is it protected?

Calamine reads the values. An older workbook always keeps what a formula last came to; only the whole sheet says
whether it was calculated before it was saved.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from joint_inspection.casedata.model import Odd
from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.look import Look
from joint_inspection.errors import invalid

BEGIN, END, FILEPASS, DATEMODE, SHEET, UNCALCULATED = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x5E
COLUMNS = 256
BOOLEAN_OR_ERROR = 0x205
FORMULAS = (0x06, 0x206, 0x406)
MANY_NUMBERS, MANY_BLANKS = 0xBD, 0xBE
CELLS = frozenset((0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x201, BOOLEAN_OR_ERROR, MANY_NUMBERS, MANY_BLANKS, *FORMULAS))


@dataclass(frozen=True, kw_only=True)
class OldWorkbook:
    """What looking through the workbook found."""

    looks: tuple[Look, ...]
    """One for each sheet, in order."""
    begins_in_1904: bool


def look_through(sent: Sent) -> OldWorkbook:
    """Go through the records of the workbook, refusing one that is protected."""
    stream = _stream(sent)
    try:
        return _look_through(stream, sent)
    except (struct.error, IndexError):
        raise sent.damaged() from None


def _look_through(stream: bytes, sent: Sent) -> OldWorkbook:
    starts, begins_in_1904 = [], False
    for kind, at, size in _records(stream, 0):
        if kind == FILEPASS:
            says = "Save it without a password: in Excel choose Save As, Tools, General Options, and empty the boxes"
            raise invalid("file", says, file=sent.name)
        if kind == SHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        if kind == DATEMODE and size >= 2:
            begins_in_1904 = struct.unpack_from("<H", stream, at)[0] == 1
    return OldWorkbook(looks=tuple(_look(stream, start) for start in starts), begins_in_1904=begins_in_1904)


def _look(stream: bytes, start: int) -> Look:
    found, zeros, uncalculated = Look(), [], False
    cell = struct.Struct("<HH").unpack_from
    for kind, at, size in _records(stream, start):
        uncalculated = uncalculated or kind == UNCALCULATED
        if kind not in CELLS:
            continue
        row, column = cell(stream, at)
        if column >= COLUMNS:
            raise IndexError
        last = struct.unpack_from("<H", stream, at + size - 2)[0] if kind in (MANY_NUMBERS, MANY_BLANKS) else column
        found.reach = (max(found.reach[0], row + 1), max(found.reach[1], last + 1))
        if kind == BOOLEAN_OR_ERROR and stream[at + 7]:
            found.odd[row, column] = Odd.ERROR
        if kind in FORMULAS:
            result = stream[at + 6 : at + 14]
            if result[6:] == b"\xff\xff" and result[0] == 2:
                found.odd[row, column] = Odd.ERROR
            elif not any(result):
                zeros.append((row, column))
    if uncalculated:
        found.odd.update(dict.fromkeys(zeros, Odd.NEVER_CALCULATED))
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record of one part of the workbook, without charts within it."""
    depth = 0
    header = struct.Struct("<HH").unpack_from
    while at + 4 <= len(stream):
        kind, size = header(stream, at)
        depth += kind == BEGIN
        if depth <= 1:
            yield kind, at + 4, size
        depth -= kind == END
        if depth == 0:
            return
        at += 4 + size


def _stream(sent: Sent) -> bytes:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(sent.content)) as ole:
            name = "Workbook" if ole.exists("Workbook") else "Book"
            content: bytes = ole.openstream(name).read()
            return content
    except Exception:  # olefile raises many kinds on damaged files
        raise sent.damaged() from None
