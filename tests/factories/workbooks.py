"""Workbooks and packages as areas send them, good and bad, written small for tests."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from joint_inspection.casedata.read import Sent

SOFFICE = shutil.which("soffice")
FORMATS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
PROTECT = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Protect(source, target, filter)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = &quot;Hidden&quot;
  opening(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, opening())
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = &quot;FilterName&quot;
  saving(0).Value = filter
  saving(1).Name = &quot;Password&quot;
  saving(1).Value = &quot;secret&quot;
  doc.storeToURL(target, saving())
  doc.close(True)
End Sub
</script:module>
"""


def sent(name: str, content: bytes | str) -> Sent:
    """A file as it was sent."""
    return Sent(name=name, content=content if isinstance(content, bytes) else content.encode())


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]], *, begins_in_1904: bool = False, **options: Any) -> bytes:
    """A workbook written by XlsxWriter; dates and times formatted as such, a text with ``=`` first is a formula."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"date_1904": begins_in_1904, **options})
    formats = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm:ss", time: "hh:mm:ss", timedelta: "[h]:mm:ss"}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                form = formats.get(type(value))
                sheet.write(row, column, value, book.add_format({"num_format": form}) if form else None)
    book.close()
    return file.getvalue()


def openpyxl_xlsx(change: Callable[[Any], None]) -> bytes:
    """A workbook written by openpyxl, once ``change`` has filled it."""
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    change(book)
    book.save(file)
    return file.getvalue()


def ods(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An OpenDocument workbook written by odfpy; a text with ``=`` first is a formula that was never calculated."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableRow

    document, file = OpenDocumentSpreadsheet(), io.BytesIO()
    for name, rows in sheets.items():
        table = Table(name=name)
        for cells in rows:
            row = TableRow()
            for value in cells:
                row.addElement(_ods_cell(value))
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.write(file)
    return file.getvalue()


def _ods_cell(value: Any) -> Any:
    from odf.table import TableCell
    from odf.teletype import addTextToElement
    from odf.text import P

    if value is None:
        return TableCell()
    if isinstance(value, str) and value.startswith("="):
        return TableCell(formula=f"of:{value}")
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=repr(value))
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, timedelta):
        return TableCell(valuetype="time", timevalue=f"PT{int(value.total_seconds()) // 3600}H00M00S")
    if isinstance(value, time):
        return TableCell(valuetype="time", timevalue=value.strftime("PT%HH%MM%SS"))
    cell = TableCell(valuetype="string")
    for line in value.split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        cell.addElement(paragraph)
    return cell


def packed(parts: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]], *, deflated: bool = True) -> bytes:
    """A zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as package:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            package.writestr(name, content)
    return file.getvalue()


def repacked(content: bytes, change: Mapping[str, Callable[[bytes], bytes]], *, more: Mapping[str, str] = {}) -> bytes:
    """A zip with some of its parts changed, and others added."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: change.get(name, bytes)(package.read(name)) for name in package.namelist()}
    return packed({**parts, **more})


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An older Office file holding these streams: header, one table of sectors, directory, streams."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    padded = {name: content + b"\0" * (-len(content) % sector) for name, content in padded.items()}
    table, directory, body, place = [0xFFFFFFFD, end], [], b"", 2
    for name, content in padded.items():
        count = len(content) // sector
        directory.append(_entry(name, kind=2, start=place, size=len(content), left=free, child=free))
        table += [*range(place + 1, place + count), end]
        body, place = body + content, place + count
    for index in range(len(directory) - 1):  # a chain of left-hand neighbours is tree enough
        directory[index] = directory[index][:68] + struct.pack("<I", index + 2) + directory[index][72:]
    entries = [_entry("Root Entry", kind=5, start=end, size=0, left=free, child=1), *directory]
    assert len(entries) <= 4
    assert len(table) <= 128
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108
    sectors = struct.pack("<128I", *table, *[free] * (128 - len(table)))
    return header + sectors + b"".join(entries).ljust(sector, b"\0") + body


def _entry(name: str, *, kind: int, start: int, size: int, left: int, child: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1)
    return head + struct.pack("<III", left, 0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of an older Excel workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def xls(cells: bytes, *, begins_in_1904: bool = False) -> bytes:
    """An older Excel workbook whose one sheet, A, holds these records."""
    size = record(0x200, struct.pack("<IIHHH", 0, 10, 0, 10, 0))
    sheet = record(0x809, b"\x00\x06\x10\x00" + b"\0" * 12) + size + cells + record(0x0A)
    opening = record(0x809, b"\x00\x06\x05\x00" + b"\0" * 12) + record(0x22, struct.pack("<H", begins_in_1904))
    start = len(opening) + len(record(0x85, b"\0" * 9)) + len(record(0x0A))
    named = record(0x85, struct.pack("<IHBB", start, 0, 1, 0) + b"A")
    return ole({"Workbook": opening + named + record(0x0A) + sheet})


def resaved(content: bytes, *, was: str, becomes: str, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it."""
    assert SOFFICE
    source = folder / f"source.{was}"
    source.write_bytes(content)
    out = folder / f"as-{becomes}"
    _soffice(folder, "--convert-to", f"{becomes}:{FORMATS[becomes]}", "--outdir", str(out), str(source))
    return (out / f"source.{becomes}").read_bytes()


def protected(content: bytes, *, was: str, becomes: str, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it with a password (.xls and .ods)."""
    resaved(content, was=was, becomes=becomes, folder=folder)
    source, target = folder / f"source.{was}", folder / f"protected.{becomes}"
    (folder / "profile/user/basic/Standard/Module1.xba").write_text(PROTECT)
    call = f'"{source.as_uri()}","{target.as_uri()}","{FORMATS[becomes]}"'
    _soffice(folder, f"macro:///Standard.Module1.Protect({call})")
    return target.read_bytes()


def _soffice(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"})
