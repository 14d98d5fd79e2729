"""What has every part of the follow-up in common: frozen, strict, JSON in and out."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from joint_inspection.frameworks.model import Value

Code = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9:_.-]{0,79}$")]
"""Names a body, a person by reference, a finding or an action."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""What somebody wrote: never repeated in a problem."""


class Part(Value):
    """A value of the follow-up, which can stand in an inspection's record."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, strict=True)
