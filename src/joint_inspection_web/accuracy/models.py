"""What agencies say of the facts of a draft, what inspectors answer, and complaints about what was published.

Rows are added, never changed. Words are sealed under the inspection's key. Points are numbered for each agency apart,
so that no number tells how many another one made.
"""

from __future__ import annotations

from django.db import models

from joint_inspection.reports import accuracy
from joint_inspection.reports.complaints import ComplaintState
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.models import Kept
from joint_inspection_web.inspections.models import Body
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.reports.models import Draft, Publication


class Round(Kept):
    """A draft went to every agency inspected, for it to say whether the facts are right; nothing in it is sealed."""

    number = models.PositiveIntegerField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="rounds")
    due_on = models.DateField()

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="a_round_has_its_own_number")]


class RoundEnd(Kept):
    """No more points are taken in a round; nothing in it is sealed."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="end")


class Finished(Kept):
    """An agency has said all that it has to say of a draft; nothing in it is sealed."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="finished")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "body"], name="an_agency_finishes_a_round_once")]


class AccuracyPoint(Kept):
    """Something that an agency says is wrong; sealed: what is wrong, and what it should say."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="points")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Among the points of its agency."""
    sentence = models.CharField(max_length=8, blank=True)
    """Identifier of the sentence; empty: the whole draft."""

    class Meta(Kept.Meta):
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="a_point_has_its_number")]


class AccuracyFile(Kept):
    """Something that shows what an agency says; sealed: its name and the digest of its content."""

    unrecorded = ("content",)

    point = models.ForeignKey(AccuracyPoint, on_delete=models.PROTECT, related_name="files")
    size = models.PositiveIntegerField()
    scanned = models.BooleanField()
    content = models.BinaryField()
    """Sealed."""


class Says(models.TextChoices):
    """What inspectors say to a point."""

    ACCEPTED = accuracy.Decision.ACCEPTED.value, "Accepted"
    PARTLY = accuracy.Decision.PARTLY.value, "Accepted in part"
    REJECTED = accuracy.Decision.REJECTED.value, "Rejected"


class OnJudgement(models.TextChoices):
    """What a point did to the judgements."""

    NONE = accuracy.OnJudgement.NONE.value, "No judgement was touched"
    RECONSIDERED = accuracy.OnJudgement.RECONSIDERED.value, "Judgements were looked at again, and stay"
    CHANGED = accuracy.OnJudgement.CHANGED.value, "A judgement was changed"


class PointAnswer(Kept):
    """What inspectors answer to a point; the last one counts. Sealed: reasons, sentences before and after."""

    point = models.ForeignKey(AccuracyPoint, on_delete=models.PROTECT, related_name="answers")
    decision = models.CharField(max_length=20, choices=Says.choices)
    on_judgement = models.CharField(max_length=20, choices=OnJudgement.choices)
    decided = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    """The decision that changed a judgement."""


class Remark(Kept):
    """A further word on a point, from its agency or from inspectors; sealed: the words."""

    point = models.ForeignKey(AccuracyPoint, on_delete=models.PROTECT, related_name="remarks")
    by_agency = models.BooleanField()


class Complaint(Kept):
    """A body inspected complains about what was published; sealed: what about, and what it asks for."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="complaints")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    lead = models.CharField(max_length=80)
    """Code of the inspectorate that answers for all."""


class State(models.TextChoices):
    """How far a complaint is."""

    RAISED = ComplaintState.RAISED.value, "Raised"
    ACKNOWLEDGED = ComplaintState.ACKNOWLEDGED.value, "Acknowledged"
    ANSWERED = ComplaintState.ANSWERED.value, "Answered"
    REVIEW_ASKED = ComplaintState.REVIEW_ASKED.value, "Independent review asked for"
    IN_REVIEW = ComplaintState.IN_REVIEW.value, "Independent reviewer named"
    REVIEWED = ComplaintState.REVIEWED.value, "Reviewed independently"
    CLOSED = ComplaintState.CLOSED.value, "Closed"


class Outcome(models.TextChoices):
    """What was found of a complaint."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"


class ComplaintStep(Kept):
    """A complaint reached a state; the last step counts. Sealed: the words to its body."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=State.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Who answers the complaint, or reviews the answer, from now on."""
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    correction = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")
    """The corrected letter that came of it."""
