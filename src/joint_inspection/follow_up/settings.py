"""What may an inspectorate choose about what comes after an inspection?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Cited, Value

FILE = Path(__file__).with_name("settings.yaml")


class Fewest(Cited):
    """How few children tell nothing."""

    children: Annotated[int, Field(ge=1)]


class Returning(Cited):
    """Which findings count as coming back."""

    years: Annotated[int, Field(ge=1, le=20)]
    kinds: tuple[str, ...]


class FollowUpSettings(Value):
    """Every choice about what comes after an inspection."""

    version: str
    fewest: Fewest
    returning: Returning


@cache
def follow_up_settings() -> FollowUpSettings:
    """The settings that come with the package."""
    return FollowUpSettings.model_validate(read_document(FILE, begins="version").data)
