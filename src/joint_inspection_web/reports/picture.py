"""How far is a report on its way out? Four stations, each with what is done and what is still to do."""

from __future__ import annotations

from markupsafe import Markup

from joint_inspection.reports.signing import PEOPLE
from joint_inspection_web.design.drawings.svg import element, picture

WIDE, HIGH, ACROSS = 150.0, 64.0, 190.0
DONE, OPEN, INK = "#00703c", "#ffffff", "#0b0c0c"
WORDS = {"font_family": "Helvetica, Arial, sans-serif", "font_size": 16, "text_anchor": "middle"}


def stations(
    *, written: bool, released: int, signed: int, of: int, published: bool
) -> tuple[tuple[str, str, bool], ...]:
    """Each station of a text, how far it is, and whether it is behind us."""
    return (
        ("Text", "whole" if written else "to mend", written),
        ("Released", f"{min(released, PEOPLE)} of {PEOPLE}", released >= PEOPLE),
        ("Signed", f"{signed} of {of}", of > 0 and signed >= of),
        ("Published", "yes" if published else "not yet", published),
    )


def way_out(found: tuple[tuple[str, str, bool], ...]) -> Markup:
    """The stations in a row."""
    return picture(
        *(_line(place) for place in range(1, len(found))),
        *(_station(place, *each) for place, each in enumerate(found)),
        id="way-out", title="How far the report is", width=ACROSS * 3 + WIDE + 2, height=HIGH + 2,
        describes=in_words(found),
    )  # fmt: skip


def in_words(found: tuple[tuple[str, str, bool], ...]) -> str:
    """The same in words."""
    return " ".join(f"{name}: {says}." for name, says, _ in found)


def _station(place: int, name: str, says: str, done: bool) -> Markup:
    x, ink = 1 + ACROSS * place, OPEN if done else INK
    return element(
        "g",
        element("rect", x=x, y=1, width=WIDE, height=HIGH, rx=4, fill=DONE if done else OPEN, stroke=INK,
                stroke_width=2),
        element("text", name, x=x + WIDE / 2, y=27, fill=ink, font_weight="bold", **WORDS),
        element("text", ("✓ " if done else "") + says, x=x + WIDE / 2, y=50, fill=ink, **WORDS),
    )  # fmt: skip


def _line(place: int) -> Markup:
    begin, end = 1 + ACROSS * (place - 1) + WIDE, 1 + ACROSS * place
    return element("line", x1=begin, y1=HIGH / 2 + 1, x2=end, y2=HIGH / 2 + 1, stroke=INK, stroke_width=2)
