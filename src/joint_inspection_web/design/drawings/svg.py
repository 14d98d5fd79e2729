"""How is a drawing written so that a screen reader can name it and a strict policy lets it through?

Only attributes and classes, never style: the content security policy forbids styles in the page.
"""

from __future__ import annotations

from textwrap import wrap

from markupsafe import Markup, escape


def element(name: str, *children: object, **attributes: object) -> Markup:
    """One SVG element; ``class_`` gives the class, other underscores become hyphens, None leaves one out."""
    said = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), number(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(name, said, inside)


def picture(*children: object, id: str, width: float, height: float, title: str, describes: str) -> Markup:
    """A whole drawing with its title and description."""
    return element(
        "svg",
        element("title", title, id=f"{id}-title"),
        element("desc", describes, id=f"{id}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def text(words: str, *, x: float, y: float, class_: str = "draw-text") -> Markup:
    """Words at a place."""
    return element("text", words, x=x, y=y, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, *, class_: str = "draw-line") -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def badge(letter: str, *, x: float, y: float, tone: str, says: str, hollow: bool = False, width: float = 22) -> Markup:
    """A small box with a letter, centred on ``x`` and ``y``; pointing at it tells what it is."""
    return element(
        "g",
        element("title", says),
        element(
            "rect",
            x=x - width / 2,
            y=y - 9,
            width=width,
            height=18,
            rx=3,
            class_=f"tone tone-{tone}{' tone--hollow' if hollow else ''}",
        ),
        element("text", letter, x=x, y=y + 4, class_="draw-letter"),
        class_="mark",
    )


def shortened(words: str, most: int) -> str:
    """At most so many characters, cut at a word; the table beside has all of it."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def lines_of(words: str, most: int, *, lines: int) -> list[str]:
    """The words on at most so many lines of at most so many characters; what is left over is cut at a word."""
    broken = wrap(words, most, break_long_words=False)
    return [shortened(each, most) for each in [*broken[: lines - 1], " ".join(broken[lines - 1 :])] if each]


def number(value: object) -> object:
    """Numbers without needless decimals, so that the same drawing is the same text."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
