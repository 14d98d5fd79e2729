"""How does a measure go on from its baseline, and does it come to its target?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from joint_inspection_web.design.drawings.curve import step_of
from joint_inspection_web.design.drawings.svg import element, line, number, picture, text
from joint_inspection_web.design.words import day

WIDTH, HEIGHT = 360.0, 240.0
"""As wide as a phone, so that nothing is made smaller there."""
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 28.0, 36.0


def course(
    points: Sequence[tuple[date, float]], *, target: float | None, until: date | None, unit: str, id: str, title: str,
    describes: str,
) -> Markup:  # fmt: skip
    """Draw a measure day by day, joined by a line, with the target dashed."""
    first, last = points[0][0], max([each for each, _ in points] + ([until] if until else []))
    days = max((last - first).days, 1)
    values = [value for _, value in points] + ([target] if target is not None else [])
    most = max([*values, 0.0]) or 1.0
    placed = [(_x((when - first).days / days), _y(value / most), when, value) for when, value in points]
    drawn = [*_axes(most, unit=unit, first=first, last=last)]
    if target is not None:
        y = _y(target / most)
        drawn.append(line(LEFT, y, WIDTH - RIGHT, y, class_="draw-line--slip"))
        drawn.append(text(f"target {target:g}", x=LEFT + 6, y=y - 6, class_="draw-text--small draw-text--over"))
    path = " L ".join(f"{number(x)} {number(y)}" for x, y, _, _ in placed)
    drawn.append(element("path", d=f"M {path}", class_="draw-curve"))
    drawn += [_point(x, y, f"{day(when)}: {value:g} {unit}") for x, y, when, value in placed]
    return picture(*drawn, id=id, width=WIDTH, height=HEIGHT, title=title, describes=describes)


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)


def _point(x: float, y: float, says: str) -> Markup:
    return element(
        "g", element("title", says), element("circle", cx=x, cy=y, r=6, class_="tone tone-main"), class_="mark"
    )


def _axes(most: float, *, unit: str, first: date, last: date) -> Iterator[Markup]:
    every = step_of(most, ticks=5) if most >= 1 else most
    for count in range(int(most // every) + 1):
        y = _y(count * every / most)
        yield line(LEFT, y, WIDTH - RIGHT, y)
        yield text(f"{count * every:g}", x=LEFT - 8, y=y + 4, class_="draw-text--small draw-text--end")
    yield text(unit, x=6, y=14, class_="draw-text--small")
    yield text(day(first), x=LEFT, y=HEIGHT - 14, class_="draw-text--small")
    yield text(day(last), x=WIDTH - RIGHT, y=HEIGHT - 14, class_="draw-text--small draw-text--end")
