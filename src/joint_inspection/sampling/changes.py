"""What may be changed after a draw? A child replaced, for a listed reason, by the next of its stratum; one picked on
purpose, and marked so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.sampling.chance import Chance
from joint_inspection.sampling.draw import PURPOSIVE, REPLACED, Chosen, Sample, in_order
from joint_inspection.sampling.population import Population
from joint_inspection.sampling.strata import Stratum


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing changed after the draw."""

    child: str
    reason: str | None = None
    """Why it is replaced: one of ``reasons()``."""
    because: str | None = None
    """Why it is picked, in words."""


@cache
def reasons() -> Mapping[str, str]:
    """The reasons for which a child may be replaced, with what each one means."""
    content: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("reasons.yaml").read_text("utf-8"))
    return content["reasons"]


def change(sample: Sample, made: Change, *, population: Population, chance: Chance) -> Sample:
    """The sample after one change."""
    if made.reason is not None:
        return replace_child(sample, made.child, reason=made.reason, population=population, chance=chance)
    return add_child(sample, made.child, because=made.because or "", population=population)


def replace_child(sample: Sample, child: str, *, reason: str, population: Population, chance: Chance) -> Sample:
    """Replace a child that was drawn by the next of its stratum; the one replaced stays in the list, with why."""
    if reason not in reasons():
        raise invalid("reason", f"Give one of the listed reasons: {', '.join(reasons())}")
    gone = sample.find(child)
    if gone is None or not gone.counts:
        raise invalid("child", "Name a child that was drawn and was not replaced before")
    new = Chosen(id=_next(sample, gone, population, chance), stratum=gone.stratum, probability=gone.probability,
                 part=gone.part, instead_of=gone.id)  # fmt: skip
    return replace(sample, chosen=tuple(_with(sample, gone, replace(gone, part=REPLACED, because=reason), new)))


def _with(sample: Sample, gone: Chosen, left: Chosen, new: Chosen) -> Iterator[Chosen]:
    for each in sample.chosen:
        yield from (left, new) if each is gone else (each,)


def _next(sample: Sample, gone: Chosen, population: Population, chance: Chance) -> str:
    stratum = stratum_of(sample, gone)
    here = tuple(child for child in population.children if stratum.holds(child))
    taken = {each.id for each in sample.chosen}
    for child in in_order(here, chance):
        if child.id not in taken:
            return child.id
    raise NotPossible("Every child of this stratum is chosen already: nobody like this child is left to replace it")


def stratum_of(sample: Sample, chosen: Chosen) -> Stratum:
    """The stratum that a child was drawn from."""
    return next(each for each in sample.strata if each.name == chosen.stratum)


def add_child(sample: Sample, child: str, *, because: str, population: Population) -> Sample:
    """Pick a child on purpose: its case is read, and it counts in no estimate."""
    if not because.strip():
        raise invalid("because", "Say why this child is picked")
    found = next((each for each in population.children if each.id == child), None)
    if found is None:
        raise invalid("child", "Name a child of the population")
    if sample.find(child):
        raise invalid("child", "This child is chosen already")
    stratum = next(each for each in sample.strata if each.holds(found))
    picked = Chosen(id=child, stratum=stratum.name, probability=None, part=PURPOSIVE, because=because.strip())
    return replace(sample, chosen=(*sample.chosen, picked))
