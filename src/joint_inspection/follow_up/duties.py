"""Who holds the power for what, by which statute, on which day?

The register is data: each duty cites what was read of its statute, or says that it was not read and how sure it is.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from joint_inspection.errors import invalid
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import AgencyKind, Cited, Id, Source, Text, Value

FILE = Path(__file__).with_name("duties.yaml")
Holder = AgencyKind | Literal["policing_body", "court", "government"]
KINDS = {
    "council": "the council", "police": "the police", "health": "the health body", "probation": "probation",
    "youth_justice": "the youth justice service", "schools": "schools", "partnership": "the safeguarding partnership",
    "family_courts": "the family courts service", "voluntary": "the voluntary sector",
    "policing_body": "the police and crime commissioner", "court": "the court", "government": "the government",
}  # fmt: skip
"""Each holder in words."""


class Control(StrEnum):
    """How far a body can do by itself what it is asked to."""

    FULL = "full"
    """It decides alone."""
    SHARED = "shared"
    """It decides together with others."""
    INFLUENCE = "influence"
    """It can help, ask and press; others decide."""
    NONE = "none"

    @property
    def at_most(self) -> int:
        """The more, the higher."""
        return (Control.NONE, Control.INFLUENCE, Control.SHARED, Control.FULL).index(self)


class Duty(Cited):
    """One holder's part in a function."""

    holder: Holder
    statute: Text | None = None
    part: Literal["holds", "helps"] = "holds"
    """``helps``: has a duty to help or to co-operate, and cannot decide."""
    since: date | None = None
    until: date | None = None
    """The last day."""
    sure: Literal["high", "fair", "low"] | None = None
    """How sure we are of what is a setting."""

    @model_validator(mode="after")
    def _says_how_sure(self) -> Self:
        if (self.setting is None) != (self.sure is None):
            raise ValueError("Say in 'sure' how sure a setting is: high, fair or low; what was read needs no 'sure'")
        return self

    def covers(self, day: date) -> bool:
        """Whether it is a duty on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Function(Value):
    """Something that public bodies have to do."""

    id: Id
    title: Text
    each: bool = False
    """Every holder has it for itself, and none for another."""
    duties: tuple[Duty, ...] = Field(min_length=1)

    def on(self, day: date, *, part: str | None = None) -> tuple[Duty, ...]:
        """The duties of a day."""
        return tuple(duty for duty in self.duties if duty.covers(day) and part in (None, duty.part))

    def holders(self, day: date) -> tuple[str, ...]:
        """The kinds of body that hold the power on a day."""
        return tuple(dict.fromkeys(duty.holder for duty in self.on(day, part="holds")))

    def is_national(self, day: date) -> bool:
        """Whether the government alone holds the power."""
        return self.holders(day) == ("government",)

    def most(self, kind: str, day: date) -> Control:
        """The most control that a body of a kind has over it on a day."""
        holders = self.holders(day)
        if kind in holders:
            return Control.FULL if self.each or len(holders) == 1 else Control.SHARED
        helps = any(duty.holder == kind for duty in self.on(day))
        return Control.INFLUENCE if helps else Control.NONE


class DutyRegister(Value):
    """Every function that is known, with who holds it."""

    version: Text
    sources: tuple[Source, ...]
    beside: tuple[Id, ...]
    """Functions of which the council's duty stands beside whatever else is divided."""
    departments: dict[Id, Text]
    functions: tuple[Function, ...]

    def has(self, function: str) -> bool:
        """Whether a function is known."""
        return any(each.id == function for each in self.functions)

    def function(self, id: str) -> Function:
        """The function with this id; raises InvalidInput with what is near."""
        for each in self.functions:
            if each.id == id:
                return each
        raise invalid("function", unknown("function", id, (each.id for each in self.functions)))


@cache
def duty_register() -> DutyRegister:
    """The register that comes with the package."""
    data = read_document(FILE, begins="version, sources and functions").data
    return DutyRegister.model_validate(data)


def in_words(kinds: tuple[str, ...]) -> str:
    """Kinds of body in words: ``the council, the police and the health body``."""
    names = [KINDS.get(kind, kind) for kind in kinds]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "nobody"


def begin(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def who_holds(function: Function, day: date) -> str:
    """Who holds the power on a day and by what, as advice."""
    by_statute: dict[str | None, list[str]] = {}
    for duty in function.on(day, part="holds"):
        by_statute.setdefault(duty.statute, []).append(duty.holder)
    said = [in_words(tuple(kinds)) + (f" ({statute})" if statute else "") for statute, kinds in by_statute.items()]
    return "; ".join(said) or "nobody on that day"
