"""What does the open data look like from outside?"""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema


class Err(Schema):
    """Why a request could not be answered, as advice."""

    says: list[str]


class FrameworkBrief(Schema):
    """One version of a framework in a list."""

    ref: str
    id: str
    version: str
    title: str
    inspectorates: list[str]
    status: str
    in_force: tuple[date | None, date | None]


class AreaBrief(Schema):
    """One area in a list."""

    ons_code: str
    name: str
    region: str
    active: tuple[date | None, date | None]


class AgencyOut(Schema):
    """A body that serves an area."""

    id: str
    kind: str
    name: str
    code: str | None
    share: float
    assumed: bool
    other_areas: int


class AreaWhole(AreaBrief):
    """One area with who serves it and how it came about."""

    kind: str
    agencies: list[AgencyOut]
    predecessors: list[str]
    successors: list[str]
    former_codes: list[str]
    population_0_17: int | None


class OutcomeOut(Schema):
    """What one published inspection or visit found."""

    id: str
    area: str
    name: str
    framework: str
    kind: str
    start: date | None
    end: date | None
    published: date | None
    overall: str | None
    overall_state: str
    judgements: dict[str, str]
    theme: str | None
    inspectorates: list[str]
    source: str


class Frameworks(Schema):
    """Framework versions."""

    total: int
    items: list[FrameworkBrief]


class Areas(Schema):
    """A page of areas."""

    total: int
    items: list[AreaBrief]


class Outcomes(Schema):
    """A page of outcomes."""

    total: int
    items: list[OutcomeOut]


class Slice(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=200, description="At most so many")
    offset: int = Field(0, ge=0, le=100_000, description="After so many")

    def of(self, items: list[Any]) -> list[Any]:
        """The part asked for."""
        return items[self.offset : self.offset + self.limit]
