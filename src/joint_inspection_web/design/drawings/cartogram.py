"""Where in England? One hexagon an area, with a letter in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, number, picture

SIZE = 18.0
"""From the middle of a hexagon to its corner."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One area: its place in a layout of odd rows pushed right, counted from the south-west, and its state."""

    q: int
    r: int
    name: str
    letter: str
    tone: str
    says: str


def cartogram(cells: Sequence[Cell], *, id: str, title: str, describes: str) -> Markup:
    """Draw the hexagons, north at the top."""
    left, bottom, top = min(c.q for c in cells), min(c.r for c in cells), max(c.r for c in cells)
    across = sqrt(3) * SIZE
    width = (max(c.q for c in cells) - left + 2) * across
    height = (top - bottom) * 1.5 * SIZE + 2.2 * SIZE
    places = [
        ((cell.q - left + 0.5 + (cell.r % 2) / 2) * across + 2, (top - cell.r) * 1.5 * SIZE + 1.1 * SIZE, cell)
        for cell in cells
    ]
    return picture(
        *(_hexagon(x, y, cell) for x, y, cell in places),
        id=id, width=width, height=height, title=title, describes=describes,
    )  # fmt: skip


def _hexagon(x: float, y: float, cell: Cell) -> Markup:
    half = sqrt(3) / 2 * SIZE
    corners = [(0, -SIZE), (half, -SIZE / 2), (half, SIZE / 2), (0, SIZE), (-half, SIZE / 2), (-half, -SIZE / 2)]
    points = " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in corners)
    return element(
        "g",
        element("title", f"{cell.name}: {cell.says}"),
        element("polygon", points=points, class_=f"tone tone-{cell.tone}"),
        element("text", cell.letter, x=x, y=y + 6.5, class_="draw-letter"),
        class_="mark",
    )
