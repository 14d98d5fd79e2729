"""What a programme is made of: what is due, the visits planned, and what could not be met."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class DueWindow:
    """A kind of visit that a published rule expects of one area, and between which dates it should start."""

    area: str
    name: str
    framework: str
    """``id@version``."""
    kind: str
    start: date
    """Earliest first day on site; JSON key ``from``."""
    end: date
    """Latest first day on site; JSON key ``to``."""
    rule: str
    because: str
    """One sentence: the previous outcome, the rule and the dates that follow."""
    overridden: bool = False
    full: bool = True
    """A full inspection, with which the area's cycle starts again."""

    @property
    def span(self) -> str:
        """The window as an ISO 8601 interval."""
        return f"{self.start}/{self.end}"

    def as_json(self) -> dict[str, object]:
        """The outside shape of the contract."""
        return {
            "area": self.area, "name": self.name, "framework": self.framework, "kind": self.kind,
            "from": self.start, "to": self.end, "rule": self.rule, "because": self.because,
            "overridden": self.overridden,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit planned: an area, a framework version, a kind, and its first and last day on site."""

    id: str
    area: str
    framework: str
    kind: str
    start: date
    end: date
    coincides_with: tuple[str, ...] = ()
    """Ids of visits to the same area that it deliberately overlaps."""
    rule: str | None = None
    """The frequency or sampling rule that it meets."""


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """Something that a rule asks for and the programme could not give, and why."""

    area: str
    rule: str
    says: str
    framework: str | None = None
    kind: str | None = None
    window: str | None = None
    """The window that was not met or kept, as an ISO 8601 interval (``2025-06-01/2026-05-31``)."""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Visits over a period, with what could not be met."""

    start: date
    end: date
    visits: tuple[Visit, ...]
    unmet: tuple[Unmet, ...] = ()
    notes: dict[str, object] = field(default_factory=dict)
    """How it was made: seed, settings, objective, bound, and that it is an illustration."""
