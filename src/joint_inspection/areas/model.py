"""Who is inspected: local authority areas of England and the agencies that serve them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

AgencyKind = Literal["council", "police", "health", "youth_justice", "probation", "schools", "partnership"]


@dataclass(frozen=True, kw_only=True)
class Agency:
    """A body that helps and protects children; one police force or health board serves many areas."""

    id: str
    """Stable: the kind and the body's own code (``police:E23000001``, ``health:QMF``)."""
    kind: AgencyKind
    name: str
    code: str | None = None
    """The ONS, ODS or other official code, where there is one."""
    share: float = 1.0
    """Share of the area that it serves, 0 to 1, for health boards that split an area."""
    assumed: bool = False
    """True where the link to the area is a reasonable assumption and not a published fact."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A local authority area, now or in the past."""

    ons_code: str
    name: str
    region: str
    kind: str
    """London borough, metropolitan district, unitary authority or county."""
    active_from: date | None = None
    """First day as an authority; None where it is older than the register."""
    active_to: date | None = None
    """Last day as an authority; None while it exists."""
    predecessors: tuple[str, ...] = ()
    """ONS codes of abolished authorities that it took over from, whole or in part."""
    successors: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    """ONS codes the same authority had before a boundary change."""
    agencies: tuple[Agency, ...] = field(default=())
    population_0_17: int | None = None
    """The newest mid-year estimate of children in the area."""
    centre: tuple[float, float] | None = None
    """Longitude and latitude of the middle of the area."""
    hexagon: tuple[int, int] | None = None
    """Column and row in the hexagonal map of England, odd rows shifted right."""
    touches: tuple[str, ...] = ()
    """ONS codes of the areas whose outlines meet this one's; islands and areas across water meet none."""
    fictional: bool = False
    """An invented area, for demonstration; never part of a national plan."""

    def agencies_of(self, kind: AgencyKind) -> tuple[Agency, ...]:
        """The agencies of one kind, the one that serves most of the area first."""
        return tuple(agency for agency in self.agencies if agency.kind == kind)

    def is_active(self, day: date) -> bool:
        """Say whether the authority exists on ``day``."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """An area that a published model finds most like another, for fair comparison."""

    area: str
    name: str
    rank: int
    closeness: str
    """In the model's own words: extremely close … not close."""
    model: str
    """The month of the model (``2025-05``)."""
