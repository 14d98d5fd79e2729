"""How many of each? One bar a row, of one part or several; a letter and a number stand in or beside each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, lines_of, picture, shortened, text

ROW = 34.0
LETTER = 15.0
"""The least width of a part that can hold its letter."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a bar."""

    size: int
    tone: str
    says: str
    letter: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One bar; without parts, its note alone stands there."""

    name: str
    parts: tuple[Part, ...]
    note: str = ""
    """Stands after the bar."""
    now: float | None = None
    """How far along a whole bar a mark stands, from nothing to one."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Where names and bars stand."""

    width: float
    left: float
    """Where bars begin."""
    room: float
    """The longest bar."""
    most: int
    """Characters on a line of a name."""
    above: int = 0
    """Lines of the name over its bar; none: beside it."""

    @property
    def row(self) -> float:
        """The height of a row."""
        return ROW + LINE * self.above

    def name(self, words: str, *, y: float) -> list[Markup]:
        """The name of a row that begins at a height."""
        if not self.above:
            return [text(shortened(words, self.most), x=6, y=y + ROW / 2 + 5)]
        lines = lines_of(words, self.most, lines=self.above)
        first = y + LINE * (self.above - len(lines) + 1) - 1
        return [text(each, x=6, y=first + LINE * place) for place, each in enumerate(lines)]


LINE = 18.0
"""The height of a line of words."""
WIDE = Sheet(width=960.0, left=330.0, room=510.0, most=46)
NARROW = Sheet(width=360.0, left=6.0, room=348.0, most=48, above=2)
"""As wide as a phone, so that nothing is made smaller there; without room for a note beside the longest bar."""


def bars(
    rows: Sequence[Row], *, id: str, title: str, describes: str, whole: bool = False, sheet: Sheet = WIDE
) -> Markup:
    """Draw the bars on one scale; with ``whole`` each bar is as long as any other and its parts are shares."""
    longest = max((sum(part.size for part in row.parts) for row in rows), default=0) or 1
    drawn = [_row(row, number, longest=longest, whole=whole, sheet=sheet) for number, row in enumerate(rows)]
    height = sheet.row * len(rows) + 4
    return picture(*drawn, id=id, width=sheet.width, height=height, title=title, describes=describes)


def _row(row: Row, number: int, *, longest: int, whole: bool, sheet: Sheet) -> Markup:
    top = sheet.row * number
    x, y, room, drawn = sheet.left, top + sheet.row - ROW, sheet.room, []
    total = sum(part.size for part in row.parts) or 1
    scale = room / (total if whole else longest)
    for part in row.parts:
        if part.size:
            drawn.append(_part(part, x=x, y=y, long=max(part.size * scale, 1.5)))
            x += part.size * scale
    return element(
        "g",
        element("rect", x=0, y=top, width=sheet.width, height=sheet.row, class_="draw-band") if number % 2 == 0 else "",
        *sheet.name(row.name, y=top),
        *drawn,
        line(sheet.left + row.now * room, y + 1, sheet.left + row.now * room, y + ROW - 1, class_="draw-line--limit")
        if row.now is not None
        else "",
        text(row.note, x=x + 8, y=y + ROW / 2 + 5) if row.note else "",
        class_="lane",
    )


def _part(part: Part, *, x: float, y: float, long: float) -> Markup:
    return element(
        "g",
        element("title", part.says),
        element("rect", x=x, y=y + 6, width=long, height=ROW - 12, class_=f"tone tone-{part.tone}"),
        element("text", part.letter, x=x + long / 2, y=y + ROW / 2 + 4.5, class_="draw-letter")
        if part.letter and long >= LETTER
        else "",
        class_="mark",
    )
