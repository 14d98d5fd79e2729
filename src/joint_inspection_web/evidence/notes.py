"""What does a note look like when it is written, and what does its writer get back?

The digest is over what was sent, key by key, so that a device can work it out too and let go of its own copy only when
the receipt shows that every letter arrived.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.evidence.model import Direction, Directness, Method, Speaker, Strength
from joint_inspection_web.evidence.models import Kind

MOST_TEXT, MOST_QUOTES, MOST_WORDS, MOST_REASON = 20_000, 20, 4_000, 1_000
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Beyond these no clock goes, however wrong."""
PSEUDONYM = r"^[a-z0-9][a-z0-9-]{1,39}$"
ADVICE = {
    "note": "The note has no id of its own: write it again",
    "version": "This version has no id of its own: write it again",
    "bases": "Say which versions this one follows",
    "kind": "Say whether this is new, a correction, a merge or a withdrawal",
    "noted_at": "Say when it was noted: a date, a time and its time zone",
    "criterion": "Choose a criterion",
    "agency": "Choose the agency it is about",
    "speaker": "Choose who says so",
    "speaker_agency": "Choose the agency that says so",
    "method": "Choose how you learned it",
    "directness": "Choose how near it is: seen, told by the subject, or told by another",
    "direction": "Choose whether it speaks for the practice, against it, or is context",
    "strength": "Choose how much it can carry",
    "indicator": "Choose an indicator of the register, or none",
    "child": "Write the child’s pseudonym as the sample has it, never a name",
    "happened_on": "Enter the day it happened, or leave it empty",
    "text": f"Write what you saw or were told, in at most {MOST_TEXT:,} characters",
    "quotes": f"A quote needs the document, the passage and the words; at most {MOST_QUOTES} in a note",
    "box": "Choose your own inspectorate’s box, or none",
    "because": "Say why the area had not told of this before it was notified, after all",
}


class QuoteIn(BaseModel):
    """Words of an uploaded document, and in which of its passages they stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(max_length=10)
    passage: str = Field(max_length=20)
    words: str = Field(min_length=1, max_length=MOST_WORDS, repr=False)


class NoteIn(BaseModel):
    """One version of a note, as it is written on a page, on a device or in a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: UUID
    version: UUID
    bases: tuple[UUID, ...] = Field(default=(), max_length=20)
    kind: Kind = Kind.FIRST
    noted_at: datetime
    criterion: str = Field(default="", max_length=80)
    agency: str = Field(default="", max_length=80)
    speaker: Speaker | None = None
    speaker_agency: str | None = Field(default=None, max_length=80)
    method: Method | None = None
    directness: Directness | None = None
    """None: it follows from who says so."""
    first_hand: bool = False
    direction: Direction | None = None
    strength: Strength = Strength.MODERATE
    child: str | None = Field(default=None, pattern=PSEUDONYM, repr=False)
    happened_on: date | None = Field(default=None, repr=False)
    disclosed: bool = False
    experience: bool = False
    outcome: bool = False
    indicator: str | None = Field(default=None, max_length=80)
    """Id in the register, where data tell of one."""
    text: str = Field(default="", max_length=MOST_TEXT, repr=False)
    quotes: tuple[QuoteIn, ...] = Field(default=(), max_length=MOST_QUOTES, repr=False)
    box: str | None = Field(default=None, max_length=80)
    because: str = Field(default="", max_length=MOST_REASON, repr=False)
    """Why a correction takes back that the area had told of it before."""
    _digest: str = PrivateAttr(default="")

    @field_validator("noted_at")
    @classmethod
    def _within_reach(cls, value: datetime) -> datetime:
        if value.tzinfo is None or not EARLIEST <= value <= LATEST:
            raise ValueError("no clock says this")
        return value

    @field_validator(
        "speaker",
        "speaker_agency",
        "method",
        "directness",
        "direction",
        "child",
        "happened_on",
        "box",
        "indicator",
        mode="before",
    )
    @classmethod
    def _nothing_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("child", mode="before")
    @classmethod
    def _small_letters(cls, value: Any) -> Any:
        return value.strip().lower() or None if isinstance(value, str) else value

    @property
    def digest(self) -> str:
        """The SHA-256 of what was sent."""
        return self._digest or digest_of(self.model_dump(mode="json"))

    @classmethod
    def sent(cls, raw: Any, *, but: tuple[str, ...] = ()) -> NoteIn:
        """A note as it arrived; raises InvalidInput with everything that is wrong, and never quotes it.

        ``but`` names what may be different when the same note is sent again.
        """
        try:
            digest = digest_of({key: value for key, value in raw.items() if key not in but} if but else raw)
            made = cls.model_validate(raw)
        except ValidationError as error:
            raise InvalidInput(_problems(error)) from None
        except (UnicodeEncodeError, RecursionError):
            raise InvalidInput([Problem(where="text", says="Some letters are broken: write the note again")]) from None
        made._digest = digest
        return made


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A version is safe: it was committed, once."""

    version: UUID
    digest: str
    at: datetime
    heads: tuple[UUID, ...]
    """The versions of the note that no other follows: more than one means that a person has to bring them together."""


def digest_of(raw: Any) -> str:
    """The SHA-256 of plain values as JSON: keys sorted, no spaces, letters as UTF-8."""
    said = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _problems(error: ValidationError) -> list[Problem]:
    found = {}
    for each in error.errors(include_input=False, include_url=False):
        where = str(each["loc"][0]) if each["loc"] else "note"
        found[where] = ADVICE.get(
            where, "This is not part of a note" if where not in NoteIn.model_fields else "Say yes or no"
        )
    return [Problem(where=where, says=says) for where, says in found.items()]
