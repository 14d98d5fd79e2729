"""How far does each lie from nothing, and how sure is that? A point with its interval on one line a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, picture, shortened, text

LABEL = 330.0
WIDTH = 960.0
ROW = 34.0
TOP = 44.0
STRONG = "draw-line--strong"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One figure with the ends of its interval."""

    name: str
    value: float
    low: float
    high: float
    says: str


def intervals(
    rows: Sequence[Estimate], *, id: str, title: str, describes: str, below: str, above: str
) -> Markup:  # fmt: skip
    """Draw them on one scale around nothing; ``below`` and ``above`` say what the two sides mean."""
    widest = max([1.0, *(abs(end) for row in rows for end in (row.low, row.high))])
    middle, height = LABEL + (WIDTH - LABEL - 20) / 2, TOP + ROW * len(rows)
    scale = (WIDTH - LABEL - 40) / 2 / widest
    drawn = [_row(row, TOP + ROW * place, middle=middle, scale=scale, shaded=place % 2 == 0)
             for place, row in enumerate(rows)]  # fmt: skip
    whole = int(widest)
    marks = [_mark(at, middle + at * scale) for at in range(-whole, whole + 1)]
    return picture(
        *drawn, line(middle, TOP - 6, middle, height), *marks, text(f"← {below}", x=LABEL, y=14),
        text(f"{above} →", x=WIDTH - 6, y=14, class_="draw-text draw-text--end"),
        id=id, width=WIDTH, height=height + 4, title=title, describes=describes,
    )  # fmt: skip


def _mark(at: int, x: float) -> Markup:
    words = "0" if at == 0 else f"{at:+d}".replace("-", "−")
    return text(words, x=x, y=34, class_="draw-text--small draw-text--middle")


def _row(row: Estimate, y: float, *, middle: float, scale: float, shaded: bool) -> Markup:
    across = y + ROW / 2
    return element(
        "g",
        element("rect", x=0, y=y, width=WIDTH, height=ROW, class_="draw-band") if shaded else "",
        text(shortened(row.name, 46), x=6, y=across + 5),
        element(
            "g",
            element("title", row.says),
            line(middle + row.low * scale, across, middle + row.high * scale, across, class_=STRONG),
            *(
                line(middle + end * scale, across - 6, middle + end * scale, across + 6, class_=STRONG)
                for end in (row.low, row.high)
            ),
            element("circle", cx=middle + row.value * scale, cy=across, r=6, class_="tone tone-main"),
            class_="mark",
        ),
        class_="lane",
    )
