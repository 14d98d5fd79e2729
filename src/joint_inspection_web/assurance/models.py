"""What quality assurance asks, and what somebody who never saw the grades thinks of the same evidence.

Rows are added, never changed. What is asked and answered, and second grades with their reasons, are sealed under the
inspection's key.
"""

from __future__ import annotations

from django.db import models

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.fairness.models import Kept
from joint_inspection_web.inspections.models import Inspection


class About(models.TextChoices):
    """What a query is about."""

    SENTENCE = "sentence", "A sentence of the draft"
    FINDING = "finding", "A finding"
    JUDGEMENT = "judgement", "A judgement"
    WHOLE = "whole", "The inspection as a whole"


class Query(Kept):
    """Something that quality assurance asks about a draft, a finding or a judgement; sealed: its words."""

    about = models.CharField(max_length=20, choices=About.choices)
    which = models.CharField(max_length=80, blank=True)
    """Of a sentence its identifier, of a finding its reference, of a judgement its id."""

    class Meta(Kept.Meta):
        verbose_name_plural = "queries"


class TurnKind(models.TextChoices):
    """What was done about a query."""

    ANSWER = "answer", "Answered"
    FURTHER = "further", "Asked further"
    RESOLVED = "resolved", "Resolved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Turn(Kept):
    """One step of the conversation about a query; sealed: its words."""

    query = models.ForeignKey(Query, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=20, choices=TurnKind.choices)


class Draw(models.Model):
    """Inspections were drawn for a second rating; the seed repeats the draw."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    framework = models.CharField(max_length=80)
    seed = models.PositiveBigIntegerField()
    among = models.JSONField()
    """References of the inspections that could have been drawn."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"draw {self.ref}"


class Drawn(models.Model):
    """An inspection that was drawn for a second rating."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="drawn")
    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="drawn")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "drawn"

    def __str__(self) -> str:
        return f"{self.inspection}, drawn"


class SecondRater(models.Model):
    """Somebody is named to rate an inspection a second time; the last one named counts."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    drawn = models.ForeignKey(Drawn, on_delete=models.PROTECT, related_name="raters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"second rater {self.ref}"


class Opening(models.Model):
    """A second rater opened the evidence under one judgement."""

    rater = models.ForeignKey(SecondRater, on_delete=models.PROTECT, related_name="openings")
    judgement = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.rater} opened {self.judgement}"


class SecondGrade(Kept):
    """What a second rater thinks of one judgement: the last draft counts until it is sealed. Sealed: grade, reasons."""

    rater = models.ForeignKey(SecondRater, on_delete=models.PROTECT, related_name="grades")
    judgement = models.CharField(max_length=80)
    is_final = models.BooleanField()

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "judgement"], condition=models.Q(is_final=True), name="one_final_second_grade"
            )
        ]
