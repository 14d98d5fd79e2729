"""The area's answer to a published report, everything that became of it, and what had been found before.

Rows are added, never changed. They name offices and no child, and are not sealed: what was promised and what came of it
has to outlive the data about children, so that the next inspection can ask.
"""

from __future__ import annotations

from django.db import models

from joint_inspection.follow_up.repeats import LinkKind
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication


class Statement(models.Model):
    """A statement of action that is asked for: when the report was received, and by when the statement is due.

    One that did not reflect the findings is followed by another, which names it.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="statements")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="statements")
    """What was received."""
    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    received_on = models.DateField()
    due_on = models.DateField()
    because = models.CharField(max_length=2000, blank=True)
    """Why there is another time than the framework gives."""
    noted_because = models.CharField(max_length=2000, blank=True)
    """Why the lead inspector noted the receipt, and not the area."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"], condition=models.Q(supersedes=None), name="a_report_is_received_once"
            )
        ]

    def __str__(self) -> str:
        return f"statement {self.ref}"


class Kind(models.TextChoices):
    """What is added to a statement."""

    ACTION = "action", "Action"
    DROPPED = "dropped", "Action taken out"
    SENT = "sent", "Sent"
    PROGRESS = "progress", "Progress"
    VERIFICATION = "verification", "Verification"
    REVIEW = "review", "View of the plan"
    IMPACT = "impact", "Check of the impact"
    VISIT = "visit", "Monitoring visit"
    DRAWN = "drawn", "Cases drawn afresh"


class Entry(models.Model):
    """Something that was added to a statement; of an action the last row of its name counts until it is sent."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="entries")
    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=80, blank=True)
    """The action's id in the statement: ``a1``."""
    says = models.JSONField(default=dict)
    """The library's value, or how cases were drawn; nothing where something is taken out or sent."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_kind_display()}"


NONE = "none"


class Repeat(models.Model):
    """Somebody says how a finding relates to an earlier published one; the last row of a pair counts."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="repeats")
    """Of the later finding."""
    later = models.CharField(max_length=80)
    earlier = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=20, choices=[*((str(each), str(each)) for each in LinkKind), (NONE, "not a repeat")]
    )
    because = models.CharField(max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.later}: {self.kind} as {self.earlier}"
