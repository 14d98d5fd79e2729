"""Which cells of a worksheet have no value of their own, and how far does it stretch?

Calamine reads the values. It leaves cells blank that hold an error or a formula never calculated, and sets aside
memory for the whole area between the first cell and the last: both are looked for here first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from joint_inspection.casedata.model import Odd
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.package import Package
from joint_inspection.casedata.read.xml import local, parse

FURTHEST_COLUMN = 16_384
ANY_CELL, ANY_FORMULA = re.compile(rb"<c[\s/>]"), re.compile(rb"<f[\s/>]")
ROW = re.compile(rb'<row [^<>]{0,400}?\br="(\d+)"[^<>]{0,400}?(?<!/)><c ')
COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^<>]*?\bt="e"')
FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^<>]*)><f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v[^<>]*>([^<]*)</v>)?'
)
KIND = re.compile(rb'\bt="(\w+)"')


@dataclass(kw_only=True)
class Look:
    """What looking through one sheet found: rows and columns counted from 0."""

    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)
    rows: int = 0
    """Filled ones, up to the last."""
    columns: int = 0
    reach: tuple[int, int] = (0, 0)
    """Rows and columns that the file mentions at all."""


def look_through(package: Package, part: str, *, uncalculated: bool, limits: Limits) -> Look:
    """Look through one worksheet: quickly where it is written as most are, else element by element."""
    content = package.read(part)
    found = glance(content, uncalculated=uncalculated)
    if found is None or found.reach[0] * found.reach[1] > limits.cells:
        looker = _Looker(uncalculated=uncalculated)
        parse(package, part, looker.start, watch=looker.watch)
        looker.end_cell()
        found = looker.found
        limits.hold(file=package.name, rows=found.rows, columns=found.columns)
    return found


def glance(content: bytes, *, uncalculated: bool) -> Look | None:
    """Look through one worksheet without taking it apart; None where it is not written as Excel writes."""
    formulas = FORMULA.findall(content)
    if not _is_usual(content, formulas=len(formulas)):
        return None
    columns, rows = set(COLUMN.findall(content)), set(ROW.findall(content))
    found = Look()
    try:
        found.reach = (
            max(map(int, rows), default=0),
            max((_index(column.decode()) for column in columns), default=-1) + 1,
        )
        found.odd = {_place(*place): Odd.ERROR for place in ERROR.findall(content)}
        for column, row, given, value in formulas:
            kind = KIND.search(given)
            if not (kind and kind[1] in (b"str", b"e")) and _never_calculated(
                value.decode(), uncalculated=uncalculated
            ):
                found.odd[_place(column, row)] = Odd.NEVER_CALCULATED
    except ValueError:
        return None
    return found


def _is_usual(content: bytes, *, formulas: int) -> bool:
    return (
        b"<worksheet" in content[:2000]
        and b"<!" not in content
        and b":c " not in content
        and len(ANY_CELL.findall(content)) == content.count(b'<c r="')
        and len(ANY_FORMULA.findall(content)) == formulas
    )


def _place(column: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _index(column.decode())


def _never_calculated(value: str, *, uncalculated: bool) -> bool:
    value = value.strip()
    return not value or (uncalculated and value in ("0", "0.0"))


class _Looker:
    """Goes through the cells of one worksheet, as the parser meets them."""

    def __init__(self, *, uncalculated: bool) -> None:
        self.found = Look()
        self._uncalculated = uncalculated
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._type: str | None = None
        self._formula = False
        self._text = ""

    def watch(self, parser: expat.XMLParserType) -> None:
        """Be handed the parser, to hear of text only where it matters."""
        self._parser = parser

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Meet an element."""
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._begin_cell(given)
        elif tag == "v" or tag == "is":
            self._fill()
            if self._formula:
                self._parser.CharacterDataHandler = self._more_text
        elif tag == "f":
            self._formula = True
            self._fill()
        elif tag == "row":
            self._begin_row(given.get("r"))

    def end_cell(self) -> None:
        """Say what a formula came to, once all of its cell was met."""
        if not self._formula:
            return
        self._parser.CharacterDataHandler = None
        text, self._text, self._formula = self._text, "", False
        if self._type not in ("str", "e") and _never_calculated(text, uncalculated=self._uncalculated):
            self.found.odd[self._row, self._column] = Odd.NEVER_CALCULATED

    def _begin_row(self, number: str | None) -> None:
        self.end_cell()
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1

    def _begin_cell(self, given: dict[str, str]) -> None:
        if self._formula:
            self.end_cell()
        ref = given.get("r")
        if ref is None:
            self._column += 1
        else:
            letters = ref.rstrip("0123456789")
            self._row = int(ref[len(letters) :]) - 1
            self._column = self._columns.get(letters, -1)
            if self._column < 0:
                self._column = self._columns[letters] = _index(letters)
        found = self.found
        if self._column >= found.reach[1] or self._row >= found.reach[0]:
            found.reach = (max(found.reach[0], self._row + 1), max(found.reach[1], self._column + 1))
        self._type = given.get("t")
        if self._type == "e":
            self._fill()
            found.odd[self._row, self._column] = Odd.ERROR

    def _fill(self) -> None:
        found = self.found
        if self._row >= found.rows:
            found.rows = self._row + 1
        if self._column >= found.columns:
            found.columns = self._column + 1

    def _more_text(self, text: str) -> None:
        self._text += text


def _index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    if not 1 <= index <= FURTHEST_COLUMN:
        raise ValueError
    return index - 1
