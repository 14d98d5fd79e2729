"""Surveys, what came back, and what was answered to those who took part.

What somebody wrote or chose stands in a sealed column that history leaves out: whoever takes it back takes it back
altogether, and what remains is that something came and went.
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


class Reply(models.Model):
    """What the lead tells those who took part: what you said, what we did. Added, never changed."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="replies")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, null=True, related_name="replies")
    """Whom it tells; nobody: all who took part in the survey."""
    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    sealed = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"reply in {self.survey}"
