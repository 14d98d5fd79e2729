"""Who are the children? Birth, sex, ethnicity and disability, households, and each agency's own number for a child."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.rates import words
from joint_inspection.casedata.generate.routes import UNACCOMPANIED, Routes

AGENCIES = ("council", "police", "health", "youth_justice", "schools")
PRIMES = (999_999_937, 899_999_963, 9_999_999_967, 99_999_989, 799_999_999)
"""One for each agency: its numbers are the child's place times a factor, in the remainders of this prime."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Children:
    """The invented children of one block; one entry of every array a child."""

    place: Picks
    """Place in the whole cohort, from 0."""
    noticed: Days
    """The day of first notice."""
    born: Days
    gender: Picks
    """Place in the codes of ``gender``."""
    ethnicity: Picks
    disabled: Flags
    household: Picks
    """Place of the first child of the household, in the whole cohort."""
    ids: dict[str, Picks]
    """By agency, the number under which it knows the child."""

    @property
    def grown(self) -> Days:
        """The day before the eighteenth birthday, near enough: what is only for children ends by then."""
        return self.born + 6573


def draw_children(chance: Chance, routes: Routes, before: Days, *, on: float, first: int, keys: Chance) -> Children:
    """The children who take these routes."""
    n = len(before)
    place = first + np.arange(n)
    noticed = on - before
    alone = routes.way == UNACCOMPANIED
    together = np.zeros(n, dtype=bool)
    together[1:] = (before[1:] == before[:-1]) & (routes.need[1:] == routes.need[:-1])
    return Children(
        place=place, noticed=noticed, born=noticed - routes.age,
        gender=np.where(alone, chance.pick("gender_unaccompanied", n), chance.pick("gender", n)),
        ethnicity=np.where(alone, _abroad(chance, n), chance.pick("ethnicity", n)),
        disabled=chance.happens("disabled", n),
        household=np.where(together, place - 1, place),
        ids=agency_numbers(place, keys=keys),
    )  # fmt: skip


def _abroad(chance: Chance, n: int) -> Picks:
    """Ethnicities of unaccompanied children, as places in the codes of all."""
    places = np.array([words("ethnicity").index(each) for each in words("ethnicity_unaccompanied")])
    return places[chance.pick("ethnicity_unaccompanied", n)]


def agency_numbers(place: Picks, *, keys: Chance) -> dict[str, Picks]:
    """Each agency's own number for a child: different at every agency, never twice at one."""
    return {agency: _numbers(place, prime, keys) for agency, prime in zip(AGENCIES, PRIMES, strict=True)}


def _numbers(place: Picks, prime: int, keys: Chance) -> Picks:
    factor, start = (int(keys.draw.integers(10**7, 9 * 10**7)) for _ in range(2))
    return (place % prime * factor + start) % prime
