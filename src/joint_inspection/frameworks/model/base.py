"""What every block of a framework file has in common: strict keys, identifiers, and where its facts come from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
FrameworkRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(@[a-z0-9.-]+)?$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Inspectorate = Literal[
    "ofsted", "cqc", "hmicfrs", "hmi-probation", "hmi-prisons", "hmcpsi", "csci", "audit-commission"
]  # fmt: skip
AgencyKind = Literal[
    "council", "police", "health", "youth_justice", "probation", "schools", "partnership", "family_courts", "voluntary"
]  # fmt: skip
Confidence = Literal["primary", "secondary", "computed"]


class Value(BaseModel):
    """A frozen value read from a framework file; a key it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Value):
    """Where a fact comes from."""

    id: Id
    title: Text
    publisher: Text | None = None
    published: date | str | None = None
    url: str | None = None
    licence: str | None = None
    confidence: Confidence
    """``primary``: the document itself was read; ``secondary``: somebody's account of it; ``computed``: worked out
    from primary documents."""


class Cited(Value):
    """A block whose facts cite a source, or say that they are settings and why."""

    source: Id | tuple[Id, ...] | None = None
    """One or more ids of the file's ``sources``."""
    setting: Text | None = None
    """Why this is a choice of this system and not a known fact."""

    @model_validator(mode="after")
    def _cites(self) -> Self:
        if self.source is None and self.setting is None:
            raise ValueError("Cite a source id in 'source', or say in 'setting' why this is a choice and not a fact")
        return self

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The cited source ids, none if this is a setting only."""
        if self.source is None:
            return ()
        return (self.source,) if isinstance(self.source, str) else self.source


class Span(Value):
    """From one date to another, both included; an open end is not known or not reached."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"'to' ({self.end}) is before 'from' ({self.start}); swap them or correct one")
        return self

    def covers(self, day: date) -> bool:
        """Say whether ``day`` lies within; a span with no start covers nothing."""
        return self.start is not None and self.start <= day and (self.end is None or day <= self.end)
