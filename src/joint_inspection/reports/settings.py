"""What may an inspectorate choose about its reports?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Cited, Id, Source, Text, Value

FILE = Path(__file__).with_name("settings.yaml")
Share = Annotated[float, Field(ge=0, le=1)]


class Quantity(Value):
    """Words of quantity, and the shares that they stand for."""

    says: tuple[Text, ...] = Field(min_length=1)
    least: Share | None = None
    most: Share | None = None
    above: Share | None = None
    below: Share | None = None

    def fits(self, count: int, of: int) -> bool:
        """Whether so many of so many are what the word says."""
        return (
            (self.least is None or count >= self.least * of)
            and (self.most is None or count <= self.most * of)
            and (self.above is None or count > self.above * of)
            and (self.below is None or count < self.below * of)
        )

    @property
    def in_words(self) -> str:
        """The shares, in words."""
        ends = {"from": self.least, "above": self.above, "to": self.most, "below": self.below}
        return " ".join(f"{word} {share:.0%}" for word, share in ends.items() if share is not None)


class Quantities(Cited):
    """Every word of quantity."""

    words: tuple[Quantity, ...] = Field(min_length=1)
    not_meant: tuple[Text, ...] = ()
    """Phrases in which such a word counts nothing."""

    def of(self, word: str) -> Quantity | None:
        """What one word stands for."""
        return next((each for each in self.words if word in each.says), None)


class Traits(Cited):
    """Words that tell something of a child."""

    words: dict[str, tuple[Text, ...]]
    ages: tuple[int, int]


class Stated(Cited):
    """What every report states of its inspection."""

    stated: tuple[Id, ...]


class OwnSection(Cited):
    """A section of ours, for frameworks that have none."""

    id: Id
    title: Text


class PlainPart(Value):
    """A part of a plain version."""

    id: Id
    title: Text


class PlainVersion(Cited):
    """How a plain version is laid out."""

    reading_age: Annotated[int, Field(ge=6, le=18)]
    parts: tuple[PlainPart, ...] = Field(min_length=1)


class Plain(Cited):
    """The plain versions."""

    summary: PlainVersion
    children: PlainVersion
    words: Annotated[int, Field(ge=1)]
    """The fewest words for which a reading age is worked out."""


class ReportSettings(Value):
    """Every choice about reports."""

    version: str
    sources: tuple[Source, ...]
    quantities: Quantities
    traits: Traits
    inspection: Stated
    scope: OwnSection
    plain: Plain


@cache
def report_settings() -> ReportSettings:
    """The settings that come with the package."""
    return ReportSettings.model_validate(read_document(FILE, begins="version").data)
