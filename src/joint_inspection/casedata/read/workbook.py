"""What does an Excel workbook say, sheet by sheet and cell by cell?"""

from __future__ import annotations

from typing import Any

from joint_inspection.casedata.model import Cell, Odd, Sheet
from joint_inspection.casedata.read import xls, xlsx
from joint_inspection.casedata.read.apart import Ended, Raw, read_apart
from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.look import Look, look_through
from joint_inspection.casedata.read.package import Package
from joint_inspection.casedata.read.sheets import BEGINS_IN_1904, cell, left_out, make_sheet


def read_xlsx(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """Every sheet of a workbook of today's Excel, in order."""
    package = Package(sent, limits=limits)
    package.check()
    workbook = xlsx.describe(package)
    looks: dict[str | int, Look] = {
        name: look_through(package, part, uncalculated=workbook.uncalculated, limits=limits)
        for name, part in workbook.sheets.items()
    }
    remarks = [BEGINS_IN_1904] if workbook.begins_in_1904 else []
    remarks += ["its macros were not run"] if workbook.macros else []
    return _sheets(sent, looks, remarks=remarks, limits=limits)


def read_xls(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """Every sheet of a workbook of an older Excel, in order."""
    workbook = xls.look_through(sent)
    remarks = [BEGINS_IN_1904] if workbook.begins_in_1904 else []
    return _sheets(sent, dict(enumerate(workbook.looks)), remarks=remarks, limits=limits)


def _sheets(sent: Sent, looks: dict[str | int, Look], *, remarks: list[str], limits: Limits) -> list[Sheet]:
    try:
        raws = read_apart(sent.content, memory=limits.memory_bytes, seconds=limits.seconds, cells=limits.cells)
    except Ended:
        raise sent.damaged() from None
    sheets = []
    for index, raw in enumerate(raws):
        look = looks.get(raw.name, looks.get(index))
        if look is None and raw.is_table:
            raise sent.damaged()
        sheets.append(_sheet(sent, raw, look or Look(), remarks=remarks, limits=limits))
    return sheets


def _sheet(sent: Sent, raw: Raw, look: Look, *, remarks: list[str], limits: Limits) -> Sheet:
    if not raw.is_table:
        return left_out(sent.name, raw.name, "a chart or macros, no table")
    said = [*remarks, *(["hidden in the workbook"] if raw.is_hidden else [])]
    rows = max((row + 1 for row, _ in look.odd), default=0)
    columns = max((column + 1 for _, column in look.odd), default=0)
    limits.hold(file=sent.name, rows=rows, columns=columns)
    cells = _cells(raw.rows, look.odd)
    return make_sheet(sent.name, raw.name, cells, limits=limits, reach=look.reach, remarks=said)


def _cells(rows: list[list[Any]], odd: dict[tuple[int, int], Odd]) -> list[list[Cell]]:
    read = [[value or None if type(value) is str else cell(value) for value in row] for row in rows]
    for (row, column), what in odd.items():
        read += [[] for _ in range(row + 1 - len(read))]
        read[row] += [None] * (column + 1 - len(read[row]))
        read[row][column] = what
    return read
