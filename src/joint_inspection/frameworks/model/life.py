"""How a framework came about, what it replaced, and what became of it: promised dates beside actual ones."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from joint_inspection.frameworks.model.base import Cited, FrameworkRef, Inspectorate, Text, Value

Stage = Literal[
    "proposed", "consulted", "announced", "piloted", "launched", "changed", "paused", "resumed", "deferred",
    "withdrawn", "extended", "completed", "replaced", "ended",
]  # fmt: skip
Given = date | Text  # a date, or the words used ("June 2013", "before summer 2016"), or 'none given'


class Move(Value):
    """Somebody moved a date."""

    by: Text
    on: Given
    to: Given
    """The new date, or 'none given' where no timeframe was stated."""
    why: Text


class LifeEvent(Cited):
    """One stage in the life of a framework: what was announced beside what really happened."""

    stage: Stage
    says: Text
    announced_for: Given | None = None
    announced_by: Text | None = None
    announced_on: Given | None = None
    moved: tuple[Move, ...] = ()
    happened: Given | None = None
    """When it really happened; 'none given' where history does not say."""


class Replaces(Cited):
    """An older framework that this one replaces, combines or succeeds, and what the change means for areas."""

    framework: FrameworkRef
    how: Literal["replaces", "combines", "succeeds", "stands_beside", "would_replace"]
    transition: Text
    """The transitional rule in words: what happens to an area in the middle of the old cycle."""
    carries_history: bool = True
    """Whether an outcome under the old framework counts as the previous outcome under this one."""


class LegalBasis(Cited):
    """A power or duty that the framework rests on."""

    provision: Text
    says: Text


class Partner(Cited):
    """An inspectorate that takes part beside the lead."""

    inspectorate: Inspectorate
    participation: Literal["always", "per_inspection", "by_trigger"]
    when: Text | None = None
    """What decides, where participation is per inspection or by trigger."""


class Inspectorates(Value):
    """Who inspects under this framework."""

    lead: Inspectorate
    partners: tuple[Partner, ...] = Field(default=())

    @property
    def all(self) -> tuple[Inspectorate, ...]:
        """The lead first, then its partners."""
        return (self.lead, *(partner.inspectorate for partner in self.partners))
