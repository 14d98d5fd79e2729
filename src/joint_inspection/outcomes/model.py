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
    """Id of the source table in ``outcomes/data/sources.yaml``."""

    @property
    def when(self) -> date | None:
        """The date it is placed by: first day on site, else last, else publication."""
        return self.start or self.end or self.published
