"""What was read beforehand, by whom, and the questions that inspectors set out with, to their end."""

from __future__ import annotations

from django.db import models

from joint_inspection.inspections.enquiries import Origin as From
from joint_inspection.inspections.enquiries import ReadingKind
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Inspection


class Kind(models.TextChoices):
    """What sort of thing is read."""

    LAST_LETTER = ReadingKind.LAST_LETTER.value, "Last report or letter"
    STATEMENT = ReadingKind.STATEMENT.value, "Statement of action"
    SELF_EVALUATION = ReadingKind.SELF_EVALUATION.value, "Area’s own evaluation"
    REVIEW = ReadingKind.REVIEW.value, "Review of serious cases"
    DATA = ReadingKind.DATA.value, "Published figures"
    OTHER = ReadingKind.OTHER.value, "Something else"


class Origin(models.TextChoices):
    """Where a line of enquiry comes from."""

    FRAMEWORK = From.FRAMEWORK.value, "Framework"
    LAST_LETTER = From.LAST_LETTER.value, "Last report or letter"
    STATEMENT = From.STATEMENT.value, "Statement of action"
    SELF_EVALUATION = From.SELF_EVALUATION.value, "Area’s own evaluation"
    REVIEW = From.REVIEW.value, "Review of serious cases"
    DATA = From.DATA.value, "Figures"
    HEARSAY = From.HEARSAY.value, "What one agency says of another"
    CARRIED_ON = From.CARRIED_ON.value, "Carried on from an earlier inspection"
    TEAM = From.TEAM.value, "The team"


class Reading(models.Model):
    """Something that the team has to read before it comes."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="reading")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    where = models.CharField(max_length=300, blank=True)
    """An address, or where it lies."""
    key = models.CharField(max_length=200, blank=True)
    """Of the suggestion that it was taken from."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "reading"

    def __str__(self) -> str:
        return self.title


class Read(models.Model):
    """Somebody read it, and what they noted."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="reads")
    read_on = models.DateField()
    sealed = models.TextField(blank=True)
    """What was noted, sealed under the inspection's key; empty where nothing was."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.reading} read"


class State(models.TextChoices):
    """How a line of enquiry stands."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    DROPPED = "dropped", "Dropped"
    CARRIED_ON = "carried_on", "Carried on to the next inspection"


class Line(models.Model):
    """A question that inspectors follow. Names no child: it outlasts the data about children."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    asks = models.CharField(max_length=500)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    source = models.CharField(max_length=300, blank=True)
    """Where exactly it comes from, in words; ``item`` and an id where it is a piece of evidence."""
    where = models.CharField(max_length=300, blank=True)
    """An address of the source."""
    key = models.CharField(max_length=300, blank=True)
    """Of the suggestion that it was taken from."""
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried_to")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"line of enquiry {self.ref}"

    @property
    def now(self) -> LineState:
        """How it stands: the last of its states."""
        return list(self.states.all())[-1]

    @property
    def is_open(self) -> bool:
        return self.now.state == State.OPEN


class LineState(models.Model):
    """A line of enquiry was opened, ended, or opened again; states are added, never changed."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=20, choices=State.choices)
    says = models.CharField(max_length=1000, blank=True)
    """The answer, or the reason."""
    items = models.JSONField(default=list)
    """Ids of the evidence that answers it."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.line}: {self.state}"
