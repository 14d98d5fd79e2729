"""The reference page of the register of indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]
BEGINS = """# Indicators

What each number about services stands for, which way is better, and who says so. One without an agreed direction is
context only: evidence about it speaks neither for a practice nor against it, and counts for nothing. None supports a
finding or a grade alone. The register has no place for a threshold, a score or a grade, so nothing can be predicted
from it. `joint-inspection indicators list` prints the same.
"""


def indicators(table: Table) -> str:
    """Every indicator with what it stands for, and the sources."""
    from joint_inspection.indicators import indicator_register
    from joint_inspection.indicators.register import origin, who_says

    register = indicator_register()
    text = BEGINS
    for each in register.indicators:
        level = each.right_level
        text += f"\n## {each.title}\n\n`{each.id}`. {each.stands_for}\n\n" + table(
            ["what", "in words"],
            [
                ("counted", f"{each.counts}, of {each.of}"),
                ("direction", f"{each.better}. {who_says(each, register)}"),
                ("right level", f"{level.in_words} {origin(level, register)}" if level else "Nobody set one."),
                ("misleads", each.misleads),
                ("published as", f"`{each.published_as}`" if each.published_as else "not found"),
                ("asked as", f"`{each.asked_as}`" if each.asked_as else "not asked of lists"),
                ("from", origin(each, register)),
            ],
        )
    return text + "\n## Sources\n\n" + table(
        ["source", "publisher", "how it was read"],
        ((f"[{each.title}]({each.url})" if each.url else each.title, each.publisher, each.confidence)
         for each in register.sources),
    )  # fmt: skip
