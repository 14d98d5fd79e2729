"""Alarms that a child is at risk, what was done about each, whom to ring, and cases referred back.

Everything somebody wrote about a child is sealed under the inspection's key. Alarms and their steps are added, never
changed.
"""

from __future__ import annotations

import uuid

from django.db import models

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Body, Inspection


class ContactKind(models.TextChoices):
    """Whom an authority has for a child at risk."""

    DIRECTOR = "director", "Director of children’s services"
    DUTY_TEAM = "duty_team", "Emergency duty team"
    POLICE = "police", "Police"
    DESIGNATED_OFFICER = "designated_officer", "Designated officer (LADO)"


class Contact(models.Model):
    """An office in one area that is told of a child at risk."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="safety_contacts")
    """The inspection in which it was entered."""
    area = models.CharField(max_length=9)
    """ONS code of the authority."""
    area_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ContactKind.choices)
    office = models.CharField(max_length=120)
    """What they answer the telephone with."""
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=80, blank=True)
    """When somebody answers."""
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When somebody rang it, or its own area said that it is right."""
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "area", "kind"],
                condition=models.Q(ended_at=None),
                name="one_present_contact_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.area_name}"


class Danger(models.TextChoices):
    """Whether the child is in immediate danger."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "I am not sure"


class Of(models.TextChoices):
    """Of whom somebody is afraid for the child."""

    UNKNOWN = "unknown", "I do not know, or nobody in particular"
    FAMILY = "family", "A parent, a carer or somebody close to the child"
    STAFF = "staff", "Somebody who works or volunteers with children"


class Alarm(models.Model):
    """An inspector, or an adviser, says that a child is at risk."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made where it was written, also without a connection: sent twice it is one alarm."""
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="alarms")
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    """When the service had it."""
    noted_at = models.DateTimeField()
    """When it was written, by the writer's own clock."""
    danger = models.CharField(max_length=10, choices=Danger.choices)
    of = models.CharField(max_length=10, choices=Of.choices)
    area = models.CharField(max_length=9)
    """ONS code of the authority where the child lives."""
    area_name = models.CharField(max_length=120)
    sealed = models.TextField(blank=True)
    """Which child, and what worries. Empty where nothing could be sealed any more: then it was told by telephone."""

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"alarm {self.ref}"


class KeptFrom(models.Model):
    """Somebody, or an office, that must learn nothing of an alarm."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="kept_from")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.alarm} is kept from {self.person or self.contact}"


class StepKind(models.TextChoices):
    """What is done about an alarm, in this order."""

    TOLD = "told", "Told"
    RECEIVED = "received", "Receipt"
    FOLLOWED_UP = "followed_up", "Followed up"
    CLOSED = "closed", "Closed"


class How(models.TextChoices):
    """How somebody was told."""

    TELEPHONE = "telephone", "By telephone"
    IN_PERSON = "in_person", "In person"
    SECURE_EMAIL = "secure_email", "By secure email"


class Step(models.Model):
    """One thing done about an alarm; steps are added, never changed."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    """Whom: empty for somebody else, who is named among the sealed words."""
    how = models.CharField(max_length=20, choices=How.choices, blank=True)
    happened_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.TextField(blank=True)
    """Who answered, what they said."""

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.alarm}"


class Outcome(models.TextChoices):
    """How an agency closes a case that was referred back to it."""

    DONE = "done", "Done as asked"
    PARTLY = "partly", "Done in part, or in another way"
    DISAGREED = "disagreed", "Not done: we see it differently"


class ReferredBack(models.Model):
    """One child's case goes back to an agency, with what needs doing and by when."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="referred_back")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    """The agency that has to act."""
    sealed = models.TextField()
    """Which child, and what needs doing."""
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    sealed_answer = models.TextField(blank=True)

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"case {self.ref} referred back"


class SafetyLook(models.Model):
    """Somebody read an alarm or a case of somebody else, or learnt which child an alarm is about."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="safety_looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, null=True, related_name="looks")
    case = models.ForeignKey(ReferredBack, on_delete=models.PROTECT, null=True, related_name="looks")
    what = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"
