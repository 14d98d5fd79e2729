"""What may a page show of all children beside a sample? Their numbers to the nearest five: no small one is told.

Whole tables of other pages hide their small counts. Exact numbers of the same groups here, or of groups that overlap
them, would let a reader take one from the other.
"""

from __future__ import annotations

from dataclasses import replace

from joint_inspection.disclosure import Counted, rounded
from joint_inspection.sampling.mirror import Compared, Mirror, Row, chance_of_difference


def coarse(seen: Mirror) -> Mirror:
    """The mirror with everybody's counts rounded, and shares and chances that follow from them."""
    return replace(seen, traits=tuple(_coarse(each, seen) for each in seen.traits))


def _coarse(compared: Compared, seen: Mirror) -> Compared:
    counted = Counted(
        rows=tuple(row.value for row in compared.rows), columns=("children",),
        cells=tuple((row.in_population,) for row in compared.rows),
    )  # fmt: skip
    published = rounded(counted)
    return replace(compared, rows=tuple(_row(row, published.row(row.value)[0] or 0, seen) for row in compared.rows))


def _row(row: Row, number: int, seen: Mirror) -> Row:
    """A group as it would be if it were as large as its rounded number; at least as large as what was drawn of it."""
    marked = min(max(number, row.in_sample), seen.population)
    chance = chance_of_difference(row.in_sample, marked=marked, drawn=seen.drawn, size=seen.population)
    return replace(row, in_population=number, population=number / seen.population, chance=chance)
