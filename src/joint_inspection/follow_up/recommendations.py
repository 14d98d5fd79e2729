"""What is a recommendation, and in which inspection is it made?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from joint_inspection.evidence.model import Body, Finding
from joint_inspection.follow_up.duties import Control, DutyRegister
from joint_inspection.follow_up.part import Code, Part, Words
from joint_inspection.frameworks.model import Framework, Id


class Severity(StrEnum):
    """How grave it is."""

    PRIORITY_ACTION = "priority_action"
    """Children are or may be at risk."""
    IMPROVEMENT = "improvement"


class Recommendation(Part):
    """What one body is asked to do after an inspection."""

    id: Code
    text: Words = Field(repr=False)
    to: Code
    """The accountable body."""
    function: Id
    """What of it is asked, in the duty register."""
    control: Control
    """How far the accountable body can do it by itself."""
    severity: Severity
    contributors: tuple[Code, ...] = ()
    """Bodies without which it cannot be done."""
    lead: Code | None = None
    """Who leads where the partnership is asked."""
    findings: tuple[Code, ...]
    """The findings that it follows from."""


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What was inspected and found where something is recommended."""

    bodies: tuple[Body, ...]
    findings: tuple[Finding, ...]
    framework: Framework
    register: DutyRegister
    on: date

    def kind(self, code: str | None) -> str | None:
        """The kind of a body that is inspected."""
        return next((each.kind for each in self.agencies if each.code == code), None)

    @property
    def agencies(self) -> tuple[Body, ...]:
        """The bodies that are inspected."""
        return tuple(each for each in self.bodies if each.kind != "inspectorate")
