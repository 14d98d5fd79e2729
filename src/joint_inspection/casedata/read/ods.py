"""What does an OpenDocument workbook say, cell by cell?

Read here and not by calamine, which loses tabs and true or false, and lets a cell be repeated without end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from joint_inspection.casedata.model import Cell, Odd, Sheet
from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.package import Package
from joint_inspection.casedata.read.sheets import BEGINS_IN_1904, cell, make_sheet
from joint_inspection.casedata.read.xml import parse

NAMESPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
ERROR = re.compile(r"(#[A-Z/0]+[?!]?|Err:\d+)")
DURATION = re.compile(r"(-)?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
PASSED_OVER = ("office:annotation", "table:shapes", "table:dde-links", "table:tracked-changes", "table:table-source")
MANY_SPACES = 100
"""No more are put into a text at once, however many a file asks for."""
MIDNIGHT = datetime(1970, 1, 1)  # noqa: DTZ001 (a time of day, not a moment)
CELLS = ("table:table-cell", "table:covered-table-cell")


def read_ods(sent: Sent, *, limits: Limits) -> list[Sheet]:
    """Every sheet, in order."""
    package = Package(sent, limits=limits)
    package.check()
    reader = _Reader(sent, limits=limits)
    parse(package, "content.xml", reader.start, end=reader.end, text=reader.text, separator=" ")
    return reader.sheets


def value_of(given: dict[str, str], text: str) -> Cell:
    """What one cell says, from its attributes and the text shown."""
    kind = given.get("office:value-type")
    formula = "table:formula" in given
    if given.get("calcext:value-type") == "error" or (formula and ERROR.fullmatch(text.strip())):
        return Odd.ERROR
    if kind is None:
        return Odd.NEVER_CALCULATED if formula and not text else cell(text)
    read = VALUES.get(kind)
    if read is None:
        return cell(given.get("office:string-value", text))
    try:
        return cell(read(given))
    except (KeyError, ValueError, OverflowError):
        return cell(text)


def _day(given: dict[str, str]) -> date:
    written = given["office:date-value"]
    return datetime.fromisoformat(written[:26]).replace(tzinfo=None) if "T" in written else date.fromisoformat(written)


def _duration(given: dict[str, str]) -> time | timedelta:
    parts = DURATION.fullmatch(given["office:time-value"])
    if parts is None:
        raise ValueError
    days, hours, minutes = (int(part or 0) for part in parts.groups()[1:4])
    seconds = float((parts[5] or "0").replace(",", "."))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=round(seconds))
    if parts[1]:
        return -length
    return length if length >= timedelta(days=1) else (MIDNIGHT + length).time()


VALUES: dict[str, Callable[[dict[str, str]], object]] = {
    "float": lambda given: float(given["office:value"]),
    "percentage": lambda given: float(given["office:value"]),
    "currency": lambda given: float(given["office:value"]),
    "boolean": lambda given: given["office:boolean-value"] == "true",
    "date": _day,
    "time": _duration,
}


class _Reader:
    """Goes through the workbook as the parser meets its elements."""

    def __init__(self, sent: Sent, *, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self._sent, self._limits = sent, limits
        self._names: dict[str, str] = {}
        self._hidden_styles: set[str] = set()
        self._style = self._name = ""
        self._begins_in_1904 = self._in_cell = self._in_paragraph = self._in_table = False
        self._remarks: list[str] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []
        self._given: dict[str, str] = {}
        self._text: list[str] = []
        self._skip = self._blank_rows = self._blank_cells = self._width = 0
        self._repeated = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Meet the beginning of an element."""
        tag = self._short(tag)
        if self._skip or tag in PASSED_OVER or tag.startswith("draw") or (self._in_cell and tag == "table:table"):
            self._skip += 1
        elif tag.startswith(("table:", "text:", "style:")):
            self._start(tag, {self._short(key): value for key, value in attributes.items()})

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag in CELLS:
            self._in_cell, self._given = True, given
            self._text.clear()
        elif tag == "table:table-row":
            self._row, self._blank_cells = [], 0
            self._repeated = _times(given, "table:number-rows-repeated")
        elif tag == "table:table":
            self._start_table(given)
        elif self._in_cell:
            self._start_text(tag, given)
        elif tag == "style:style":
            self._style = given.get("style:name", "")
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table:null-date":
            self._begins_in_1904 = given.get("table:date-value", "").startswith("1904")

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        if self._skip:
            self._skip -= 1
            return
        tag = self._short(tag)
        if tag == "text:p":
            self._in_paragraph = False
        elif tag in CELLS and self._in_cell:
            self._end_cell()
        elif tag == "table:table-row" and self._in_table:
            self._end_row()
        elif tag == "table:table" and self._in_table:
            self._end_table()

    def text(self, data: str) -> None:
        """Meet text."""
        if self._in_paragraph and not self._skip:
            self._text.append(data)

    def _start_table(self, given: dict[str, str]) -> None:
        self._in_table = True
        self._name = given.get("table:name", "")
        self._remarks = [BEGINS_IN_1904] if self._begins_in_1904 else []
        if given.get("table:style-name") in self._hidden_styles:
            self._remarks.append("hidden in the workbook")
        self._rows, self._blank_rows, self._width = [], 0, 0

    def _start_text(self, tag: str, given: dict[str, str]) -> None:
        if tag == "text:p":
            self._in_paragraph = True
            self._text.append("\n" if self._text else "")
        elif tag == "text:s":
            self._text.append(" " * min(_times(given, "text:c"), MANY_SPACES))
        elif tag == "text:tab":
            self._text.append("\t")
        elif tag == "text:line-break":
            self._text.append("\n")

    def _end_cell(self) -> None:
        self._in_cell = False
        value = value_of(self._given, "".join(self._text))
        times = _times(self._given, "table:number-columns-repeated")
        if value is None:
            self._blank_cells += times
            return
        width = len(self._row) + self._blank_cells + times
        self._limits.hold(file=self._sent.name, rows=len(self._rows) + 1, columns=width)
        self._row += [None] * self._blank_cells + [value] * times
        self._blank_cells = 0

    def _end_row(self) -> None:
        if not self._row:
            self._blank_rows += self._repeated
            return
        self._width = max(self._width, len(self._row))
        height = len(self._rows) + self._blank_rows + self._repeated
        self._limits.hold(file=self._sent.name, rows=height, columns=self._width)
        self._rows += [()] * self._blank_rows + [tuple(self._row)] * self._repeated
        self._blank_rows = 0

    def _end_table(self) -> None:
        self._in_table = False
        self.sheets.append(
            make_sheet(self._sent.name, self._name, self._rows, limits=self._limits, remarks=self._remarks)
        )

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            prefix = "draw" if ":drawing:" in space else NAMESPACES.get(space, "")
            short = self._names[name] = f"{prefix}:{local}"
        return short


def _times(given: dict[str, str], name: str) -> int:
    return max(1, int(given.get(name, "1")))
