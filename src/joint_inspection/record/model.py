"""What is one whole inspection, as a file that needs no service?

A record holds the framework it was made under, who inspected, what was noted, what was found, and what agencies
answered. It can be read, checked, counted and reported on by anybody, on a machine of their own. Children stand in it
by pseudonyms, and no problem that is said about a record repeats what was written in it.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from joint_inspection.errors import InvalidInput
from joint_inspection.evidence.coverage import Coverage, coverage
from joint_inspection.evidence.model import Body, Direction, Directness, Finding, Item, Quote, Speaker, Strength
from joint_inspection.follow_up.authorities import Authority
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.follow_up.whole import FollowUp
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Id, Method, Text
from joint_inspection.inspections.said import read_day
from joint_inspection.record.part import Code, Part, Words
from joint_inspection.record.report import Graded, Group, Release, Report, SignOff

Pseudonym = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9-]{0,39}$")]
Written = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""A day, as 2026-01-19 or as a letter writes it: Monday 19 January 2026."""
Role = Literal["lead_inspector", "team_inspector", "quality_assurance", "sector_adviser"]
MOST = 20_000
"""Rows of one part."""


class BodyIn(Part):
    """An agency inspected, or an inspectorate that took part."""

    code: Code
    kind: Text
    name: Text


class Seat(Part):
    """Somebody on the team, by reference: no name stands in a record."""

    ref: Code
    role: Role
    inspectorate: Code | None = None
    competences: tuple[Id, ...] = ()
    employer: Code | None = None
    """For a sector adviser: the area or agency where they serve."""


class Accepted(Part):
    """Something that the team lacks, which a named person accepted in writing."""

    gap: Text
    """The gap's id, as the check of the team gives it: ``agency:police``."""
    by: Code
    """Reference of the person."""
    because: Words


class Child(Part):
    """A child whose case was read."""

    id: Pseudonym = Field(repr=False)
    tracked: bool = False
    not_heard_because: Words | None = Field(default=None, repr=False)
    """Why the child's own voice is not in the evidence."""


class QuoteIn(Part):
    """Words of a document."""

    document: Text
    passage: Text
    words: Words = Field(repr=False)


class ItemIn(Part):
    """One piece of evidence."""

    id: Code
    criterion: Id
    about: Code
    author: Code
    inspectorate: str = ""
    speaker: Speaker
    speaker_agency: Code | None = None
    method: Method
    directness: Directness
    first_hand: bool = False
    direction: Direction
    strength: Strength = Strength.MODERATE
    child: Pseudonym | None = Field(default=None, repr=False)
    happened_on: date | None = Field(default=None, repr=False)
    noted_at: AwareDatetime
    disclosed: bool = False
    experience: bool = False
    outcome: bool = False
    text: Words | None = Field(default=None, repr=False)
    """None once the child data was destroyed."""
    quotes: tuple[QuoteIn, ...] = ()
    box: Code | None = None
    by_adviser: bool = False
    indicator: Id | None = None

    def as_item(self) -> Item:
        """The evidence itself."""
        said = {name: getattr(self, name) for name in ItemIn.model_fields if name != "quotes"}
        quotes = tuple(Quote(**quote.model_dump()) for quote in self.quotes)
        return Item(**said, quotes=quotes)


class FindingIn(Part):
    """What the team says of a body or the partnership."""

    id: Code
    criterion: Id
    about: tuple[Code, ...]
    direction: Direction
    text: Words = Field(repr=False)
    supports: tuple[Code, ...]
    against: tuple[Code, ...] = ()
    waiver: Text | None = None

    def as_finding(self) -> Finding:
        """The finding itself."""
        return Finding(**{name: getattr(self, name) for name in FindingIn.model_fields})


class Reply(Part):
    """What an agency answered to a point about itself."""

    finding: Code
    agency: Code
    answer: Literal["agrees", "partly", "disagrees"]
    text: Words | None = Field(default=None, repr=False)
    on: date


class Referral(Part):
    """A concern about another agency, taken to its host inspectorate."""

    about: Code
    to: Code
    """The host inspectorate."""
    on: date
    due_on: date
    answered_on: date | None = None
    text: Words | None = Field(default=None, repr=False)


class Dates(Part):
    """The days of the inspection."""

    notified: Written
    first_day: Written
    last_day: Written


class Letter(Part):
    """A letter or report, and what it asks for by when."""

    id: Id
    dated: Written | None = None
    """The date it carries."""
    published: Written | None = None
    """The date that its page gives."""
    received: Written | None = None
    asks_for_statement: bool = False
    statement_due: Written | None = None
    statement_to: Text | None = None
    """The address for the statement of action."""
    statement_of: Authority | None = None
    """The principal authority: who is asked for the statement, any person or body, by office."""
    statement_because: Text | None = None
    """Why there is a shorter or a longer time than the framework gives."""


class InspectionRecord(Part):
    """One whole inspection."""

    ref: Code
    framework: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*@[a-z0-9.-]+$")
    area: Code
    """ONS code."""
    kind: Id
    theme: Id | None = None
    dates: Dates
    bodies: tuple[BodyIn, ...] = Field(min_length=1, max_length=200)
    team: tuple[Seat, ...] = Field(max_length=200)
    accepted: tuple[Accepted, ...] = Field(default=(), max_length=200)
    children: tuple[Child, ...] = Field(default=(), max_length=MOST)
    evidence: tuple[ItemIn, ...] = Field(default=(), max_length=MOST)
    findings: tuple[FindingIn, ...] = Field(default=(), max_length=MOST)
    replies: tuple[Reply, ...] = Field(default=(), max_length=MOST)
    referrals: tuple[Referral, ...] = Field(default=(), max_length=MOST)
    letters: tuple[Letter, ...] = Field(default=(), max_length=200)
    grades: tuple[Graded, ...] = Field(default=(), max_length=200)
    """What was agreed, judgement by judgement."""
    recommendations: tuple[Recommendation, ...] = Field(default=(), max_length=MOST)
    population: tuple[Group, ...] = Field(default=(), max_length=MOST)
    """How many children of the area have traits that the report speaks of."""
    report: Report | None = None
    sign_offs: tuple[SignOff, ...] = Field(default=(), max_length=200)
    releases: tuple[Release, ...] = Field(default=(), max_length=200)
    follow_up: FollowUp = Field(default_factory=FollowUp)
    """Blockers, statements of action, and what had been found before."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The evidence."""
        return tuple(each.as_item() for each in self.evidence)

    @property
    def notified_on(self) -> date | None:
        """The day on which the area was told; None where what is written is no day."""
        try:
            return read_day(self.dates.notified)
        except InvalidInput:
            return None

    @property
    def every_body(self) -> tuple[Body, ...]:
        """Every body, inspectorates too."""
        return tuple(Body(code=each.code, kind=each.kind, name=each.name) for each in self.bodies)


def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:joint-inspection:record",
        **InspectionRecord.model_json_schema(),
        "title": "One whole inspection",
        "description": "Children stand in it by pseudonyms alone; people by references.",
    }


def coverage_of(record: InspectionRecord) -> Coverage:
    """Whether the evidence of a record is enough."""
    tracked = [child.id for child in record.children if child.tracked]
    reasons = {child.id: child.not_heard_because for child in record.children if child.not_heard_because}
    return coverage(record.items, find(record.framework), record.every_body, tracked, reasons=reasons)
