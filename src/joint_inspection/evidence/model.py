"""What is a piece of evidence, and what is a finding that rests on it?

Nothing here knows how evidence is kept. An ``Item`` is what one inspector noted once; the words and the child's
pseudonym are missing (None) where the key of the inspection's child data was destroyed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from joint_inspection.frameworks.model.content import Method

__all__ = ["Body", "Direction", "Directness", "Finding", "Item", "Method", "Quote", "Speaker", "Strength"]


class Speaker(StrEnum):
    """Who says so."""

    INSPECTOR = "inspector"
    """The inspector saw it."""
    AGENCY = "agency"
    """An agency: ``speaker_agency`` says which."""
    CHILD = "child"
    FAMILY = "family"
    WHISTLEBLOWER = "whistleblower"
    PUBLISHED = "published"
    """Published data or a published report."""


class Directness(StrEnum):
    """How near to the thing itself."""

    SEEN = "seen"
    TOLD_BY_SUBJECT = "told_by_subject"
    """Told by the body, child or family it is about."""
    TOLD_BY_ANOTHER = "told_by_another"


class Direction(StrEnum):
    """Whether it speaks for or against the practice."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    CONTEXT = "context"


class Strength(StrEnum):
    """How much it can carry."""

    STRONG = "strong"
    MODERATE = "moderate"
    SLIGHT = "slight"


@dataclass(frozen=True, kw_only=True)
class Body:
    """An agency that is inspected, or an inspectorate that takes part."""

    code: str
    kind: str
    """``inspectorate``, or the kind of agency."""
    name: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words of an uploaded document, and where they stand in it."""

    document: str
    """The document's reference."""
    passage: str
    """Where: a page, a heading or a paragraph, as the reader would look for it."""
    words: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One piece of evidence, as it stands after its corrections."""

    id: str
    """A UUID made where it was written, also without a connection."""
    criterion: str
    """Id of a criterion of the framework."""
    about: str
    """Code of the body whose practice it is about (an agency's id in the register)."""
    author: str
    """Reference of the inspector."""
    inspectorate: str
    speaker: Speaker
    speaker_agency: str | None = None
    """Code of the agency that says so, where an agency does."""
    method: Method
    directness: Directness
    first_hand: bool = False
    """Whether an agency tells of its own contact with the body: that is not hearsay."""
    direction: Direction
    strength: Strength
    child: str | None = field(default=None, repr=False)
    """Pseudonym in this inspection."""
    happened_on: date | None = None
    """When it happened; None where it is about no one moment."""
    noted_at: datetime
    """When it was noted, by the writer's own clock."""
    disclosed: bool = False
    """Candour: the area told of it before it was notified."""
    experience: bool = False
    """Tells of a child's experience."""
    outcome: bool = False
    """Tells of what changed for a child."""
    text: str | None = field(default=None, repr=False)
    quotes: tuple[Quote, ...] = ()
    box: str | None = None
    """The inspectorate in whose sealed box it lies; None where the whole team reads it."""
    by_adviser: bool = False
    """Written by a sector adviser, who has no vote: it supports no finding."""
    indicator: str | None = None
    """Id in the register of indicators, where it tells of one."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the team says of a body or the partnership, and on what it rests."""

    id: str
    criterion: str
    about: tuple[str, ...]
    """Codes of the bodies it is about."""
    direction: Direction
    text: str = field(repr=False)
    supports: tuple[str, ...]
    """Ids of the items for it."""
    against: tuple[str, ...] = ()
    """Ids of the strongest items against it."""
    waiver: str | None = None
    """Why it stands with less evidence than the framework asks for, and who says so."""
