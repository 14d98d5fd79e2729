"""The notebook as rows: notes, their versions, what lies beside them, and who opened the words about a child.

A note never changes: a correction, a merge or a withdrawal is another version that names those it follows, and the
database refuses to change or remove either. Words, quotes, pseudonyms and days are sealed under the inspection's key;
what is in clear says of a note only what the team's picture of the evidence needs.
"""

from __future__ import annotations

from django.db import models

from joint_inspection.evidence.model import Direction, Directness, Speaker, Strength
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.design.words import title_of
from joint_inspection_web.evidence.words import METHODS
from joint_inspection_web.inspections.models import Inspection


class Kind(models.TextChoices):
    """What a version does to its note."""

    FIRST = "first", "Noted"
    CORRECTION = "correction", "Corrected"
    MERGE = "merge", "Two versions brought together"
    WITHDRAWAL = "withdrawal", "Withdrawn"


def _choices(words: object) -> list[tuple[str, str]]:
    return [(str(word), title_of(str(word))) for word in words]  # type: ignore[attr-defined]


class Note(models.Model):
    """One thing that one person noted; what it says stands in its versions."""

    id = models.UUIDField(primary_key=True)
    """Made where it was written, also without a connection."""
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    inspectorate = models.CharField(max_length=80, blank=True)
    """The code of the author's inspectorate; empty for a sector adviser."""
    box = models.CharField(max_length=80, blank=True)
    """The inspectorate in whose sealed box it lies; empty where the whole team reads it."""
    by_adviser = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note {self.id}"


class Version(models.Model):
    """What a note says from some moment on."""

    id = models.UUIDField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=80)
    agency = models.CharField(max_length=80)
    """Code of the body whose practice it is about."""
    speaker = models.CharField(max_length=20, choices=_choices(Speaker))
    speaker_agency = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=30, choices=_choices(METHODS))
    directness = models.CharField(max_length=20, choices=_choices(Directness))
    first_hand = models.BooleanField(default=False)
    direction = models.CharField(max_length=20, choices=_choices(Direction))
    strength = models.CharField(max_length=20, choices=_choices(Strength))
    disclosed = models.BooleanField(default=False)
    experience = models.BooleanField(default=False)
    outcome = models.BooleanField(default=False)
    indicator = models.CharField(max_length=80, null=True)  # noqa: DJ001 - a column that may be null rebuilds no table
    """Id in the register of indicators, where it tells of one."""
    noted_at = models.DateTimeField()
    """By the writer's own clock."""
    clock_skew = models.BigIntegerField(default=0)
    """Seconds by which the service's clock was ahead of the writer's when this was sent."""
    received_at = models.DateTimeField(db_index=True)
    child_mark = models.CharField(max_length=16, blank=True)
    """The same for every note about one child, and for nothing else; without the inspection's key it says nobody."""
    sealed = models.TextField()
    """Words, quotes, pseudonym, the day it happened and the digest of what was sent."""

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"version {self.id}"


class Base(models.Model):
    """A version follows another one of the same note."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="based_on")
    base = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "base"], name="a_version_follows_another_once")]

    def __str__(self) -> str:
        return f"{self.version} follows {self.base}"


class EvidenceOpening(models.Model):
    """Somebody opened the words of others about children, on one criterion, and said why; it lasts until midnight."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="evidence_openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=80)
    child_mark = models.CharField(max_length=16, blank=True)
    """The one child it is about; empty for every child noted under the criterion."""
    purpose = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} opened evidence of {self.inspection}"


class Document(models.Model):
    """Something an agency wrote, uploaded so that its words can be quoted; its text lies in a sealed file."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="documents")
    agency = models.CharField(max_length=80)
    """Code of the body that wrote it."""
    passages = models.PositiveIntegerField()
    scanned = models.BooleanField()
    size = models.PositiveBigIntegerField()
    sealed = models.TextField()
    """Its title and the digest of the file."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    inspectorate = models.CharField(max_length=80, blank=True)
    box = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"document {self.ref}"


class Attachment(models.Model):
    """A picture or file beside a note, in a sealed file."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=10)
    """The ending of its name."""
    scanned = models.BooleanField()
    size = models.PositiveBigIntegerField()
    sealed = models.TextField()
    """Its name and the digest of the file."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"attachment {self.ref}"
