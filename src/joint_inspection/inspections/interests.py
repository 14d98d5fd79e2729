"""Who is too near to an area to inspect it, or to advise those who do?

An *interest* is what somebody declares: where they worked, family, money, other work, past inspections, a clash of
values. An interest is found wherever it has to do with an agency of the area; a person rules on what is found. For a
sector adviser, who serves elsewhere, nearness is refused outright.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from joint_inspection.areas import Area, Register
from joint_inspection.inspections.settings import TeamSettings, team_settings


class InterestKind(StrEnum):
    """What sort of interest is declared."""

    EMPLOYMENT = "employment"
    FAMILY = "family"
    FINANCIAL = "financial"
    PROFESSIONAL = "professional"
    """Other professional activity: advice, training, a board."""
    INSPECTION = "inspection"
    """An earlier inspection."""
    VALUES = "values"
    """Something in which somebody's values may clash with the work."""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """One thing that somebody declares about themselves."""

    kind: InterestKind
    body: str | None = None
    """An agency's id in the register or an area's ONS code; None where it is about no body."""
    name: str = ""
    """The body in words."""
    start: int | None = None
    """Year in which it began."""
    end: int | None = None
    """Year in which it ended; None: it goes on."""
    says: str = field(default="", repr=False)

    def counts(self, on: date, *, years: int) -> bool:
        """Whether it goes on, or ended within so many years."""
        return self.end is None or self.end >= on.year - years


def areas_of(body: str, register: Register, *, on: date) -> tuple[Area, ...]:
    """The areas that a body serves on a day; an area's code stands for itself and what followed it."""
    return register.successors_on(body, on) if register.has(body) else register.served_by(body, on)


@dataclass(frozen=True, kw_only=True)
class Vicinity:
    """An area on a day: who serves it, which areas are next to it, and so who is too near."""

    area: Area
    register: Register
    on: date
    settings: TeamSettings = field(default_factory=team_settings)

    @property
    def years(self) -> int:
        """How far back an interest counts."""
        return self.settings.look_back.years

    @cached_property
    def neighbours(self) -> dict[str, str]:
        """The neighbouring areas by ONS code, each with why it is one."""
        rule = self.settings.neighbours
        found = {code: f"touches {self.area.name}" for code in self.area.touches if rule.touching}
        for agency in self.area.agencies:
            if agency.kind in rule.agencies_in_common:
                for other in self.register.served_by(agency.id, self.on):
                    found.setdefault(other.ons_code, f"shares {agency.name} with {self.area.name}")
        return {code: why for code, why in found.items() if code != self.area.ons_code}

    def serves(self, body: str | None) -> bool:
        """Whether a body serves the area, or is the area itself."""
        return bool(body) and (
            body in {agency.id for agency in self.area.agencies}
            or any(one.ons_code == self.area.ons_code for one in areas_of(body or "", self.register, on=self.on))
        )

    def found_in(self, interests: Iterable[Interest]) -> tuple[Interest, ...]:
        """The interests that somebody has to rule on before the person inspects this area.

        Earlier inspections are for rotation, not for a ruling; a clash of values is always read by a person.
        """
        return tuple(each for each in interests if self._needs_ruling(each))

    def _needs_ruling(self, each: Interest) -> bool:
        if each.kind in (InterestKind.VALUES, InterestKind.INSPECTION):
            return each.kind == InterestKind.VALUES
        return each.counts(self.on, years=self.years) and self.serves(each.body)

    def times_inspected(self, interests: Iterable[Interest]) -> int:
        """How often somebody declares to have inspected this area within the look-back."""
        past = (each for each in interests if each.kind == InterestKind.INSPECTION)
        return sum(each.counts(self.on, years=self.years) and self.serves(each.body) for each in past)

    def why_not_adviser(self, interests: Iterable[Interest]) -> tuple[str, ...]:
        """Why a serving officer may not advise here: works here or nearby, or did here until lately; empty if may."""
        declared = tuple(interests)
        work = [each for each in declared if each.kind == InterestKind.EMPLOYMENT and each.body]
        if all(each.end is not None for each in work):
            return ("Say for whom the adviser works now: a sector adviser is a serving officer from elsewhere",)
        says = [why for each in work if each.end is None and (why := self._too_near(each))]
        for each in self.found_in(declared):
            if each.kind == InterestKind.EMPLOYMENT and each.end is not None:
                says.append(f"The adviser worked for {each.name} until {each.end}; {self.years} years have to pass")
            elif each.kind not in (InterestKind.EMPLOYMENT, InterestKind.VALUES):
                says.append(f"The adviser has a {each.kind} interest in {each.name}, which is inspected")
        return tuple(f"{why}. Choose an adviser from another part of the country" for why in says)

    def _too_near(self, each: Interest) -> str | None:
        if self.serves(each.body):
            return f"The adviser works for {each.name}, which serves {self.area.name}"
        for one in areas_of(each.body or "", self.register, on=self.on):
            if one.ons_code in self.neighbours:
                return f"The adviser works for {each.name}, and {one.name} {self.neighbours[one.ons_code]}"
        return None
