"""What does the mirror look like? A row a group: a hollow mark for all children, a full one for the sample."""

from __future__ import annotations

from markupsafe import Markup

from joint_inspection.sampling.mirror import Compared, Row
from joint_inspection_web.design.drawings.svg import element, line, picture, shortened, text

WIDTH, LABEL, ROW, TOP = 960.0, 330.0, 26.0, 28.0
LONG = WIDTH - LABEL - 40


def mirror_picture(traits: tuple[Compared, ...], *, describes: str) -> Markup:
    """Draw every group of every trait on one scale from nothing to all."""
    rows = [(each.title if first == 0 else "", row) for each in traits for first, row in enumerate(each.rows)]
    height = TOP + ROW * len(rows)
    return picture(
        *_scale(height), *(_row(title, row, index) for index, (title, row) in enumerate(rows)),
        id="mirror", width=WIDTH, height=height + 6, title="The sample beside all children", describes=describes,
    )  # fmt: skip


def _scale(height: float) -> list[Markup]:
    drawn = []
    for percent in (0, 25, 50, 75, 100):
        x = _x(percent / 100)
        drawn += [
            line(x, TOP - 6, x, height),
            text(f"{percent}%", x=x, y=TOP - 12, class_="draw-text draw-text--middle"),
        ]
    return drawn


def _row(title: str, row: Row, index: int) -> Markup:
    y = TOP + ROW * index + ROW / 2
    return element(
        "g",
        line(0, y - ROW / 2, WIDTH, y - ROW / 2, class_="draw-line draw-line--strong") if title else "",
        text(title, x=6, y=y + 5) if title else "",
        text(shortened(row.value.replace("_", " "), 26), x=LABEL - 8, y=y + 5, class_="draw-text draw-text--end"),
        line(_x(row.population), y, _x(row.sample), y, class_="draw-line draw-line--strong"),
        element(
            "g",
            element("title", f"{title or ''} {row.value}: {row.population:.0%} of all, {row.sample:.0%} of the sample"),
            element("circle", cx=_x(row.sample), cy=y, r=5, class_="tone tone-main"),
            element("circle", cx=_x(row.population), cy=y, r=7, class_="draw-line draw-line--strong"),
            class_="mark",
        ),
        class_="lane",
    )


def _x(share: float) -> float:
    return LABEL + 16 + share * LONG
