"""What the team wrote about its own evidence: contradictions found by hand and resolved, why a child was not heard,
what the area was told on the day, what a daily meeting agreed.

Rows are added, never changed. What somebody wrote is sealed under the inspection's key, since it may be about a child.
"""

from __future__ import annotations

from django.db import models

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Inspection


class Written(models.Model):
    """Somebody wrote something about an inspection at some moment."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    """Names the row, also to its seal."""
    sealed = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.about

    @property
    def about(self) -> str:
        """How its seal names the row."""
        return f"{self._meta.model_name} {self.ref}"


class Noticed(Written):
    """Somebody noticed that items contradict one another, which no rule had found."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="noticed")
    criterion = models.CharField(max_length=80)
    body = models.CharField(max_length=80)
    """Code of the body whose practice it is about."""
    items = models.JSONField()
    """Ids of the items."""


class Resolution(Written):
    """How a contradiction is resolved, in writing, having read what was noted until then."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="resolutions")
    contradiction = models.CharField(max_length=16, db_index=True)
    items = models.JSONField()
    """Ids of the items that were on either side: it is open again when another comes."""


class NotHeard(Written):
    """Why a tracked child's own voice is not in the evidence; who the child is, is sealed with the reason."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="not_heard")


class Told(Written):
    """An emerging finding that somebody of the area was told on the day: the keep-in-touch record."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="told")
    body = models.CharField(max_length=80)
    """Code of the agency that was told, about itself."""
    office = models.CharField(max_length=120)
    """To whom, by office."""
    on = models.DateField()


class Agreed(Written):
    """What a daily meeting of the team agreed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="agreed")
    on = models.DateField()
