"""How many of each? One bar a row, of one part or several; a letter and a number stand in or beside each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, picture, shortened, text

LABEL = 330.0
WIDTH = 960.0
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


def bars(rows: Sequence[Row], *, id: str, title: str, describes: str, whole: bool = False) -> Markup:
    """Draw the bars on one scale; with ``whole`` each bar is as long as any other and its parts are shares."""
    longest = max((sum(part.size for part in row.parts) for row in rows), default=0) or 1
    drawn = [_row(row, number, longest=longest, whole=whole) for number, row in enumerate(rows)]
    return picture(*drawn, id=id, width=WIDTH, height=ROW * len(rows) + 4, title=title, describes=describes)


def _row(row: Row, number: int, *, longest: int, whole: bool) -> Markup:
    y, room = ROW * number, WIDTH - LABEL - 120
    total = sum(part.size for part in row.parts) or 1
    scale = room / (total if whole else longest)
    x, drawn = LABEL, []
    for part in row.parts:
        if part.size:
            drawn.append(_part(part, x=x, y=y, long=max(part.size * scale, 1.5)))
            x += part.size * scale
    return element(
        "g",
        element("rect", x=0, y=y, width=WIDTH, height=ROW, class_="draw-band") if number % 2 == 0 else "",
        text(shortened(row.name, 46), x=6, y=y + ROW / 2 + 5),
        *drawn,
        line(LABEL + row.now * room, y + 1, LABEL + row.now * room, y + ROW - 1, class_="draw-line--limit")
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
