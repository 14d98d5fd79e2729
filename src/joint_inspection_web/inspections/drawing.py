"""What stages does an inspection pass through? Drawn from the table that the actions obey."""

from __future__ import annotations

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, picture
from joint_inspection_web.inspections.models import STAGES

Point = tuple[float, float]
WIDE, HIGH, ACROSS, DOWN, BESIDE = 150.0, 44.0, 230.0, 110.0, 9.0
"""A stage's box, the way from one box to the next, and how far an arrow stands beside the one that leads back."""
PLACES = {
    "planned": (0, 0), "announced": (1, 0), "fieldwork": (2, 0), "fieldwork_done": (3, 0), "published": (4, 0),
    "called_off": (0, 1), "deferred": (1, 1), "paused": (2, 1), "incomplete": (3, 1),
}  # fmt: skip
"""Column and row of each stage: on the upper line what is planned, below it what deviates."""
BOX = {"fill": "#ffffff", "stroke": "#0b0c0c", "stroke_width": 2}
WORDS = {"fill": "#0b0c0c", "font_family": "Helvetica, Arial, sans-serif", "font_size": 16, "text_anchor": "middle"}


def stages_picture() -> Markup:
    """The stages as boxes, with an arrow from each to every stage that may follow; for the documentation."""
    places = {stage: (1 + ACROSS * column, 1 + DOWN * row) for stage, (column, row) in PLACES.items()}
    return picture(
        *(
            _arrow(places[stage], places[after], beside=BESIDE if stage in STAGES[after] else 0.0)
            for stage, next_ones in STAGES.items()
            for after in next_ones
        ),
        *(_box(stage, *place) for stage, place in places.items()),
        id="stages", title="Stages of an inspection",
        width=max(x for x, _ in places.values()) + WIDE + 2, height=max(y for _, y in places.values()) + HIGH + 2,
        describes=" ".join(f"{stage}: {after}." for stage, after in stages_rows()),
    )  # fmt: skip


def stages_rows() -> list[tuple[str, str]]:
    """The same as a table: each stage, and what may follow it."""
    return [(_said(stage), " or ".join(map(_said, after)) or "the end") for stage, after in STAGES.items()]


def _said(stage: str) -> str:
    return stage.replace("_", " ")


def _box(stage: str, x: float, y: float) -> Markup:
    return element(
        "g",
        element("rect", x=x, y=y, width=WIDE, height=HIGH, rx=4, **BOX),
        element("text", _said(stage), x=x + WIDE / 2, y=y + HIGH / 2 + 6, **WORDS),
    )


def _arrow(begin: Point, end: Point, *, beside: float) -> Markup:
    """From the edge of one box to the edge of the other; beside the way between their middles, if one leads back."""
    middle, other = _middle(begin), _middle(end)
    dx, dy = other[0] - middle[0], other[1] - middle[1]
    long = (dx**2 + dy**2) ** 0.5
    aside = (beside * dy / long, -beside * dx / long)
    share = min(WIDE / 2 / abs(dx) if dx else 1.0, HIGH / 2 / abs(dy) if dy else 1.0)
    points = (
        (middle[0] + share * dx + aside[0], middle[1] + share * dy + aside[1]),
        (other[0] - share * dx + aside[0], other[1] - share * dy + aside[1]),
    )
    return element("g", _line(*points), _head(*points))


def _middle(corner: Point) -> Point:
    return corner[0] + WIDE / 2, corner[1] + HIGH / 2


def _line(begin: Point, end: Point) -> Markup:
    return element("line", x1=begin[0], y1=begin[1], x2=end[0], y2=end[1], stroke="#0b0c0c", stroke_width=2)


def _head(begin: Point, end: Point) -> Markup:
    """A small triangle whose point touches the box."""
    long = ((end[0] - begin[0]) ** 2 + (end[1] - begin[1]) ** 2) ** 0.5
    dx, dy = (end[0] - begin[0]) / long, (end[1] - begin[1]) / long
    back = end[0] - 12 * dx, end[1] - 12 * dy
    corners = [end, (back[0] - 5 * dy, back[1] + 5 * dx), (back[0] + 5 * dy, back[1] - 5 * dx)]
    return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill="#0b0c0c")
