"""Who opened the journey of one child, when, and why."""

from __future__ import annotations

from django.db import models

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection


class JourneyOpening(models.Model):
    """An inspector opened one child's journey, and said why."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="journey_openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.CharField(max_length=80)
    """The pseudonym. Once the inspection's key is destroyed nobody can say whose it was."""
    purpose = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person} opened a journey of {self.inspection}"
