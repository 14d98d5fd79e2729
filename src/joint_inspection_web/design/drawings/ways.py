"""Which ways lead from step to step? Boxes go down a stair to the right; a band is as thick as it has children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, number, picture, text

WIDTH = 960.0
BOX = 14.0
STAIR = 58.0
THICK = 170.0
"""The height of the largest box."""
TOP = 40.0


@dataclass(frozen=True, kw_only=True)
class Box:
    """One step."""

    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Band:
    """Children from one box to another, by their places."""

    begin: int
    end: int
    size: int
    says: str


def ways(boxes: Sequence[Box], bands: Sequence[Band], *, id: str, title: str, describes: str) -> Markup:
    """Draw bands first and boxes over them, so that names stay readable."""
    scale = THICK / max((box.size for box in boxes), default=1)
    across = (WIDTH - 150) / max(len(boxes) - 1, 1)
    corners = [(10 + across * place, TOP + STAIR * place) for place in range(len(boxes))]
    lowest = max((y + max(box.size * scale, 3) for (_, y), box in zip(corners, boxes, strict=True)), default=TOP)
    return picture(
        *_bands(bands, corners, scale=scale),
        *(_box(box, x, y, high=max(box.size * scale, 3)) for (x, y), box in zip(corners, boxes, strict=True)),
        id=id, width=WIDTH, height=lowest + 14, title=title, describes=describes,
    )  # fmt: skip


def _bands(bands: Sequence[Band], corners: Sequence[tuple[float, float]], *, scale: float) -> list[Markup]:
    """The way furthest ahead leaves a box at its top, and comes into a box at its top."""
    left: dict[int, float] = defaultdict(float)
    come: dict[int, float] = defaultdict(float)
    drawn: dict[Band, tuple[float, float]] = {}
    for band in sorted(bands, key=lambda band: (band.begin, -band.end)):
        drawn[band] = (left[band.begin], 0.0)
        left[band.begin] += _thick(band, scale)
    for band in sorted(bands, key=lambda band: (band.end, band.begin)):
        drawn[band] = (drawn[band][0], come[band.end])
        come[band.end] += _thick(band, scale)
    return [_band(band, *offsets, corners=corners, scale=scale) for band, offsets in drawn.items()]


def _thick(band: Band, scale: float) -> float:
    return max(band.size * scale, 1.0)


def _band(band: Band, leaves: float, comes: float, *, corners: Sequence[tuple[float, float]], scale: float) -> Markup:
    thick = _thick(band, scale)
    x1, y1 = corners[band.begin][0] + BOX, corners[band.begin][1] + leaves + thick / 2
    x2, y2 = corners[band.end][0], corners[band.end][1] + comes + thick / 2
    turn = max(x2 - 70, (x1 + x2) / 2)
    path = " ".join(str(part) for part in ("M", number(x1), number(y1), "C", number(turn), number(y1), number(turn),
                                           number(y2), number(x2), number(y2)))  # fmt: skip
    return element(
        "g",
        element("title", band.says),
        element("path", d=path, stroke_width=thick, class_="draw-way"),
        class_="mark",
    )


def _box(box: Box, x: float, y: float, *, high: float) -> Markup:
    return element(
        "g",
        element("rect", x=x, y=y, width=BOX, height=high, class_="tone tone-main"),
        text(box.name, x=x, y=y - 20, class_="draw-text draw-text--over"),
        text(f"{box.size:,}", x=x, y=y - 5, class_="draw-text draw-text--over"),
        class_="lane",
    )
