"""What is recommended, what the report and the letter say, who signed and released a text, and what was published.

Rows are added, never changed. Words are sealed under the inspection's key until they are published; a publication is
for everybody, is not sealed, and outlives the key.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django.db import models
from pydantic import BaseModel

from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.follow_up.repeats import Found
from joint_inspection.record.model import Letter
from joint_inspection.reports.edition import Edition, Version
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.fairness.models import Kept
from joint_inspection_web.inspections.models import Inspection

T = TypeVar("T", bound=BaseModel)


class Asks(models.TextChoices):
    """Of whom something is asked."""

    BODY = "body", "A body of the area"
    GOVERNMENT = "government", "The government"


class Recommended(Kept):
    """A recommendation, or a national blocker, as somebody worded it; the last row of a name counts.

    Sealed: the library's value; once withdrawn, why.
    """

    name = models.CharField(max_length=80)
    """Its id in the report: ``r1``, ``b1``."""
    asks = models.CharField(max_length=20, choices=Asks.choices, default=Asks.BODY)
    withdrawn = models.BooleanField(default=False)


class LetterDraft(Kept):
    """Who is asked for a statement of action, by when and where to; the last row counts. Sealed: the letter."""


class Population(Kept):
    """How many children of the area have the traits that the report speaks of; the last row counts. Sealed: groups."""


class Draft(Kept):
    """The report as somebody saved it; the last number counts. Sealed: the report."""

    number = models.PositiveIntegerField()
    corrects = models.ForeignKey("Publication", on_delete=models.PROTECT, null=True, related_name="corrections")
    """What is published already, where this is written to take its place."""

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="a_draft_has_its_own_number")]


class Release(Kept):
    """Somebody looked through a draft for anything that could tell who a child is, and lets it go out."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="releases")
    digest = models.CharField(max_length=64)

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["draft", "by"], name="somebody_releases_a_draft_once")]


class SignOff(Kept):
    """One inspectorate agrees to a draft; sealed: where it differs, and why."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sign_offs")
    inspectorate = models.CharField(max_length=80)
    """Its code."""
    digest = models.CharField(max_length=64)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["draft", "inspectorate"], name="an_inspectorate_signs_a_draft_once")
        ]


class Publication(models.Model):
    """What was published, as everybody may read it; a correction is another row that names this one."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="publications")
    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.JSONField()
    """The report, with its plain versions."""
    recommendations = models.JSONField(default=list)
    blockers = models.JSONField(default=list)
    letter = models.JSONField(null=True)
    bodies = models.JSONField(default=list)
    """Every body that inspected or was inspected: code, kind, name."""
    found = models.JSONField(default=list)
    """The findings, as those of later inspections are linked to them (the library's ``Found``)."""
    digest = models.CharField(max_length=64)
    """Fingerprint of the text that was signed."""
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    reason = models.TextField(blank=True)
    """Why it was corrected."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="a_publication_has_its_number")]

    def __str__(self) -> str:
        return f"publication {self.ref}"

    def as_edition(self, version: Version = "report") -> Edition:
        """The report, or one of its plain versions, as the library knows it."""
        return value(Edition, self.edition).reading(version)

    def as_recommendations(self) -> tuple[Recommendation, ...]:
        """What is asked of whom."""
        return tuple(value(Recommendation, each) for each in self.recommendations)

    def as_blockers(self) -> tuple[NationalBlocker, ...]:
        """What only the government can change."""
        return tuple(value(NationalBlocker, each) for each in self.blockers)

    def as_found(self) -> tuple[Found, ...]:
        """The findings, as later ones are compared with them."""
        return tuple(value(Found, each) for each in self.found)

    def as_letter(self) -> Letter | None:
        """The letter, with who is asked for a statement of action."""
        return value(Letter, self.letter) if self.letter else None


def value(model: type[T], said: Any) -> T:
    """A value of the library that is kept as JSON."""
    return model.model_validate_json(json.dumps(said))
