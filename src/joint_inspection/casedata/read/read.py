"""Every sheet of what was sent: a file, a folder or a zip."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from joint_inspection.casedata.model import Sheet
from joint_inspection.casedata.read.arrive import Sent, arrivals
from joint_inspection.casedata.read.kinds import Kind, NoTable, kind_of
from joint_inspection.casedata.read.limits import LIMITS, Limits, too_large
from joint_inspection.casedata.read.ods import read_ods
from joint_inspection.casedata.read.package import members
from joint_inspection.casedata.read.sheets import is_left_out, left_out
from joint_inspection.casedata.read.text import read_text
from joint_inspection.casedata.read.workbook import read_xls, read_xlsx
from joint_inspection.errors import InvalidInput, Problem, invalid


def read_sheets(source: Path | Sent, *, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """Every sheet, in the order of the files; raises InvalidInput with every file that cannot be read.

    A file that holds no table (a letter beside the lists, a file that Excel left behind) comes as a sheet without
    rows whose remark begins with ``NOT_READ``, so that nothing sent goes unmentioned.
    """
    arrived = [source] if isinstance(source, Sent) else arrivals(source, limits=limits)
    sheets = _all(arrived, limits=limits)
    if all(is_left_out(sheet) for sheet in sheets):
        raise invalid("file", "Send the lists as workbooks or CSV: there is none in it", file=source.name)
    return tuple(sheets)


def _all(arrived: Iterable[Sent | Sheet], *, limits: Limits, packed: bool = False) -> list[Sheet]:
    """The sheets of each file; every file's problems are gathered before any is raised."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for one in arrived:
        try:
            sheets += [one] if isinstance(one, Sheet) else _read(one, limits=limits, packed=packed)
            _hold(sheets, limits=limits)
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return sheets


def _read(sent: Sent, *, limits: Limits, packed: bool) -> list[Sheet]:
    if len(sent.content) > limits.file_bytes:
        raise too_large(sent.name, limits=limits)
    try:
        kind = kind_of(sent, limits=limits)
    except NoTable as error:
        return [left_out(sent.name, sent.stem, error.why)]
    if kind is Kind.ZIP and packed:
        raise invalid("file", "Take it out of the zip it lies in: a zip within a zip is not opened", file=sent.name)
    if kind is Kind.ZIP:
        return _all(members(sent, limits=limits), limits=limits, packed=True)
    return READERS[kind](sent, limits=limits)


def _hold(sheets: list[Sheet], *, limits: Limits) -> None:
    cells = sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in sheets if sheet.rows)
    if cells > limits.cells:
        says = f"Send the lists in parts: together they hold more than {limits.cells:,} cells"
        raise invalid("file", says, file=sheets[-1].file)


READERS = {Kind.XLSX: read_xlsx, Kind.XLS: read_xls, Kind.ODS: read_ods, Kind.TEXT: read_text}
