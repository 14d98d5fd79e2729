"""Does the sample look like everybody it was drawn from, and what can it not tell?

The shares of the sample are those of the children drawn, not weighted: what a reader of the cases will see. Chance is
that of a plain random draw of the same size (hypergeometric); the strata make larger differences rarer still.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from joint_inspection.sampling.draw import Sample
from joint_inspection.sampling.estimate import quantile
from joint_inspection.sampling.population import Population
from joint_inspection.sampling.traits import NOT_KNOWN, mirrored, trait

RARE = 0.05
"""A difference less likely than this by chance is pointed out."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One value of a trait, among all children and among those drawn."""

    value: str
    population: float
    sample: float
    chance: float
    """How likely a difference at least as large is by chance alone."""
    in_population: int
    in_sample: int

    @property
    def difference(self) -> float:
        """The sample's share less everybody's."""
        return self.sample - self.population

    @property
    def says(self) -> str:
        """The comparison in words."""
        if not self.in_sample:
            return "nobody in the sample"
        if self.chance >= RARE:
            return "as chance has it"
        return f"{'more' if self.difference > 0 else 'fewer'} than chance has in {1 - self.chance:.0%} of draws"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One trait, value by value."""

    trait: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Mirror:
    """A sample beside its population."""

    population: int
    drawn: int
    traits: tuple[Compared, ...]
    margin: float
    """Half the width of the interval of a share near one half, for a sample of this size."""
    cannot_tell: tuple[str, ...]


def mirror(sample: Sample, population: Population) -> Mirror:
    """Compare the children drawn with all, trait by trait."""
    drawn = {each.id for each in sample.chosen if each.counts}
    compared = tuple(_compare(name, population, drawn) for name in mirrored() if population.tells(name))
    margin = margin_of(len(drawn), sample.population)
    return Mirror(
        population=sample.population, drawn=len(drawn), traits=compared, margin=margin,
        cannot_tell=tuple(_cannot_tell(compared, population, margin, len(drawn))),
    )  # fmt: skip


def _compare(name: str, population: Population, drawn: set[str]) -> Compared:
    about = trait(name)
    all_of = Counter(child.traits[name] for child in population.children)
    ours = Counter(child.traits[name] for child in population.children if child.id in drawn)
    size, number = len(population.children), len(drawn)
    order = sorted(all_of, key=lambda value: _place(about.order, value))
    return Compared(
        trait=name, title=about.title,
        rows=tuple(
            Row(
                value=value, population=all_of[value] / size, sample=ours[value] / number,
                chance=chance_of_difference(ours[value], marked=all_of[value], drawn=number, size=size),
                in_population=all_of[value], in_sample=ours[value],
            )
            for value in order
        ),
    )  # fmt: skip


def _place(order: tuple[str, ...], value: str) -> tuple[bool, int, str]:
    return value == NOT_KNOWN, order.index(value) if value in order else len(order), value


def _cannot_tell(compared: tuple[Compared, ...], population: Population, margin: float, drawn: int) -> Iterator[str]:
    yield f"With {drawn} children, a share near one half may be off by {margin:.0%} either way."
    for each in compared:
        absent = [row.value for row in each.rows if not row.in_sample]
        if absent:
            yield f"{each.title}: nothing about {', '.join(absent)}, because nobody like that was drawn."
    for name in mirrored():
        if not population.tells(name):
            yield f"{trait(name).title}: {population.why_untold(name)}."


def margin_of(drawn: int, size: int) -> float:
    """Half the width of the 95 % interval of a share of one half."""
    if drawn >= size:
        return 0.0
    return min(0.5, quantile(0.975, degrees=max(1, drawn - 1)) * 0.5 * math.sqrt((1 - drawn / size) / drawn))


def chance_of_difference(seen: int, *, marked: int, drawn: int, size: int) -> float:
    """How likely a plain random draw is at least as far from what is expected (both ways)."""
    far = abs(seen * size - drawn * marked)
    values = range(max(0, drawn + marked - size), min(drawn, marked) + 1)
    return min(1.0, sum(_exactly(k, marked, drawn, size) for k in values if abs(k * size - drawn * marked) >= far))


def _exactly(k: int, marked: int, drawn: int, size: int) -> float:
    return math.exp(_ways(marked, k) + _ways(size - marked, drawn - k) - _ways(size, drawn))


def _ways(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
