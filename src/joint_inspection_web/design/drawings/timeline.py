"""What happened when? Marks in lanes over years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from joint_inspection_web.design.drawings.svg import badge, element, line, picture, shortened, text

LABEL = 240.0
"""Width kept for the names of the lanes."""
WIDTH = 960.0
ROW = 26.0
TOP = 26.0
GAP = 24.0
"""The least distance between two marks on the same row."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One thing on one date."""

    on: date
    letter: str
    says: str
    tone: str = "plain"
    hollow: bool = False


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A named row of marks; ``joined`` draws a dashed line from the first to the last of them."""

    name: str
    marks: tuple[Mark, ...]
    joined: bool = False


def timeline(lanes: Sequence[Lane], *, id: str, title: str, describes: str) -> Markup:
    """Draw the lanes under one another over whole years; marks too close together step down a row."""
    years = _years(mark.on for lane in lanes for mark in lane.marks)
    drawn: list[Markup] = []
    y = TOP
    for number, lane in enumerate(lanes):
        rows = _rows(lane.marks, years)
        height = ROW * max(len(rows), 1) + 6
        drawn.append(_lane(lane, rows, years, y=y, height=height, striped=number % 2 == 0))
        y += height
    return picture(*_axis(years, height=y), *drawn, id=id, width=WIDTH, height=y + 4, title=title, describes=describes)


def _years(days: Iterable[date]) -> tuple[int, int]:
    """First year and the year after the last."""
    known = sorted(days) or [date(2009, 1, 1)]
    return known[0].year, known[-1].year + 1


def _x(day: date, years: tuple[int, int]) -> float:
    first, last = date(years[0], 1, 1), date(years[1], 1, 1)
    return LABEL + 14 + (day - first).days / (last - first).days * (WIDTH - LABEL - 28)


def _rows(marks: Iterable[Mark], years: tuple[int, int]) -> list[list[Mark]]:
    """Put each mark on the first row where it stands clear of the mark before it."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: mark.on):
        for row in rows:
            if _x(mark.on, years) - _x(row[-1].on, years) >= GAP:
                row.append(mark)
                break
        else:
            rows.append([mark])
    return rows


def _lane(
    lane: Lane, rows: list[list[Mark]], years: tuple[int, int], *, y: float, height: float, striped: bool
) -> Markup:
    middle = [y + 3 + ROW * (index + 0.5) for index in range(len(rows))]
    places = [(_x(mark.on, years), middle[index], mark) for index, row in enumerate(rows) for mark in row]
    return element(
        "g",
        element("rect", x=0, y=y, width=WIDTH, height=height, class_="draw-band") if striped else "",
        text(shortened(lane.name, 38), x=6, y=y + 3 + ROW / 2 + 4),
        _join(places) if lane.joined and len(places) > 1 else "",
        *(badge(mark.letter, x=x, y=at, tone=mark.tone, says=mark.says, hollow=mark.hollow) for x, at, mark in places),
        class_="lane",
    )


def _join(places: list[tuple[float, float, Mark]]) -> Markup:
    first, last = min(places, key=lambda place: place[0]), max(places, key=lambda place: place[0])
    return line(first[0], first[1], last[0], last[1], class_="draw-line--slip")


def _axis(years: tuple[int, int], *, height: float) -> list[Markup]:
    """A line for each year, named as often as there is room for."""
    every = max(1, -(-(years[1] - years[0]) // 16))
    drawn = []
    for year in range(years[0], years[1] + 1):
        x = _x(date(year, 1, 1), years)
        drawn.append(line(x, 18, x, height))
        if (year - years[0]) % every == 0 and year < years[1]:
            drawn.append(text(str(year), x=x + 2, y=14, class_="draw-text--small"))
    return drawn
