"""What has happened that a programme did not expect?

A shock file says ``on`` (the day from which visits may still move) and lists ``shocks``: ``capacity`` (an inspectorate
has fewer inspectors), ``unavailable`` (an area cannot be visited), ``bring_forward`` (an area must be visited by a day)
and ``pause`` (a framework makes no visits), each with a reason.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.advice import advise, unknown_key
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Inspectorate, Text, Value


class Shock(Value):
    """Something that changes what can be done."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    kind: Literal["capacity", "unavailable", "bring_forward", "pause"]
    reason: Text
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    inspectorate: Inspectorate | None = None
    region: Text | None = None
    inspectors: int | None = Field(default=None, ge=0)
    area: Text | None = None
    framework: Text | None = None
    visit: Text | None = None
    """The kind of visit to bring forward; None: the area's next under the framework."""
    by: date | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [name for name in NEEDS[self.kind] if getattr(self, name) is None]
        if missing:
            words = {"start": "from", "end": "to"}
            names = ", ".join(words.get(name, name) for name in missing)
            raise ValueError(f"A shock of kind {self.kind} also needs: {names}")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"'to' ({self.end}) is before 'from' ({self.start}); swap them or correct one")
        return self

    def covers(self, start: date, end: date) -> bool:
        """Say whether any day of a visit falls in the shock's dates."""
        return self.start is not None and self.end is not None and start <= self.end and self.start <= end


NEEDS = {
    "capacity": ("inspectorate", "inspectors", "start", "end"),
    "unavailable": ("area", "start", "end"),
    "bring_forward": ("area", "framework", "by"),
    "pause": ("framework", "start", "end"),
}


class Shocks(Value):
    """Everything that happened, and the day from which visits may still move."""

    on: date
    shocks: tuple[Shock, ...] = Field(min_length=1)


def read_shocks(path: Path) -> Shocks:
    """Read a shock file; raises InvalidInput with every problem."""
    document = read_document(path, begins="on and shocks")
    try:
        return Shocks.model_validate(document.data, strict=True)
    except ValidationError as error:
        problems = []
        for each in error.errors(include_url=False):
            model = Shock if "shocks" in each["loc"][:-1] else Shocks
            keys = [field.alias or name for name, field in model.model_fields.items()]
            extra = each["type"] == "extra_forbidden"
            says = unknown_key(str(each["loc"][-1]), keys) if extra else advise(each)
            problems.append(document.problem(each["loc"], says))
        raise InvalidInput(problems) from None
