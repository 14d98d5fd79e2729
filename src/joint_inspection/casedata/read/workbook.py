"""What does an Excel workbook say, sheet by sheet and cell by cell?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from joint_inspection.casedata.model import Cell, Odd, Sheet
from joint_inspection.casedata.read import xls, xlsx
from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.package import DAMAGED, Package
from joint_inspection.casedata.read.sheets import BEGINS_IN_1904, cell, left_out, make_sheet
from joint_inspection.errors import JointInspectionError, invalid


def read_xlsx(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """Every sheet of a workbook of today's Excel, in order."""
    package = Package(sent, limits=limits)
    package.check()
    workbook = xlsx.describe(package)
    looks = {
        name: xlsx.look(package, part, uncalculated=workbook.uncalculated) for name, part in workbook.sheets.items()
    }
    remarks = [BEGINS_IN_1904] if workbook.begins_in_1904 else []
    remarks += ["its macros were not run"] if workbook.macros else []
    return list(_sheets(sent, looks, remarks=remarks, limits=limits))


def read_xls(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """Every sheet of a workbook of an older Excel, in order."""
    workbook = xls.look_through(sent)
    remarks = [BEGINS_IN_1904] if workbook.begins_in_1904 else []
    return list(_sheets(sent, dict(enumerate(workbook.looks)), remarks=remarks, limits=limits))


def _sheets(sent: Sent, looks: dict[Any, xlsx.Look], *, remarks: list[str], limits: Limits) -> Iterator[Sheet]:
    for found in looks.values():
        limits.hold(file=sent.name, rows=found.rows, columns=found.columns)
    book = _guarded(sent, lambda: _open(sent))
    for index, about in enumerate(book.sheets_metadata):
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            yield left_out(sent.name, about.name, "a chart or macros, no table")
            continue
        look = looks.get(about.name, looks.get(index))
        if look is None:
            raise invalid("file", DAMAGED, file=sent.name)
        hidden = [] if str(about.visible) == "SheetVisibleEnum.Visible" else ["hidden in the workbook"]
        rows = _guarded(sent, lambda index=index: book.get_sheet_by_index(index).to_python(skip_empty_area=False))
        yield make_sheet(sent.name, about.name, _cells(rows, look.odd), reach=look.reach, remarks=[*remarks, *hidden])


def _open(sent: Sent) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(sent.content))


def _guarded(sent: Sent, read: Any) -> Any:
    """Whatever goes wrong inside the reader of workbooks: the file is damaged, and no cell of it is quoted."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, JointInspectionError):
        raise
    except BaseException:  # a panic of the reader's is no Exception
        raise invalid("file", DAMAGED, file=sent.name) from None


def _cells(rows: list[list[Any]], odd: dict[tuple[int, int], Odd]) -> list[list[Cell]]:
    read = [[cell(value) for value in row] for row in rows]
    for (row, column), what in odd.items():
        read += [[] for _ in range(row + 1 - len(read))]
        read[row] += [None] * (column + 1 - len(read[row]))
        read[row][column] = what
    return read
