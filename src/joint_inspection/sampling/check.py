"""Does a sample keep its rules? Asked of the sample and the population alone, whoever drew it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from joint_inspection.errors import Problem
from joint_inspection.sampling.draw import PURPOSIVE, REPLACED, TRACKED, Sample
from joint_inspection.sampling.plan import Plan
from joint_inspection.sampling.population import Population
from joint_inspection.sampling.traits import YES


def check(sample: Sample, population: Population, plan: Plan) -> tuple[Problem, ...]:
    """Every way in which a sample breaks its rules; no problem names a child."""
    return tuple(
        Problem(where=where, says=says)
        for where, says in (
            *_children(sample, population), *_strata(sample, population), *_numbers(sample, plan),
            *_quotas(sample, population, plan),
        )
    )  # fmt: skip


def _children(sample: Sample, population: Population) -> Iterator[tuple[str, str]]:
    known = {child.id for child in population.children}
    strangers = sum(each.id not in known for each in sample.chosen)
    if strangers:
        yield "children", f"{strangers} are not in the population"
    twice = sum(number > 1 for number in Counter(each.id for each in sample.chosen).values())
    if twice:
        yield "children", f"{twice} are chosen more than once"
    if any((each.probability is None) != (each.part == PURPOSIVE) for each in sample.chosen):
        yield "children", "Only a child picked on purpose has no probability"
    if any(not each.because for each in sample.chosen if each.part in (PURPOSIVE, REPLACED)):
        yield "children", "Whoever was picked or replaced needs a reason"


def _strata(sample: Sample, population: Population) -> Iterator[tuple[str, str]]:
    """Each child in one stratum; each stratum with the numbers and the probability that it says."""
    counts, within = Counter[str](), {each.name: each for each in sample.strata}
    for child in population.children:
        homes = [each.name for each in sample.strata if each.holds(child)]
        counts.update(homes)
        if len(homes) != 1:
            yield "strata", "A child is in no stratum or in several"
    drawn = Counter(each.stratum for each in sample.chosen if each.counts)
    at_home = {child.id: child for child in population.children}
    for name, each in within.items():
        if counts[name] != each.population:
            yield name, f"It has {counts[name]} children and says {each.population}"
        if drawn[name] != each.drawn:
            yield name, f"{drawn[name]} children stand for it and {each.drawn} should"
        if not each.drawn:
            yield name, "Nobody in it could be drawn"
    for chosen in sample.chosen:
        home = within.get(chosen.stratum)
        if home is None or (chosen.id in at_home and not home.holds(at_home[chosen.id])):
            yield chosen.stratum, "A child chosen does not belong to it"
        elif chosen.probability is not None and chosen.probability != home.drawn / home.population:
            yield chosen.stratum, "A child chosen has another probability than the rest"


def _numbers(sample: Sample, plan: Plan) -> Iterator[tuple[str, str]]:
    standing = [each for each in sample.chosen if each.counts]
    tracked = sum(each.part == TRACKED for each in standing)
    if len(standing) != plan.drawn:
        yield "drawn", f"{len(standing)} children were drawn and the plan asks for {plan.drawn}"
    if tracked != plan.tracked:
        yield "tracked", f"{tracked} children are tracked and the plan asks for {plan.tracked}"
    whole = sum(1 / each.probability for each in standing if each.probability)
    if abs(whole - sample.population) > 1e-6 * sample.population:
        yield "probability", f"Inverse probabilities add up to {whole:.1f}, the population is {sample.population}"


def _quotas(sample: Sample, population: Population, plan: Plan) -> Iterator[tuple[str, str]]:
    traits = {child.id: child.traits for child in population.children}
    first = [each for each in sample.chosen if each.probability is not None and each.instead_of is None]
    for quota in plan.quotas:
        have = sum(values[quota.trait] == YES for values in traits.values())
        drawn = sum(traits[each.id][quota.trait] == YES for each in first if each.id in traits)
        if drawn < min(quota.at_least, have):
            yield quota.trait, f"{drawn} children were drawn and the quota asks for {min(quota.at_least, have)}"
