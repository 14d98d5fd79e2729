"""What was sent, by which agency, in which state; the key it lies under; who opened it; when and why it was destroyed.

No row holds anything about a child: file names, headings, problems and lists lie in sealed files. What officers write
freely is sealed too. Keys are ``unrecorded``: history never holds them, so that destroying a key destroys it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.inspections.models import Body, Inspection


class Key(models.Model):
    """The keys of one inspection, for its files and its pseudonyms, both wrapped by the service's master key."""

    unrecorded = ("files", "pseudonyms", "master")

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="child_key")
    made_at = models.DateTimeField()
    retain_until = models.DateField()
    """The day after which everything under the key is destroyed, unless a hold stops it."""
    master = models.CharField(max_length=40)
    """The version of the master key that wraps both."""
    files = models.BinaryField(null=True)
    pseudonyms = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"key of {self.inspection}"


class State(models.TextChoices):
    """Where an upload has got to."""

    QUARANTINED = "quarantined", "waiting for the sender"
    ACCEPTED = "accepted", "accepted"
    REPLACED = "replaced", "replaced"
    WITHDRAWN = "withdrawn", "withdrawn"
    EXPIRED = "expired", "expired"
    DESTROYED = "destroyed", "destroyed"


class Upload(models.Model):
    """The lists that one agency sent for one request. Nobody but the sender's agency sees them until it accepts."""

    unrecorded = ("explanation",)

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="uploads")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="uploads")
    """The agency that sent them."""
    request = models.CharField(max_length=80)
    """The id of the request in the framework."""
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUARANTINED)
    digest = models.CharField(max_length=64)
    """The SHA-256 of what was sent, byte by byte."""
    size = models.PositiveBigIntegerField()
    scanned = models.BooleanField()
    """Whether a virus scanner looked at it."""
    lists = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    problems = models.PositiveIntegerField()
    """Those that must be fixed or explained."""
    checks = models.PositiveIntegerField()
    """Those that may be right."""
    not_understood = models.PositiveIntegerField()
    """Sheets, columns and ways of writing a code."""
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    """When it is destroyed if nobody accepts it."""
    linked = models.BooleanField(default=False)
    """Whether its children carry identifiers that the agencies agreed before sending."""
    explanation = models.BinaryField(null=True)
    """What the sender said about the problems, sealed."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was accepted, withdrawn, replaced or destroyed."""
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "body", "request", "state"],
                condition=Q(state__in=["quarantined", "accepted"]),
                name="one_present_upload_of_a_state",
            )
        ]

    def __str__(self) -> str:
        return f"upload {self.ref}"


class Hours(models.Model):
    """Hours of work that a request cost an agency, as its officer says."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="hours")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hours")
    request = models.CharField(max_length=80)
    hours = models.FloatField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "hours"

    def __str__(self) -> str:
        return f"{self.hours} hours of {self.body}"


class Opening(models.Model):
    """Somebody opened what is kept about children, and why."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    """``lists``, ``events``; ``one child`` or ``children chosen`` (an officer asked whose pseudonyms those are)."""
    purpose = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person} opened {self.what} of {self.inspection}"


class Choices(models.Model):
    """How an agency wants its headings and codes understood, remembered for its next inspection."""

    unrecorded = ("sealed",)

    agency = models.CharField(max_length=80, unique=True)
    """The agency's id in the register of areas."""
    sealed = models.BinaryField()
    master = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "choices"

    def __str__(self) -> str:
        return f"choices of {self.agency}"


class HoldKind(models.TextChoices):
    """Why lists may not be destroyed for now."""

    LEGAL = "legal", "Legal proceedings"
    INQUIRY = "inquiry", "Public inquiry"


class Hold(models.Model):
    """Nothing of an inspection is destroyed while a hold is on."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=HoldKind.choices)
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lift_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"hold on {self.inspection}"


class Proposal(models.Model):
    """One person asks to destroy the child data of an inspection early; a second confirms or refuses."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="destruction_proposals")
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(answered_at=None), name="one_open_proposal_an_inspection"
            )
        ]

    def __str__(self) -> str:
        return f"proposal to destroy the child data of {self.inspection}"


class Certificate(models.Model):
    """What was destroyed, when, by whom and under which rule. It holds hashes and counts, nothing about a child."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="certificates")
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"certificate {self.ref}"
