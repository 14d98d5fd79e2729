"""What happened to one child? Lanes of agencies over days: numbered marks, clocks as bars, silences as open gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from joint_inspection_web.design.drawings.curve import step_of
from joint_inspection_web.design.drawings.svg import badge, element, line, picture, shortened, text

LABEL = 130.0
WIDTH = 960.0
ROW = 24.0
LETTER = 7.0
"""How wide a small letter is at most."""
TOP = 30.0
Place = Callable[[float], float]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One event, by the number that it has in the table beside."""

    day: int
    number: int
    says: str


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A clock that ran, or a silence, from one day to another."""

    first: int
    last: int
    name: str
    says: str
    tone: str = "plain"
    letter: str = ""
    due: int | None = None
    gap: bool = False


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One agency."""

    name: str
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]


def journey(lanes: Sequence[Lane], *, first: int, last: int, id: str, title: str, describes: str) -> Markup:
    """Draw the days from ``first`` to ``last``; what began before is cut off at the left edge."""
    long = max(last - first, 1)

    def place(day: float) -> float:
        return LABEL + 16 + (min(max(day, first), last) - first) / long * (WIDTH - LABEL - 36)

    drawn: list[Markup] = []
    y = TOP
    for number, lane in enumerate(lanes):
        inside, height = _lane(lane, y=y, days=range(first, last + 1), place=place)
        band = element("rect", x=0, y=y, width=WIDTH, height=height, class_="draw-band") if number % 2 == 0 else ""
        drawn.append(element("g", band, text(lane.name, x=6, y=y + 20), *inside, class_="lane"))
        y += height
    return picture(
        *_axis(first, last, height=y, place=place), *drawn,
        id=id, width=WIDTH, height=y + 4, title=title, describes=describes,
    )  # fmt: skip


def _lane(lane: Lane, *, y: float, days: range, place: Place) -> tuple[list[Markup], float]:
    """Marks on as many rows as they need, then one row for each clock or silence."""
    drawn: list[Markup] = []
    rows = _rows([mark for mark in lane.marks if mark.day >= days.start], place)
    for number, row in enumerate(rows):
        middle = y + 15 + ROW * number
        drawn += [badge(str(mark.number), x=place(mark.day), y=middle, tone="main", says=mark.says) for mark in row]
    below = y + 4 + ROW * len(rows)
    stretches = [each for each in lane.stretches if each.last >= days.start]
    drawn += [_stretch(each, y=below + ROW * number, days=days, place=place) for number, each in enumerate(stretches)]
    return drawn, max(ROW * (len(rows) + len(stretches)) + 8, ROW + 8)


def _rows(marks: Sequence[Mark], place: Place) -> list[list[Mark]]:
    rows: list[list[Mark]] = []
    for mark in marks:
        row = next((row for row in rows if place(mark.day) - place(row[-1].day) >= 25), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return rows


def _stretch(stretch: Stretch, *, y: float, days: range, place: Place) -> Markup:
    x, end = place(stretch.first), place(stretch.last)
    long = max(end - x, 4.0)
    due = place(stretch.due) if stretch.due is not None and stretch.due in days else None
    kind = "draw-gap" if stretch.gap else f"tone tone-{stretch.tone}"
    return element(
        "g",
        element("title", stretch.says),
        element("rect", x=x, y=y + 5, width=long, height=ROW - 10, class_=kind),
        line(due, y + 1, due, y + ROW - 1, class_="draw-line--limit") if due is not None else "",
        *_named(shortened(f"{stretch.letter} {stretch.name}".strip(), 70), x=x, end=x + long, due=due, y=y),
        class_="mark",
    )


def _named(words: str, *, x: float, end: float, due: float | None, y: float) -> Iterator[Markup]:
    """The name after its bar, before it, or on a label upon it where neither side has room."""
    wide = LETTER * len(words)
    if end + 6 + wide <= WIDTH:
        yield text(words, x=end + 6, y=y + 16, class_="draw-text--small")
    elif x - 6 - wide >= LABEL:
        yield text(words, x=x - 6, y=y + 16, class_="draw-text--small draw-text--end")
    else:
        left = min((due if due is not None and due < x + wide else x) + 8, WIDTH - wide - 8)
        yield element("rect", x=left, y=y + 4, width=wide + 6, height=ROW - 8, class_="tone tone-plain")
        yield text(words, x=left + 4, y=y + 16, class_="draw-text--small")


def _axis(first: int, last: int, *, height: float, place: Place) -> Iterator[Markup]:
    every = int(max(step_of(last - first, ticks=14), 1))
    for day in range(-(-first // every) * every, last + 1, every):
        yield line(place(day), 20, place(day), height)
        if place(day) + 2 + LETTER * len(f"day {day}") <= WIDTH:
            yield text(f"day {day}", x=place(day) + 2, y=16, class_="draw-text--small")
