"""Surveys and what came back; people met and meetings observed, with their consent; what was answered to them.

What somebody wrote or chose in a survey stands in a sealed column that history leaves out: whoever takes it back takes
it back altogether, and what remains is that something came and went. What people say when they are met is evidence like
any other and stands in the notebook; here stands, apart from it, whether they agreed.
"""

from __future__ import annotations

import secrets
from uuid import uuid4

from django.db import models

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Inspection


def new_token() -> str:
    """What a link ends with: 128 bits, which nobody guesses."""
    return secrets.token_hex(16)


class SurveyKind(models.TextChoices):
    """Who is asked."""

    CHILDREN = "children", "Children"
    FAMILIES = "families", "Families"
    STAFF = "staff", "Staff"
    WHISTLEBLOWER = "whistleblower", "Staff who are worried (no agency sees it)"


class Survey(models.Model):
    """Some people of one inspection are asked, by a link and on paper."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="surveys")
    kind = models.CharField(max_length=20, choices=SurveyKind.choices)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"survey {self.ref}"


class Response(models.Model):
    """What one person answered."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    language = models.CharField(max_length=8)
    sealed = models.TextField(blank=True)
    """The choices and the words; empty once they were taken back."""
    code_hash = models.CharField(max_length=64, unique=True)
    """The hash of the code by which whoever answered reads what became of it."""
    at = models.DateTimeField()
    paper = models.PositiveIntegerField(null=True)
    """The number on the sheet, where it came on paper."""
    keyed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    keyed_again_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Who else typed in the same sheet, and read the same on it."""
    taken_back_at = models.DateTimeField(null=True)

    unrecorded = ("sealed",)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "paper"], name="a_sheet_is_entered_once")]

    def __str__(self) -> str:
        return f"response to {self.survey}"


class MeetingKind(models.TextChoices):
    """Who is met, or what is watched."""

    CHILD = "child", "A child"
    FAMILY = "family", "A child’s family"
    STAFF = "staff", "Staff of an agency"
    OBSERVATION = "observation", "Practice that is observed"
    MULTI_AGENCY = "multi_agency_meeting", "A meeting of agencies that is observed"


ABOUT_A_CHILD = (MeetingKind.CHILD, MeetingKind.FAMILY)
OBSERVED = (MeetingKind.OBSERVATION, MeetingKind.MULTI_AGENCY)
"""What agencies offer for inspectors to watch."""


class Meeting(models.Model):
    """Inspectors meet somebody who is asked to take part, or watch people at work or in a meeting."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=30, choices=MeetingKind.choices)
    agency = models.CharField(max_length=80, blank=True)
    """Code of the agency whose staff are met, or which holds what is observed."""
    offered = models.BooleanField(default=False)
    """Whether the agency named it, for inspectors to watch."""
    starts_at = models.DateTimeField(null=True)
    goes = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Who of the team goes there."""
    called_off_at = models.DateTimeField(null=True)
    """When the agency said that it does not take place after all."""
    child_mark = models.CharField(max_length=16, blank=True)
    """What stands for the child that it is about in evidence too; without the inspection's key it says nobody."""
    sealed = models.TextField()
    """Who they are to the child or what is observed, where, and the child's pseudonym."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"meeting {self.ref}"

    @property
    def is_observed(self) -> bool:
        return self.kind in OBSERVED

    @property
    def consent(self) -> Consent | None:
        """What they said last about taking part; None before they were asked."""
        said = list(self.consents.all())
        return said[-1] if said else None

    @property
    def has_agreed(self) -> bool:
        """Whether they agreed, and have not stopped since."""
        said = self.consent
        return said is not None and said.answer == Consent.Answer.AGREED


class Consent(models.Model):
    """What those who are met, or watched, say about taking part. Added, never changed; kept apart from the evidence."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Did not want to"
        STOPPED = "stopped", "Stopped"

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    sealed = models.TextField()
    """Language, interpreter, advocate, who else was asked, and how to reach them again."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """The inspector who asked; nobody where they stopped by their code."""

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"consent to {self.meeting}"


class MeetingNote(models.Model):
    """A note of the notebook that was written of a meeting, so that it can be withdrawn when somebody stops."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    note = models.UUIDField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"note of {self.meeting}"


class MeetingCode(models.Model):
    """The code by which somebody who was met reads what became of it, and can stop."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"code for {self.meeting}"


class Reply(models.Model):
    """What the lead tells those who took part: what you said, what we did. Added, never changed."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, null=True, related_name="replies")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="replies")
    """What it answers: one of the two."""
    response = models.ForeignKey(Response, on_delete=models.PROTECT, null=True, related_name="replies")
    """Whom it tells; nobody: all who took part."""
    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    sealed = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"reply in {self.survey or self.meeting}"
