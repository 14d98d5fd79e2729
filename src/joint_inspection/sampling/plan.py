"""How many children are chosen, divided how, and of whom at least so many? A framework's rules for a population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.model import CaseSample, Framework, Quota
from joint_inspection.sampling.allocate import cells_of, least_of
from joint_inspection.sampling.population import Population, sample_rules
from joint_inspection.sampling.traits import YES

SHARE_TRACKED, SHARE_SAMPLED = 100, 10
"""Where a framework says only fewest and most: one child in so many (a setting)."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How many children are drawn from one population, by which traits they are divided, and the quotas."""

    framework: str
    drawn: int
    """Tracked and sampled together."""
    tracked: int
    strata: tuple[str, ...]
    quotas: tuple[Quota, ...]
    notes: tuple[str, ...] = ()

    @property
    def sampled(self) -> int:
        """Children whose records are read more lightly."""
        return self.drawn - self.tracked


def plan_for(
    framework: Framework, population: Population, *, tracked: int | None = None, sampled: int | None = None
) -> Plan:
    """What a framework's rules come to for a population; numbers given must lie within the rules."""
    rules, size = sample_rules(framework), len(population.children)
    _check_numbers(rules, tracked=tracked, sampled=sampled)
    usual = _by_caseload(rules, size)
    wanted = usual[0] if tracked is None else tracked, usual[1] if sampled is None else sampled
    quotas, notes = _quotas(rules, population, most=sum(wanted) if sampled is not None else _most(rules))
    least = least_of(cells_of(population, quotas), quotas)
    drawn = min(size, max(sum(wanted), sum(least)))
    if size <= sum(wanted):
        notes.append(f"The population is {size} children: all of them are chosen")
    elif drawn > sum(wanted):
        notes.append(f"{drawn} children instead of {sum(wanted)}, so that every quota can be met")
    notes += [
        f"Not a stratum: {name} ({population.why_untold(name)})" for name in rules.strata if not population.tells(name)
    ]
    return Plan(
        framework=framework.ref, drawn=drawn, tracked=min(wanted[0], drawn), quotas=quotas, notes=tuple(notes),
        strata=tuple(name for name in rules.strata if population.tells(name)),
    )  # fmt: skip


def _by_caseload(rules: CaseSample, size: int) -> tuple[int, int]:
    """Tracked and sampled: by the band of the caseload, else a share of it between fewest and most."""
    for band in rules.bands:
        if band.up_to is None or size <= band.up_to:
            return band.tracked, band.sampled
    return _between(rules.tracked, size // SHARE_TRACKED), _between(rules.sampled, size // SHARE_SAMPLED)


def _between(limits: tuple[int, int], number: int) -> int:
    return max(limits[0], min(limits[1], number))


def _most(rules: CaseSample) -> int:
    return rules.tracked[1] + rules.sampled[1]


def _check_numbers(rules: CaseSample, **given: int | None) -> None:
    limits = {"tracked": rules.tracked, "sampled": rules.sampled}
    problems = [
        Problem(where=name, says=f"The framework asks for {limits[name][0]} to {limits[name][1]}; got {number}")
        for name, number in given.items()
        if number is not None and not limits[name][0] <= number <= limits[name][1]
    ]
    if problems:
        raise InvalidInput(problems)


def _quotas(rules: CaseSample, population: Population, *, most: int) -> tuple[tuple[Quota, ...], list[str]]:
    """The quotas that the lists can tell and the sample has room for, and what is said of the others."""
    notes = [
        f"Not a quota: {q.trait} ({population.untold[q.trait]})" for q in rules.quotas if not population.tells(q.trait)
    ]
    kept = [quota for quota in rules.quotas if population.tells(quota.trait)]
    while kept and sum(least_of(cells_of(population, kept), kept)) > most:
        notes.append(f"Not a quota: {kept.pop().trait} (the sample has no room for it)")
    return tuple(kept), notes + _short(kept, population)


def _short(quotas: Sequence[Quota], population: Population) -> list[str]:
    have = {q.trait: sum(child.traits[q.trait] == YES for child in population.children) for q in quotas}
    return [
        f"Quota of {q.at_least} for {q.trait}: the population has {have[q.trait]}, all of them chosen"
        for q in quotas
        if have[q.trait] < q.at_least
    ]
