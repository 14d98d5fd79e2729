"""What may an inspectorate choose about its teams: who knows which agency, how long, and who is too near?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from joint_inspection.frameworks.model import AgencyKind, Cited, Id, Source, Text, Value

FILE = Path(__file__).with_name("team.yaml")


class LookBack(Cited):
    """For how many years a past employer or interest counts."""

    years: Annotated[int, Field(ge=0, le=50)]


class Rotation(Cited):
    """How often one person inspects the same area before somebody else should."""

    most_in_a_row: Annotated[int, Field(ge=1, le=20)]


class Fresh(Cited):
    """For how many years knowledge counts after it was last shown."""

    years: Annotated[int, Field(ge=1, le=20)]


class Neighbouring(Cited):
    """Which areas count as neighbours."""

    touching: bool
    agencies_in_common: tuple[AgencyKind, ...] = ()
    """Areas that share an agency of one of these kinds."""


class Competence(Value):
    """Something an inspector may know."""

    title: Text
    knows: tuple[AgencyKind, ...] = ()
    """The agencies that it lets one understand."""


class TeamSettings(Cited):
    """Every choice about teams."""

    version: str
    sources: tuple[Source, ...]
    look_back: LookBack
    rotation: Rotation
    fresh: Fresh
    neighbours: Neighbouring
    competences: dict[Id, Competence]

    def title(self, competence: str) -> str:
        """A competence in words."""
        known = self.competences.get(competence)
        return known.title if known else competence.replace("_", " ").capitalize()

    def knowing(self, agency_kind: str) -> frozenset[str]:
        """The competences that let one understand an agency of this kind."""
        return frozenset(id for id, each in self.competences.items() if agency_kind in each.knows)


@cache
def team_settings() -> TeamSettings:
    """The settings that come with the package."""
    return TeamSettings.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
