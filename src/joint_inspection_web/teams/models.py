"""What somebody knows and declares, what was asked and ruled, and what a team lacks."""

from __future__ import annotations

from typing import Any

from django.db import models

from joint_inspection.inspections.interests import Interest as DeclaredInterest
from joint_inspection.inspections.interests import InterestKind
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection, SeatRole


class Basis(models.TextChoices):
    """By what a competence shows."""

    PROFESSION = "profession", "Worked in the profession"
    TRAINING = "training", "Training, also on a theme"
    OBSERVED = "observed", "Practice observed by a colleague"


class Competence(models.Model):
    """Somebody knows something, as their inspectorate recorded it; it counts for so many years."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="competences")
    competence = models.CharField(max_length=40)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    shown_on = models.DateField()
    """The last day on which it showed: at work, in training, or watched by a colleague."""
    says = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["competence", "-shown_on", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.competence}"


class Kind(models.TextChoices):
    """What sort of interest is declared."""

    EMPLOYMENT = InterestKind.EMPLOYMENT.value, "Work: I work or worked there"
    FAMILY = InterestKind.FAMILY.value, "Family or a close friend works there or is helped there"
    FINANCIAL = InterestKind.FINANCIAL.value, "Money: I own, am owed or am paid something"
    PROFESSIONAL = InterestKind.PROFESSIONAL.value, "Other professional activity: advice, training, a board"
    INSPECTION = InterestKind.INSPECTION.value, "I inspected there before"
    VALUES = InterestKind.VALUES.value, "Something in which my values may clash with the work"


class Interest(models.Model):
    """One thing that somebody declares about themselves."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.CharField(max_length=80, blank=True)
    """An agency's id in the register; empty for a clash of values."""
    body_name = models.CharField(max_length=200, blank=True)
    began = models.PositiveSmallIntegerField(null=True)
    ended = models.PositiveSmallIntegerField(null=True)
    says = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"

    def as_interest(self) -> DeclaredInterest:
        """The same, as the library knows it."""
        return DeclaredInterest(
            kind=InterestKind(self.kind), body=self.body or None, name=self.body_name, start=self.began,
            end=self.ended, says=self.says,
        )  # fmt: skip


class Ask(models.Model):
    """Somebody is asked to join a team, and to declare their interests before they learn of the area.

    It is cleared once nothing declared has to do with the area, or somebody ruled that the person may join. Until then
    nobody is seated, and whoever has a seat stands back from it.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asks")
    role = models.CharField(max_length=30, choices=SeatRole.choices)
    because = models.CharField(max_length=300, blank=True)
    """Why the person has to declare again."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)
    declared = models.JSONField(default=list)
    """Keys of the interests declared."""
    cleared_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person"], condition=models.Q(withdrawn_at=None), name="one_open_ask_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is asked to join {self.inspection}"


class Decision(models.TextChoices):
    """What was ruled about interests that have to do with the area."""

    ALLOWED = "allowed", "Allowed"
    CONDITIONS = "conditions", "Allowed, with conditions"
    NOT_ALLOWED = "not_allowed", "Not allowed"


class Ruling(models.Model):
    """A named person ruled on what somebody declared; rulings are added, never changed."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="rulings")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    reason = models.CharField(max_length=1000)
    conditions = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ask}: {self.decision}"


class ChosenTheme(models.Model):
    """The theme that an inspection looks at, from some moment on; added, never changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="themes")
    theme = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection}: {self.theme}"


class Participation(models.Model):
    """An inspectorate says whether it takes part in an inspection, and why not; added, never changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="participations")
    inspectorate = models.CharField(max_length=80)
    takes_part = models.BooleanField()
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspectorate}, {self.inspection}: {self.takes_part}"


class Acceptance(models.Model):
    """A named person accepts in writing that the team lacks something. It holds while the gap is the same."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="acceptances")
    gap = models.CharField(max_length=80)
    says = models.CharField(max_length=300)
    """The gap in words, as it was then."""
    why = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection}: {self.gap} accepted"

    def holds(self, gap: Any) -> bool:
        """Whether it is about this gap, unchanged."""
        return self.gap == gap.id and self.says == gap.says
