"""The seal that an inspection's draw rests on, and every sample drawn under it.

Who was chosen, and from whom, is sealed under the inspection's key for child data: with the key it is destroyed.
"""

from __future__ import annotations

from django.db import models

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection


class Seal(models.Model):
    """The inspectorate bound itself to a secret; everybody may know the commitment, nobody the secret until later."""

    unrecorded = ("secret",)

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="seal")
    commitment = models.CharField(max_length=64)
    secret = models.BinaryField()
    """Sealed under the service's master key."""
    master = models.CharField(max_length=40)
    late = models.BooleanField()
    """Whether inspectors could already see lists: then it proves less."""
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revealed = models.CharField(max_length=64, blank=True)
    """The secret, once everybody may know it."""
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"seal of {self.inspection}"


class Because(models.TextChoices):
    """Why there is another sample of an inspection."""

    DRAWN = "drawn", "Drawn"
    DRAWN_AGAIN = "drawn_again", "Drawn again: the lists were replaced"
    REPLACED = "replaced", "A child was replaced"
    PICKED = "picked", "A child was picked on purpose"


class Sample(models.Model):
    """Whose cases are read, from some moment on; samples are added, never changed."""

    unrecorded = ("document", "people")

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="samples")
    because = models.CharField(max_length=20, choices=Because.choices)
    arrived = models.JSONField()
    """The uploads drawn from: reference and digest of each, as it arrived."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the document, which anybody may compare later."""
    population = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    tracked = models.PositiveIntegerField()
    document = models.BinaryField()
    """What was ordered and who was chosen, sealed."""
    people = models.BinaryField()
    """From whom, sealed."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"sample of {self.inspection}"
