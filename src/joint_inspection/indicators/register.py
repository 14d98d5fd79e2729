"""Which indicators are there, what does each stand for, and who agreed which way is better?

The register is data (``indicators.yaml``). An indicator without an agreed direction is context only. None supports a
finding or a grade alone, and the register has no place for a number or a grade: nothing here can say what grade an
area should have.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from joint_inspection.errors import InvalidInput, invalid
from joint_inspection.frameworks.advice import shape_problems, unknown
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Cited, Id, Source, Text, Value

FILE = Path(__file__).with_name("indicators.yaml")


class Way(Cited):
    """Which way is better, and who says so: a publisher's own word, or a setting with its reason."""

    better: Literal["higher", "lower"]


class RightLevel(Cited):
    """What somebody calls the right level."""

    says: Text
    set_by: Text
    evidence: Text | None = None
    """On what evidence; None where none is known."""

    @property
    def in_words(self) -> str:
        """What is called right, who set it, and on what evidence."""
        return f"{self.says} Set by: {self.set_by}. Evidence: {self.evidence or 'none is known.'}"


class Indicator(Cited):
    """A number about services that stands for something else."""

    id: Id
    title: Text
    stands_for: Text
    """What it is taken to tell of."""
    counts: Text
    """What is counted: the numerator."""
    of: Text
    """Of how many: the denominator."""
    direction: Way | None = None
    """None: nobody agreed which way is better, so that it is context only."""
    because: Text | None = None
    """Why there is no direction."""
    right_level: RightLevel | None = None
    """None: nobody set one."""
    misleads: Text
    """How it misleads, or gets better without anything getting better for a child."""
    published_as: Text | None = None
    """The publisher's own name of the measure."""
    asked_as: Id | None = None
    """The question or clock by which ``journeys ask`` finds it in child-level lists."""

    @model_validator(mode="after")
    def _says_why_there_is_no_direction(self) -> Self:
        if (self.direction is None) != (self.because is not None):
            raise ValueError("Say in 'because' why an indicator has no direction; one with a direction needs none")
        return self

    @property
    def is_context_only(self) -> bool:
        """Whether nobody agreed which way is better."""
        return self.direction is None

    @property
    def better(self) -> str:
        """Which way is better, in words."""
        return f"{self.direction.better} is better" if self.direction else "no agreed direction: context only"

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Everything in it that cites a source or is a setting."""
        return tuple(each for each in (self, self.direction, self.right_level) if each is not None)


class IndicatorRegister(Value):
    """Every indicator that is known, with the sources."""

    version: Text
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        ids = [each.id for each in self.indicators]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"Two indicators are called '{twice[0]}'; give one another id")
        known = {each.id for each in self.sources}
        for each in self.indicators:
            for missing in (id for part in each.cited for id in part.source_ids if id not in known):
                raise ValueError(f"Indicator '{each.id}' cites '{missing}'; add it to 'sources'")
        return self

    def source(self, id: str) -> Source:
        """The source with this id."""
        return next(each for each in self.sources if each.id == id)

    def find(self, id: str) -> Indicator | None:
        """The indicator with this id, if there is one."""
        return next((each for each in self.indicators if each.id == id), None)


@cache
def indicator_register() -> IndicatorRegister:
    """The register that comes with the package."""
    return read_register(FILE)


def read_register(path: Path) -> IndicatorRegister:
    """The register of a file; raises InvalidInput with every problem."""
    document = read_document(path, begins="version, sources and indicators")
    try:
        return IndicatorRegister.model_validate(document.data)
    except ValidationError as error:
        found = shape_problems(document, error.errors(include_url=False), model=IndicatorRegister)
        raise InvalidInput(found) from None


def indicator(id: str) -> Indicator:
    """The indicator with this id; raises InvalidInput with what is near."""
    register = indicator_register()
    if found := register.find(id):
        return found
    raise invalid("indicator", unknown("indicator", id, (each.id for each in register.indicators)))


def is_context_only(id: str) -> bool:
    """Whether nobody agreed which way is better; of an indicator that is not in the register, nobody did."""
    found = indicator_register().find(id)
    return found is None or found.is_context_only


def who_says(found: Indicator, register: IndicatorRegister) -> str:
    """Who says which way is better, or why nobody does."""
    return origin(found.direction, register) if found.direction else str(found.because)


def origin(part: Cited, register: IndicatorRegister) -> str:
    """Where something comes from, in words: its sources and how they were read, or why it is a setting."""
    read = [f"{each.title} ({each.confidence})" for each in map(register.source, part.source_ids)]
    return "; ".join([*read, *([f"A setting: {part.setting}"] if part.setting else [])])
