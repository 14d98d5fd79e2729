"""What was shared between inspectorates, who opened a sealed box, and what may be cited of what lies in one.

All rows are added, never changed.
"""

from __future__ import annotations

from django.db import models

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Inspection


class Shared(models.Model):
    """One inspectorate told another something."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="shared")
    giver = models.CharField(max_length=80)
    """Code of the inspectorate that tells."""
    receivers = models.JSONField()
    """Codes of those that are told."""
    what = models.CharField(max_length=300)
    """A description, which names no child."""
    basis = models.CharField(max_length=40)
    """Id of the legal basis."""
    purpose = models.CharField(max_length=300)
    shared_at = models.DateTimeField()
    note = models.UUIDField(null=True)
    """The note that was taken out of a box."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-shared_at", "-pk"]
        verbose_name_plural = "shared"

    def __str__(self) -> str:
        return f"{self.giver} shared something about {self.inspection}"


class Box(models.Model):
    """An inspectorate keeps evidence of its own apart, and says why."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="boxes")
    inspectorate = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "boxes"
        constraints = [models.UniqueConstraint(fields=["inspection", "inspectorate"], name="one_box_an_inspectorate")]

    def __str__(self) -> str:
        return f"box of {self.inspectorate} in {self.inspection}"


class Citation(models.Model):
    """What the team may read and cite of a box: a reference and its inspectorate's own summary."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="citations")
    inspectorate = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    """Code of the body that it is about."""
    notes = models.PositiveIntegerField()
    """On how many notes of the box it rests."""
    sealed = models.TextField()
    """The summary."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"citation {self.ref}"
