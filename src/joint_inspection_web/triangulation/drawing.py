"""How is coverage drawn? A square for each criterion and agency: darker with more methods, a letter for each method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from joint_inspection.evidence.coverage import Cell, Coverage, Covered
from joint_inspection.evidence.model import Body
from joint_inspection_web.design.drawings.svg import element, picture, shortened, text
from joint_inspection_web.design.words import listed, plural, sentence, title_of

LETTERS = {
    "record": "R", "tracked_case": "T", "sampled_case": "S", "observation": "O", "multi_agency_meeting": "M",
    "interview": "I", "survey": "V", "data": "D", "child": "C", "family": "F",
}  # fmt: skip
LEGEND = (
    ("0", "plain", "asked for, nothing yet"), ("1", "soft", "one method"), ("2", "main", "two methods or more"),
)  # fmt: skip
LABEL, WIDE, ROW, TOP, END = 300.0, 104.0, 34.0, 44.0, 90.0


def method_legend() -> list[str]:
    """What each letter stands for."""
    return [f"{letter} {title_of(method)}" for method, letter in LETTERS.items()]


def heat(coverage: Coverage, bodies: Sequence[Body]) -> Markup:
    """Draw criterion by agency."""
    short = short_names(bodies)
    cells = {(cell.criterion, cell.about): cell for cell in coverage.cells}
    heads = [_head(short[body.code], place) for place, body in enumerate(bodies)]
    rows = [_row(each, number, bodies, cells) for number, each in enumerate(coverage.criteria)]
    enough = sum(each.is_enough for each in coverage.criteria)
    return picture(
        *heads, *rows, id="coverage", title="Evidence by criterion and agency",
        width=LABEL + WIDE * len(bodies) + END, height=TOP + ROW * len(rows) + 4,
        describes=f"{plural(len(coverage.criteria), 'criterion', 'criteria')}, {enough} of them with enough evidence; "
        "the table below holds every number.",
    )  # fmt: skip


def short_names(bodies: Iterable[Body]) -> dict[str, str]:
    """A word for each body: its kind, with a number where several are of one kind."""
    bodies = tuple(bodies)
    kinds = [body.kind for body in bodies]
    seen: dict[str, int] = {}
    made = {}
    for body in bodies:
        seen[body.kind] = seen.get(body.kind, 0) + 1
        number = f" {seen[body.kind]}" if kinds.count(body.kind) > 1 else ""
        made[body.code] = f"{sentence(title_of(body.kind))}{number}"
    return made


def says(cell: Cell | None) -> str:
    """A cell in words."""
    if cell is None:
        return "not asked for"
    used = [plural(number, title_of(method)) for method, number in cell.methods.items()]
    parts = [f"{plural(cell.items, 'item')} ({listed(used)}), {cell.direct} direct"] if used else ["nothing yet"]
    if cell.hearsay:
        parts.append(f"{cell.hearsay} of hearsay besides")
    return "; ".join(parts)


def _head(name: str, place: int) -> Markup:
    middle = LABEL + WIDE * place + WIDE / 2
    return text(shortened(name, 15), x=middle, y=TOP - 12, class_="draw-text draw-text--middle")


def _row(criterion: Covered, number: int, bodies: Sequence[Body], cells: Mapping[tuple[str, str], Cell]) -> Markup:
    y = TOP + ROW * number
    width = LABEL + WIDE * len(bodies) + END
    drawn = [_cell(cells.get((criterion.criterion, body.code)), place, y) for place, body in enumerate(bodies)]
    mark = "enough" if criterion.is_enough else "not yet"
    return element(
        "g",
        element("rect", x=0, y=y, width=width, height=ROW, class_="draw-band") if number % 2 == 0 else "",
        text(shortened(criterion.title, 42), x=6, y=y + ROW / 2 + 5), *drawn,
        text(mark, x=LABEL + WIDE * len(bodies) + 12, y=y + ROW / 2 + 5),
        class_="lane",
    )  # fmt: skip


def _cell(cell: Cell | None, place: int, y: float) -> Markup:
    if cell is None:
        return Markup("")
    x = LABEL + WIDE * place
    tone = "main" if len(cell.methods) > 1 else "soft" if cell.methods else "plain"
    letters = "".join(LETTERS[method] for method in LETTERS if method in cell.methods)
    hearsay = f" +{cell.hearsay}h" if cell.hearsay else ""
    return element(
        "g",
        element("title", says(cell)),
        element("rect", x=x + 2, y=y + 3, width=WIDE - 4, height=ROW - 6, rx=3, class_=f"tone tone-{tone}"),
        element("text", f"{cell.items} {letters}{hearsay}".strip(), x=x + WIDE / 2, y=y + ROW / 2 + 4.5,
                class_="draw-letter"),
        class_="mark",
    )  # fmt: skip
