"""What has an inspection's notice to say, whose office is told, and what makes an agency ask for a later day?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from joint_inspection.frameworks.model import AgencyKind, Cited, Id, Source, Text, Value

FILE = Path(__file__).with_name("notices.yaml")


class Remind(Cited):
    """When a notice that nobody confirmed is followed up."""

    after_hours: Annotated[int, Field(ge=1, le=240)]


class Conduct(Cited):
    """What everybody has to know of the code of conduct."""

    says: tuple[Text, ...] = Field(min_length=1)


class DeferralReason(Cited):
    """Something for which an agency may ask that the inspection be put off."""

    id: Id
    title: Text


class Deferral(Cited):
    """What an agency that asks for a deferral has to know."""

    says: Text
    reasons: tuple[DeferralReason, ...] = Field(min_length=1)


class NoticeSettings(Value):
    """Every choice about notices."""

    version: str
    sources: tuple[Source, ...]
    offices: dict[AgencyKind, Text]
    """The office addressed in each kind of agency."""
    offices_from: Cited
    remind: Remind
    conduct: Conduct
    deferral: Deferral

    def reason(self, id: str) -> str:
        """A reason for a deferral in words."""
        return next((each.title for each in self.deferral.reasons if each.id == id), id)


@cache
def notice_settings() -> NoticeSettings:
    """The settings that come with the package."""
    return NoticeSettings.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
