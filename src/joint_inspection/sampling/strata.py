"""Into which groups is a population divided before the draw, and how many children does each give?

First by the quotas, so that each can be met for certain; then by one trait after another, as long as every part would
give at least two children. Values that would give fewer stay together with the ones beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_inspection.sampling.allocate import allocate, cells_of, least_of
from joint_inspection.sampling.plan import Plan
from joint_inspection.sampling.population import Child, Population
from joint_inspection.sampling.traits import NOT_KNOWN, YES, trait

FEWEST = 2
"""Children that each part gives, so that it can be said how uncertain an estimate is."""


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """Children alike in some traits, of whom so many are drawn, each equally likely."""

    where: Mapping[str, tuple[str, ...]]
    """By trait, the values of the children in it."""
    population: int
    drawn: int

    @property
    def name(self) -> str:
        """What the children have in common, in words."""
        parts = (f"{trait(name).title}: {' or '.join(values)}" for name, values in self.where.items())
        return "; ".join(parts) or "all children"

    @property
    def probability(self) -> float:
        """The chance of each child in it to be drawn."""
        return self.drawn / self.population

    def holds(self, child: Child) -> bool:
        """Whether a child belongs to it."""
        return all(child.traits[name] in values for name, values in self.where.items())


def strata(population: Population, plan: Plan) -> tuple[tuple[Stratum, tuple[Child, ...]], ...]:
    """Every stratum with the children in it: together the whole population, each child once."""
    cells = cells_of(population, plan.quotas)
    sizes = [len(children) for children in cells.values()]
    given = allocate(sizes, plan.drawn, least=least_of(cells, plan.quotas)) if sizes else []
    found = []
    for (key, children), number in zip(cells.items(), given, strict=True):
        where = {q.trait: _values(q.trait, yes, population) for q, yes in zip(plan.quotas, key, strict=True)}
        found += [
            (Stratum(where=common, population=len(part), drawn=share), tuple(part))
            for common, part, share in _split(children, number, plan.strata, where)
        ]
    return tuple(found)


def _values(name: str, yes: bool, population: Population) -> tuple[str, ...]:
    return (YES,) if yes else tuple(sorted({c.traits[name] for c in population.children} - {YES}))


def _split(
    children: Sequence[Child], number: int, names: Sequence[str], where: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Mapping[str, tuple[str, ...]], Sequence[Child], int]]:
    """Divide by the first trait that leaves every part enough, then each by those after it; each with its share."""
    if not names:
        yield where, children, number
        return
    name, later = names[0], names[1:]
    runs = _runs(children, name, enough=Fraction(FEWEST * len(children), max(number, 1)))
    if len(runs) < 2:
        yield from _split(children, number, later, where)
        return
    shares = allocate([len(part) for _, part in runs], number, least=[1] * len(runs))
    for (values, part), share in zip(runs, shares, strict=True):
        yield from _split(part, share, later, {**where, name: values})


def _runs(children: Sequence[Child], name: str, *, enough: Fraction) -> list[tuple[tuple[str, ...], list[Child]]]:
    """The values of a trait in order, put together until each part has enough children."""
    by_value: dict[str, list[Child]] = defaultdict(list)
    for child in children:
        by_value[child.traits[name]].append(child)
    runs: list[tuple[tuple[str, ...], list[Child]]] = []
    for value in sorted(by_value, key=lambda value: _place(name, value)):
        if runs and len(runs[-1][1]) < enough:
            runs[-1] = (*runs[-1][0], value), runs[-1][1] + by_value[value]
        else:
            runs.append(((value,), by_value[value]))
    if len(runs) > 1 and len(runs[-1][1]) < enough:
        values, part = runs.pop()
        runs[-1] = runs[-1][0] + values, runs[-1][1] + part
    return runs


def _place(name: str, value: str) -> tuple[bool, int, str]:
    order = trait(name).order
    return value == NOT_KNOWN, order.index(value) if value in order else len(order), value
