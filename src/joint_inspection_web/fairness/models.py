"""What is said of each agency, what it answers, and what agencies said of one another before anybody came.

Words are sealed under the inspection's key (``fairness.kept``); rows are added, never changed, but for a disclosure,
which an inspector confirms.
"""

from __future__ import annotations

from django.db import models

from joint_inspection.evidence.model import Direction
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Body, Inspection


class Kept(models.Model):
    """Something with words about an inspection, sealed."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ref}"


class Finding(models.Model):
    """What the team says of one body or several; what it says now is its last version."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"finding {self.ref}"


class FindingVersion(Kept):
    """A finding as somebody worded it at some moment; sealed: its text, a waiver, why it was withdrawn."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="versions")
    criterion = models.CharField(max_length=80)
    about = models.JSONField()
    """Codes of the bodies it is about."""
    direction = models.CharField(max_length=20, choices=[(str(each), str(each).capitalize()) for each in Direction])
    supports = models.JSONField()
    """Ids of the items for it."""
    against = models.JSONField()
    """Ids of the strongest items against it."""
    waived_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Who accepts that it stands with less evidence than the framework asks for."""
    withdrawn = models.BooleanField(default=False)


class Answer(models.TextChoices):
    """What an agency says to a point."""

    AGREE = "agree", "We agree"
    PARTLY = "partly", "We agree in part"
    DISAGREE = "disagree", "We disagree"


class Point(Kept):
    """Something put to an agency about its own practice, for it to answer; sealed: its text."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="points")
    criterion = models.CharField(max_length=80)
    shown = models.JSONField()
    """Ids of the items that the agency is told of."""
    due_on = models.DateField()


class PointReply(Kept):
    """What the agency answers; sealed: its words."""

    point = models.OneToOneField(Point, on_delete=models.PROTECT, related_name="reply")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    note = models.UUIDField(null=True)
    """The note of the notebook that keeps the answer among the evidence; None after the last day on site."""


class ReplyFile(Kept):
    """Something the agency sent with its answer; sealed: its name and the digest of its content."""

    unrecorded = ("content",)

    reply = models.ForeignKey(PointReply, on_delete=models.PROTECT, related_name="files")
    size = models.PositiveIntegerField()
    scanned = models.BooleanField()
    content = models.BinaryField()
    """Sealed."""


class Referral(Kept):
    """A concern about an agency, passed to the inspectorate that inspects it; sealed: the concern."""

    about = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=80)
    """Code of the host inspectorate."""
    criterion = models.CharField(max_length=80)
    item = models.UUIDField(null=True)
    """The item of evidence that it comes from."""
    due_on = models.DateField()


class Taken(models.TextChoices):
    """What a host inspectorate does with a concern."""

    THIS_INSPECTION = "this_inspection", "It is looked into in this inspection"
    OWN_PROGRAMME = "own_programme", "It goes into the inspectorate’s own programme"
    NO_ACTION = "no_action", "Nothing further is done, for the reason given"


class ReferralAnswer(Kept):
    """What the host inspectorate answers; sealed: its words, and who gave them where somebody else wrote them down."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="answer")
    taken = models.CharField(max_length=20, choices=Taken.choices)


class Exists(models.TextChoices):
    """Whether an agency has a way of raising a concern with another."""

    YES = "yes", "Yes, in writing"
    INFORMAL = "informal", "Yes, but not in writing"
    NO = "no", "No"


class EscalationProcess(Kept):
    """How one agency raises a concern with another, and how often it did; the last row counts.

    Sealed: words, source.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    exists = models.CharField(max_length=10, choices=Exists.choices)
    used = models.PositiveIntegerField(null=True)
    resolved = models.PositiveIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    """Over how many months these were counted."""
    own_word = models.BooleanField()
    """Whether the agency's own officer said so."""


class Route(models.TextChoices):
    """By which way a concern was raised."""

    WORKER = "worker", "Worker to worker"
    MANAGER = "manager", "Manager to manager"
    SENIOR = "senior", "Senior leaders"
    MEETING = "meeting", "At a meeting about the child"
    WRITTEN = "written", "The written process"
    PARTNERSHIP = "partnership", "The safeguarding partnership"


class CameOf(models.TextChoices):
    """What came of a concern that one agency had about another's part in a case."""

    RESOLVED = "resolved", "Resolved"
    PARTLY = "partly", "Resolved in part"
    UNRESOLVED = "unresolved", "Not resolved"
    NO_ANSWER = "no_answer", "No answer"
    NOT_RAISED = "not_raised", "There was cause, and nobody raised it"


class EscalationStep(Kept):
    """One agency took up another's part in a tracked case, or ought to have; sealed: child, day, words, outcome."""

    raised_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    raised_with = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=20, choices=Route.choices, blank=True)
    came_of = models.CharField(max_length=20, choices=CameOf.choices)


class ToldIn(models.TextChoices):
    """Where an area told of a weakness of its own."""

    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    LETTER = "letter", "Letter to an inspectorate"
    MEETING = "meeting", "Meeting with an inspectorate"
    PUBLIC = "public", "Published report or minutes"
    REVIEW = "review", "Review of a case or a service"


class Disclosure(Kept):
    """Something an agency told of before it was notified; sealed: what it told, and where to find it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=80)
    told_on = models.DateField()
    told_in = models.CharField(max_length=20, choices=ToldIn.choices)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class DisclosedItem(models.Model):
    """An item of evidence tells of what the area had told of itself."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="items")
    item = models.UUIDField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "item"], name="an_item_is_disclosed_once")]

    def __str__(self) -> str:
        return f"{self.disclosure}: item {self.item}"


class Evaluation(Kept):
    """What one agency, or the inspectors together, say of one child followed; the last row of a side and child counts.

    Sealed: the child, the answers and the words. Once sent it is not changed.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    """None: the inspectors."""
    sent = models.BooleanField()


class ChildLook(models.Model):
    """An inspector opened what is kept of a child here; sealed: the child."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    sealed = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person} opened what is kept of a child of {self.inspection}"
