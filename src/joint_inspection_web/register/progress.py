"""How far are the recommendations of a published report? Counts of actions, and nothing of what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joint_inspection_web.reports.models import Publication


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the actions that answer one recommendation stand."""

    recommendation: str
    counts: Mapping[str, int]


def standing_of(publication: Publication) -> tuple[Standing, ...]:
    """Each recommendation that an action answers; nothing before a statement was sent."""
    return ()
