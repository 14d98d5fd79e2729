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
REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
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
    formulas = FORMULA.findall(content) if b"<f" in content else []
    if not _is_usual(content, formulas=len(formulas)):
        return None
    try:
        found = Look(reach=_reach(content))
        errors = ERROR.findall(content) if b't="e"' in content else []
        found.odd = {_place(*place): Odd.ERROR for place in errors}
        for column, row, given, value in formulas:
            kind = KIND.search(given)
            says = kind is not None and kind[1] in (b"str", b"e")
            if not says and _never_calculated(value.decode(), uncalculated=uncalculated):
                found.odd[_place(column, row)] = Odd.NEVER_CALCULATED
    except ValueError:
        return None
    return found


def _is_usual(content: bytes, *, formulas: int) -> bool:
    """Whether every cell begins with its place, and nothing stands in the sheet that could hide one."""
    return (
        b"<worksheet" in content[:2000]
        and not any(sign in content for sign in (b"<!", b":c ", b":c>", b"<c>", b"<c/", b"<c\t", b"<c\r", b"<c\n"))
        and content.count(b"<c ") == content.count(b'<c r="')
        and sum(content.count(sign) for sign in (b"<f>", b"<f ", b"<f/", b"<f\t", b"<f\r", b"<f\n")) == formulas
    )


def _reach(content: bytes) -> tuple[int, int]:
    """The row and the column of the last cell, from the last of every row."""
    places = set()
    for row in content.split(b"</row>"):
        if (at := row.rfind(b"<c ")) >= 0:
            places.add(_place(*_reference(row, at)))
    return max((row + 1 for row, _ in places), default=0), max((column + 1 for _, column in places), default=0)


def _reference(row: bytes, at: int) -> tuple[bytes, bytes]:
    found = REFERENCE.match(row, at)
    if found is None:
        raise ValueError
    return found[1], found[2]


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
