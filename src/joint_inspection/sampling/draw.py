"""Which children are drawn? In each stratum those with the smallest tickets; of all drawn, some to be tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from joint_inspection.sampling.chance import Chance, systematic
from joint_inspection.sampling.plan import Plan
from joint_inspection.sampling.population import Child, Population
from joint_inspection.sampling.strata import Stratum, strata
from joint_inspection.sampling.traits import YES

TRACKED, SAMPLED, PURPOSIVE, REPLACED = "tracked", "sampled", "purposive", "replaced"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A child whose case is read, and how it came to be chosen."""

    id: str
    stratum: str
    probability: float | None
    """The chance it had; None for one that somebody picked on purpose, which counts in no estimate."""
    part: str
    """``tracked`` in depth, ``sampled``, picked as ``purposive``, or ``replaced`` by another."""
    because: str | None = None
    """Why it was replaced or picked."""
    instead_of: str | None = None
    """The child it replaces."""

    @property
    def counts(self) -> bool:
        """Whether it stands for children like it in an estimate."""
        return self.part in (TRACKED, SAMPLED)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The children chosen from a population, and the rules by which they were."""

    population: int
    strata: tuple[Stratum, ...]
    chosen: tuple[Chosen, ...]
    quotas: Mapping[str, tuple[int, int]]
    """By trait, how many the quota asks for and how many were drawn."""

    @property
    def read(self) -> tuple[Chosen, ...]:
        """Those whose cases are read: drawn or picked, not replaced."""
        return tuple(each for each in self.chosen if each.part != REPLACED)

    def find(self, child: str) -> Chosen | None:
        """A child among those chosen, replaced ones too."""
        return next((each for each in self.chosen if each.id == child), None)


def draw(population: Population, *, plan: Plan, chance: Chance) -> Sample:
    """Draw a sample: every child has a known chance above zero, and inverse chances add up to the population."""
    groups = strata(population, plan)
    drawn = [pair for stratum, children in groups for pair in _drawn(stratum, children, chance)]
    tracked = {child.id for _, child in systematic(drawn, plan.tracked, chance=chance, label="tracked")}
    return Sample(
        population=len(population.children),
        strata=tuple(stratum for stratum, _ in groups),
        chosen=tuple(
            Chosen(
                id=child.id, stratum=stratum.name, probability=stratum.probability,
                part=TRACKED if child.id in tracked else SAMPLED,
            )
            for stratum, child in drawn
        ),
        quotas={
            q.trait: (q.at_least, sum(child.traits[q.trait] == YES for _, child in drawn)) for q in plan.quotas
        },
    )  # fmt: skip


def _drawn(stratum: Stratum, children: tuple[Child, ...], chance: Chance) -> Iterator[tuple[Stratum, Child]]:
    for child in in_order(children, chance)[: stratum.drawn]:
        yield stratum, child


def in_order(children: tuple[Child, ...], chance: Chance) -> list[Child]:
    """The children of a stratum in the order of their tickets; a replacement is the next one."""
    return chance.order(children, "child", name=lambda child: child.id)
