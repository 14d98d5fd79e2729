"""How does a version of a note look on a page?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.model import Direction, Directness, Item, Speaker, Strength
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.heads import standing
from joint_inspection_web.evidence.kept import Reader, Words
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.evidence.openings import Openings
from joint_inspection_web.evidence.state import criteria_of
from joint_inspection_web.inspections.models import Inspection

SHORTEST_SKEW = 300
"""Seconds from which a wrong clock is worth a word."""
HEARSAY = (
    "Recorded. It is what one agency says about another: it can open a line of enquiry, but cannot alone support a "
    "finding."
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A version, with as much of its words as the reader may read now."""

    version: Version
    criterion: str
    agency: str
    speaker_agency: str
    words: Words | None = field(default=None, repr=False)
    child: str | None = field(default=None, repr=False)
    closed: bool = False
    """Words of somebody else about a child, which the reader has not opened today."""
    two: bool = False
    """Another version of the note stands beside it."""
    hearsay: bool = False
    clock: str = ""
    """By how much the writer's clock was wrong, if it was."""


class Showing:
    """Shows versions of one inspection to one person, for one request."""

    def __init__(self, inspection: Inspection, person: Person, *, at: datetime) -> None:
        self.reader = Reader(inspection)
        self.openings = Openings(inspection, person, at=at)
        self.criteria = {each["id"]: each["title"] for each in criteria_of(inspection)}
        self.bodies = {body.code: body.name for body in inspection.bodies.all()}

    @property
    def gone(self) -> str:
        """Why no words can be opened any more, if so and if there are any."""
        return self.reader.gone

    def all(self, versions: Iterable[Version]) -> list[Shown]:
        """Several versions, in their order."""
        versions = list(versions)
        counted = standing().filter(note__in={version.note_id for version in versions}).values("note")
        beside = dict(counted.annotate(number=Count("pk")).order_by().values_list("note", "number"))
        return [self._one(version, beside) for version in versions]

    def one(self, version: Version) -> Shown:
        """One version."""
        return self.all([version])[0]

    def _one(self, version: Version, beside: Mapping[object, int]) -> Shown:
        words, covered = self.reader.open(version), self.openings.cover(version)
        return Shown(
            version=version, criterion=self.criteria.get(version.criterion, version.criterion),
            agency=self.bodies.get(version.agency, version.agency),
            speaker_agency=self.bodies.get(version.speaker_agency, version.speaker_agency),
            words=words if covered else None, child=words.child if words else None,
            closed=words is not None and not covered, two=beside.get(version.note_id, 0) > 1,
            hearsay=is_hearsay(_as_item(version)), clock=_clock(version.clock_skew),
        )  # fmt: skip


def _as_item(version: Version) -> Item:
    return Item(
        id=str(version.note_id), criterion=version.criterion, about=version.agency, author="", inspectorate="",
        speaker=Speaker(version.speaker), speaker_agency=version.speaker_agency or None,
        method=version.method, directness=Directness(version.directness),  # type: ignore[arg-type]
        first_hand=version.first_hand, direction=Direction(version.direction), strength=Strength(version.strength),
        noted_at=version.noted_at,
    )  # fmt: skip


def _clock(skew: int) -> str:
    if abs(skew) < SHORTEST_SKEW:
        return ""
    minutes = abs(skew) // 60
    said = f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
    return f"the writer’s clock was {said} {'slow' if skew > 0 else 'fast'}"
