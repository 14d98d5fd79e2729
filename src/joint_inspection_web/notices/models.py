"""Who was told what of an inspection, who has received it, whom an agency names, and what it asks."""

from __future__ import annotations

from django.db import models

from joint_inspection.inspections.letters import Letter, from_json
from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Body, Inspection, Stage


class Notice(models.Model):
    """One agency was told of an inspection: the letter as it was made. Another one is added if the days change."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notices")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="notices")
    office = models.CharField(max_length=120)
    """The office addressed, never a name."""
    told = models.JSONField()
    """The letter, word for word."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.office}, {self.body.name}"

    @property
    def letter(self) -> Letter:
        """What was told, as the library knows it."""
        return from_json(self.told)


class How(models.TextChoices):
    """How it is known that a notice was received."""

    HERE = "here", "Confirmed in the service"
    TELEPHONE = "telephone", "By telephone"
    EMAIL = "email", "By email"
    IN_PERSON = "in_person", "In person"


class Receipt(models.Model):
    """An agency has received its notice."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="receipt")
    how = models.CharField(max_length=20, choices=How.choices)
    who = models.CharField(max_length=200)
    """Who has it, as they gave their name or office."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.notice} received"


class Reminder(models.Model):
    """Somebody followed up a notice that nobody had confirmed."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reminders")
    how = models.CharField(max_length=20, choices=How.choices[1:])
    says = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.notice} reminded"


class Contact(models.Model):
    """Whom inspectors ask in one agency; a change ends the one before, which is kept."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="contacts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=30)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "body"], condition=models.Q(ended_at=None), name="one_present_contact_an_agency"
            )
        ]

    def __str__(self) -> str:
        return f"Contact of {self.body.name}"


class Supplied(models.Model):
    """An agency says that it has sent, or done, something that its notice asks for."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="supplied")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="supplied")
    duty = models.CharField(max_length=80)
    """``request:`` or ``step:`` and the framework's id."""
    says = models.CharField(max_length=300, blank=True)
    """Where it is, if it did not come through the service."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "supplied"
        constraints = [models.UniqueConstraint(fields=["inspection", "body", "duty"], name="supplied_once")]

    def __str__(self) -> str:
        return f"{self.body.name}: {self.duty}"


class DeferralRequest(models.Model):
    """An agency asks that the inspection be put off, or left for a while. The other agencies do not see it."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="deferral_requests")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="deferral_requests")
    reason = models.CharField(max_length=40)
    """Id of a reason in the settings."""
    says = models.CharField(max_length=2000)
    evidence = models.CharField(max_length=1000)
    """What shows it, and where it can be seen."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.body.name} asks for a deferral"

    @property
    def reason_title(self) -> str:
        return notice_settings().reason(self.reason)


class Decides(models.TextChoices):
    """What is decided on a request for a deferral."""

    PROCEED = "proceed", "Go ahead as planned"
    DEFER = "defer", "Defer: put it off before it begins"
    PAUSE = "pause", "Pause: leave it for a while, since it has begun"
    INCOMPLETE = "incomplete", "Incomplete: paused too long, more evidence has to be gathered"


class DeferralDecision(models.Model):
    """What was decided on a request, by whom, who answers for it, and when it is looked at again."""

    request = models.OneToOneField(DeferralRequest, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=20, choices=Decides.choices)
    reason = models.CharField(max_length=1000)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, null=True, related_name="decided")
    """The stage that the inspection reached by it; none where it goes ahead."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request}: {self.decision}"


class Review(models.Model):
    """A decision, or a stage that a lead or planner reached unasked, was looked at again: what was found, what next."""

    decision = models.ForeignKey(DeferralDecision, on_delete=models.PROTECT, null=True, related_name="reviews")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="reviews")
    """The stage itself, where no agency had asked for it."""
    says = models.CharField(max_length=1000)
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision=None) ^ models.Q(stage=None), name="a_review_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision or self.stage} looked at again"
