"""How large is a share, and how sure is it? A dot for each, with the line on which it may lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, picture, text

WIDTH, ROW = 360.0, 38.0
"""As wide as a phone, so that nothing is made smaller there."""
LEFT, RIGHT, BOTTOM = 64.0, 24.0, 24.0


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A share from 0 to 1, and between which shares it lies."""

    name: str
    share: float
    low: float
    high: float


def intervals(rows: Sequence[Interval], *, target: float | None, id: str, title: str, describes: str) -> Markup:
    """Draw the shares under one another on a scale from nobody to everybody."""
    height = ROW * len(rows)
    drawn = [_scale(share / 4, height) for share in range(5)]
    if target is not None:
        drawn.append(line(_x(target), 0, _x(target), height, class_="draw-line--slip"))
    drawn += [_row(row, number) for number, row in enumerate(rows)]
    return picture(*drawn, id=id, width=WIDTH, height=height + BOTTOM, title=title, describes=describes)


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _scale(share: float, height: float) -> Markup:
    words = text(f"{share:.0%}", x=_x(share), y=height + 16, class_="draw-text--small draw-text--middle")
    return element("g", line(_x(share), 0, _x(share), height), words)


def _row(row: Interval, number: int) -> Markup:
    y = ROW * number + ROW / 2
    return element(
        "g",
        element("title", f"{row.name}: {row.share:.0%}, between {row.low:.0%} and {row.high:.0%}"),
        text(row.name, x=6, y=y + 5),
        line(_x(row.low), y, _x(row.high), y, class_="draw-line--limit"),
        element("circle", cx=_x(row.share), cy=y, r=7, class_="tone tone-main"),
        class_="mark",
    )
