"""How the result is made, who gives a first view, what each thinks, and what is decided.

Rows are added, never changed. Grades, reasons and cited evidence are sealed under the inspection's key: until all first
views are in, nobody but its author opens one. No address names a row of these tables.
"""

from __future__ import annotations

from django.db import models

from joint_inspection.frameworks.model import Combination
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.models import Kept
from joint_inspection_web.inspections.models import Inspection


class Policy(models.Model):
    """How single judgements become a result in one inspection, as it stood when its fieldwork began."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="policy")
    combination = models.JSONField()
    """As the framework says it."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return f"policy of {self.inspection}"

    def as_combination(self) -> Combination:
        """The policy as the library knows it."""
        return Combination.model_validate(self.combination)


class Round(Kept):
    """First views were asked for; nothing is sealed in it but that it began."""

    by_inspector = models.BooleanField()
    """Each inspector gives a view, and not one person for each inspectorate."""

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection"], name="first_views_are_asked_for_once")]


class Asked(models.Model):
    """Somebody gives first views, for an inspectorate or as one inspector."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    inspectorate = models.CharField(max_length=80)
    """Its code."""

    class Meta:
        ordering = ["inspectorate", "person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="somebody_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.person} for {self.inspectorate}"

    @property
    def author(self) -> str:
        """By what reference the library knows a view of theirs."""
        return self.person.ref if self.round.by_inspector else self.inspectorate


class Waiver(Kept):
    """The first views of somebody are no longer waited for; sealed: why."""

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="waiver")


class Step(models.TextChoices):
    """How far a view has got."""

    DRAFT = "draft", "Draft"
    FIRST = "first", "First view"
    LATER = "later", "View after the reveal"


class GivenView(Kept):
    """What somebody thinks of one judgement: the last draft counts until a first view is sealed, the last later one
    after the reveal. Sealed: grade, evidence for and against, reasons."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="views")
    judgement = models.CharField(max_length=80)
    step = models.CharField(max_length=10, choices=Step.choices)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "judgement"], condition=models.Q(step="first"), name="one_first_view_of_a_judgement"
            )
        ]


class Reveal(models.Model):
    """All first views were in, and were shown together."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="reveal")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reveal of {self.round}"


class Decision(Kept):
    """What the inspectorates agreed, as their lead wrote it down; the last one counts.

    Sealed: grades and result, reasons, what the evidence lacked, and who dissents with what words.
    """
