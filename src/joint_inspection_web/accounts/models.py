"""Who may come in, and for whom they work."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import get_random_string

# No letters that look like digits or like one another.
REFERENCE_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"


def new_reference() -> str:
    """Ten letters and digits that nobody can guess or mistake for one another."""
    return get_random_string(10, REFERENCE_LETTERS)


class OrganisationKind(models.TextChoices):
    """What sort of body somebody works for. An agency's kind is the register's."""

    INSPECTORATE = "inspectorate", "Inspectorate"
    COUNCIL = "council", "Council"
    POLICE = "police", "Police force"
    HEALTH = "health", "Health body"
    YOUTH_JUSTICE = "youth_justice", "Youth justice service"
    PROBATION = "probation", "Probation region"
    SCHOOLS = "schools", "Schools"
    PARTNERSHIP = "partnership", "Safeguarding partnership"


class Role(models.TextChoices):
    """What somebody does for the body they work for; what they may see and do follows from it."""

    ADMINISTRATOR = "administrator", "Administrator"
    PLANNER = "planner", "Planner"
    LEAD_INSPECTOR = "lead_inspector", "Lead inspector"
    TEAM_INSPECTOR = "team_inspector", "Team inspector"
    QUALITY_ASSURANCE = "quality_assurance", "Quality assurance"
    SECTOR_ADVISER = "sector_adviser", "Sector adviser"
    NOMINATED_OFFICER = "nominated_officer", "Nominated officer of an agency"
    ANALYST = "analyst", "Analyst"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"


class Organisation(models.Model):
    """An inspectorate, or an agency that helps and protects children in one area or many."""

    code = models.CharField(max_length=80, unique=True)
    """An inspectorate's id in framework files, or an agency's id in the register of areas."""
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_inspectorate(self) -> bool:
        return self.kind == OrganisationKind.INSPECTORATE


class People(BaseUserManager["Person"]):
    """Find people by their email address, whatever its case."""

    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser):
    """Somebody with an account. An administrator makes it; there is no public sign-up."""

    unrecorded = ("password", "last_login")
    """Left out of history: a secret, and a time that is not an action."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    """How history names the person."""
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(default=False)
    """True until the person replaces the password that an administrator handed over."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def present_memberships(self) -> tuple["Membership", ...]:
        return tuple(self.memberships.filter(ended_at=None).select_related("organisation"))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.present_memberships)

    @property
    def organisation_codes(self) -> frozenset[str]:
        return frozenset(membership.organisation.code for membership in self.present_memberships)

    def has_perm(self, permission: str, about: object = None) -> bool:
        """Say whether the rules let this person do something (``programmes.see``)."""
        from rules import has_perm

        return self.is_active and has_perm(permission, self, about)


class Membership(models.Model):
    """Somebody works for a body in a role, from one moment to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(ended_at=None),
                name="one_present_membership_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} at {self.organisation}"
