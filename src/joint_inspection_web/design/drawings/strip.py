"""What happens on which day of a visit? Bars over the framework's own day numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, picture, shortened, text

LABEL = 360.0
WIDTH = 960.0
ROW = 26.0
TOP = 24.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One step from its first to its last day, both included."""

    first: int
    last: int
    name: str
    tone: str
    says: str
    letter: str = ""
    """Stands beside the bar, so that its colour does not speak alone."""


def strip(bars: Sequence[Bar], *, id: str, title: str, describes: str) -> Markup:
    """Draw one row a step, in the order given."""
    first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
    wide = (WIDTH - LABEL - 24) / (last - first + 1)
    height = TOP + ROW * len(bars)
    rows = [_row(bar, index, first=first, wide=wide) for index, bar in enumerate(bars)]
    return picture(
        *_days(first, last, wide=wide, height=height), *rows,
        id=id, width=WIDTH, height=height + 4, title=title, describes=describes,
    )  # fmt: skip


def _row(bar: Bar, index: int, *, first: int, wide: float) -> Markup:
    y = TOP + ROW * index
    x, long = LABEL + (bar.first - first) * wide + 1, max((bar.last - bar.first + 1) * wide - 2, 4)
    return element(
        "g",
        element("rect", x=0, y=y, width=WIDTH, height=ROW, class_="draw-band") if index % 2 == 0 else "",
        text(shortened(bar.name, 54), x=6, y=y + 17),
        element(
            "g",
            element("title", bar.says),
            element("rect", x=x, y=y + 5, width=long, height=ROW - 10, class_=f"tone tone-{bar.tone}"),
            class_="mark",
        ),
        text(bar.letter, x=x + long + 4, y=y + 17) if bar.letter else "",
        class_="lane",
    )


def _days(first: int, last: int, *, wide: float, height: float) -> list[Markup]:
    """Day numbers along the top: all of them where they fit, else every fifth, tenth …"""
    every = next(step for step in (1, 5, 10, 20, 50, 100, 1000) if step * wide >= 20)
    drawn = []
    for day in range(first, last + 1):
        if day % every == 0 or day == first:
            x = LABEL + (day - first) * wide
            drawn += [line(x, 18, x, height), text(str(day), x=x + 2, y=14, class_="draw-text--small")]
    return drawn
