"""How many children does each part of the population give, so that quotas are met and the rest is in proportion?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from joint_inspection.frameworks.model import Quota
from joint_inspection.sampling.population import Child, Population
from joint_inspection.sampling.traits import YES

Cells = Mapping[tuple[bool, ...], Sequence[Child]]
"""Children by whether they have each trait of the quotas, in the order of the quotas."""


def cells_of(population: Population, quotas: Sequence[Quota]) -> Cells:
    """The population divided so that each part counts wholly towards a quota or not at all."""
    cells: dict[tuple[bool, ...], list[Child]] = defaultdict(list)
    for child in population.children:
        cells[tuple(child.traits[quota.trait] == YES for quota in quotas)].append(child)
    return {key: cells[key] for key in sorted(cells, reverse=True)}


def least_of(cells: Cells, quotas: Sequence[Quota]) -> list[int]:
    """The fewest children that each part gives: one, so that nobody is beyond reach, and what the quotas need."""
    sizes = [len(children) for children in cells.values()]
    least = [1] * len(sizes)
    for place, quota in enumerate(quotas):
        inside = [n for n, key in enumerate(cells) if key[place]]
        missing = quota.at_least - sum(least[n] for n in inside)
        for _ in range(max(0, missing)):
            room = [n for n in inside if least[n] < sizes[n]]
            if not room:
                break
            least[max(room, key=lambda n: (sizes[n] / (least[n] + 1), -n))] += 1
    return least


def allocate(sizes: Sequence[int], total: int, *, least: Sequence[int]) -> list[int]:
    """Divide a number over parts in proportion to their sizes, one by one to whichever is furthest below its share."""
    given, whole = list(least), sum(sizes)
    for _ in range(total - sum(given)):
        room = [n for n in range(len(sizes)) if given[n] < sizes[n]]
        given[max(room, key=lambda n: (sizes[n] * total - given[n] * whole, -n))] += 1
    return given
