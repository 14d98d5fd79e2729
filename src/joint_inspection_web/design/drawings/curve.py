"""What share is left after how long? A line that falls in steps, with a limit and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import element, line, number, picture, text

WIDTH, HEIGHT = 960.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 60.0, 20.0, 24.0, 46.0
Point = tuple[float, float]
"""A time, and the share left from then on."""


def falling(
    points: Sequence[Point], *, until: float, limit: float | None, unit: str, id: str, title: str, describes: str
) -> Markup:
    """Draw a curve that begins at everybody, from time nought until the last time seen."""
    most = max([until, limit or 0.0, 1.0])
    drawn = [*_axes(most, unit=unit), element("path", d=_steps(points, until=until, most=most), class_="draw-curve")]
    if limit is not None:
        x = _x(limit, most)
        drawn += [
            line(x, TOP, x, HEIGHT - BOTTOM, class_="draw-line--slip"),
            text("limit", x=x + 5, y=TOP + 12, class_="draw-text--small"),
        ]
    return picture(*drawn, id=id, width=WIDTH, height=HEIGHT, title=title, describes=describes)


def _x(time: float, most: float) -> float:
    return LEFT + time / most * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)


def _steps(points: Sequence[Point], *, until: float, most: float) -> str:
    parts = [f"M {number(_x(0, most))} {number(_y(1))}"]
    for time, share in points:
        parts += [f"H {number(_x(time, most))}", f"V {number(_y(share))}"]
    return " ".join([*parts, f"H {number(_x(max(until, points[-1][0] if points else 0), most))}"])


def _axes(most: float, *, unit: str) -> Iterator[Markup]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield line(LEFT, _y(share), WIDTH - RIGHT, _y(share))
        words = f"{share:.0%}"
        yield text(words, x=LEFT - 8, y=_y(share) + 4, class_="draw-text--small draw-text--end")
    every = step_of(most)
    for count in range(int(most // every) + 1):
        x = _x(count * every, most)
        yield line(x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 5)
        yield text(f"{count * every:g}", x=x, y=HEIGHT - BOTTOM + 18, class_="draw-text--small draw-text--middle")
    yield text(unit, x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 6, class_="draw-text--small draw-text--middle")


def step_of(most: float, *, ticks: int = 12) -> float:
    """The roundest distance that gives no more than so many marks on an axis."""
    size = 1.0
    while True:
        for part in (1, 2, 5):
            if most / (size * part) <= ticks:
                return size * part
        size *= 10
