"""What has every part of a record in common: frozen, strict, JSON in and out."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from joint_inspection.evidence.check import LONGEST
from joint_inspection.frameworks.model import Value

Code = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9:_.-]{0,79}$")]
"""Names a body: an inspectorate's id, or an agency's id in the register."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
"""What somebody wrote: never repeated in a problem."""


class Part(Value):
    """A part of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, strict=True)
