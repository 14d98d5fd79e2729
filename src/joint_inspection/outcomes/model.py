"""What a past inspection found, in the words of its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

OverallState = Literal["graded", "none_by_design", "withheld", "not_in_source", "not_reported"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One inspection or visit of one area and what it found.

    ``overall`` keeps the original word (``adequate``) as a grade id of its own framework's scale; None is explained by
    ``overall_state``. ``judgements`` maps judgement ids of the framework to grade ids of its scales.
    """

    id: str
    area: str
    """ONS code of the area as it was inspected (perhaps since abolished)."""
    name: str
    framework: str
    """``id@version``."""
    kind: str
    """A visit kind of that framework."""
    start: date | None
    end: date | None
    published: date | None
    overall: str | None = None
    overall_state: OverallState = "graded"
    judgements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    theme: str | None = None
    inspectorates: tuple[str, ...] = ()
    next_due: date | None = None
    """What the report itself said about the next inspection, where it did."""
    next_says: str | None = None
    note: str | None = None
    source: str = ""
    """Id of the published table that it was read from, in ``outcomes/data/sources.json``."""
    row: int | None = None
    """The line of that table."""
    url: str | None = None
    """Where the report or letter was published."""
    score: float | None = None
    """Per cent of the points possible, where the publisher prints it."""

    @property
    def framework_id(self) -> str:
        """The framework without its version."""
        return self.framework.partition("@")[0]

    @property
    def when(self) -> date | None:
        """The date it is placed by: first day on site, else last, else publication."""
        return self.start or self.end or self.published

    def as_json(self) -> dict[str, object]:
        """The outside shape, as scripts and other systems see it."""
        return {
            "id": self.id, "area": self.area, "name": self.name, "framework": self.framework, "kind": self.kind,
            "start": self.start, "end": self.end, "published": self.published,
            "overall": self.overall, "overall_state": self.overall_state, "judgements": dict(self.judgements),
            "theme": self.theme, "inspectorates": list(self.inspectorates), "score": self.score,
            "next_due": self.next_due, "next_says": self.next_says, "note": self.note,
            "source": self.source, "row": self.row, "url": self.url,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """A row of a published table that says nothing usable, and why; or that repeats another row, and how."""

    file: str
    row: int
    """The line of the file on which the row begins."""
    says: str
