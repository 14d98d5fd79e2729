"""Inspections as rows, and who may know of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from joint_inspection.frameworks.timetable import Planned
from joint_inspection_web.accounts.models import Person, Role, new_reference

UNANNOUNCED = "planned"
ANNOUNCED = "announced"
DEFERRED = "deferred"
FIELDWORK = "fieldwork"
PAUSED = "paused"
INCOMPLETE = "incomplete"
FIELDWORK_DONE = "fieldwork_done"
PUBLISHED = "published"
CALLED_OFF = "called_off"
STAGES = {
    UNANNOUNCED: (ANNOUNCED, CALLED_OFF),
    ANNOUNCED: (FIELDWORK, DEFERRED, CALLED_OFF),
    DEFERRED: (ANNOUNCED, CALLED_OFF),
    FIELDWORK: (FIELDWORK_DONE, PAUSED),
    PAUSED: (FIELDWORK, INCOMPLETE),
    INCOMPLETE: (FIELDWORK,),
    FIELDWORK_DONE: (PUBLISHED,),
    PUBLISHED: (),
    CALLED_OFF: (),
}
"""From each stage, the stages that may follow. *Deferred*: not yet begun, put off. *Paused*: begun, then left for a
while. *Incomplete*: paused for too long, so that more evidence has to be gathered."""
DEVIATIONS = (DEFERRED, PAUSED, INCOMPLETE)
"""What needs an owner, a reason and a day on which it is looked at again."""
EVIDENCE_STAGES = (UNANNOUNCED, ANNOUNCED, FIELDWORK, PAUSED, INCOMPLETE)
"""While inspectors note evidence: from the reading beforehand to the last day on site."""


class SeatRole(models.TextChoices):
    """What somebody does on one inspection."""

    LEAD_INSPECTOR = Role.LEAD_INSPECTOR.value, Role.LEAD_INSPECTOR.label
    TEAM_INSPECTOR = Role.TEAM_INSPECTOR.value, Role.TEAM_INSPECTOR.label
    QUALITY_ASSURANCE = Role.QUALITY_ASSURANCE.value, Role.QUALITY_ASSURANCE.label
    SECTOR_ADVISER = Role.SECTOR_ADVISER.value, Role.SECTOR_ADVISER.label


class Inspections(models.QuerySet["Inspection"]):
    """Which inspections there are; pages start from ``visible_to`` and from nothing else."""

    def visible_to(self, user: Person, *, though_standing_back: bool = False) -> Self:
        """The inspections that somebody may know of. Nothing mapped means nothing shown.

        One without notice is in the vault until it is announced: only people named for it see it. One with notice is
        seen before its announcement by its team and by the planners of the inspectorates that take part; after it,
        also by their quality assurance and by nominated officers of the agencies inspected. Whoever has left the
        inspectorates, or works for an agency inspected, sees nothing as a member of the team any more; nor does
        whoever has to declare their interests again, until somebody has ruled. A sector adviser on the team, who
        serves elsewhere, sees the inspection once it is announced. ``though_standing_back`` counts who waits for that
        ruling as on the team still: for what no ruling may hold up.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        known = self.with_announced()
        named = Exists(VaultAccess.objects.filter(inspection=OuterRef("pk"), person=user, withdrawn_at=None))
        seated = Exists(Seat.objects.filter(inspection=OuterRef("pk"), person=user, ended_at=None))
        planning, officer = _bodies(user, Role.PLANNER), _bodies(user, Role.NOMINATED_OFFICER, Role.QUALITY_ASSURANCE)
        outside_vault = Q(no_notice=False) | Q(announced=True)
        free = _free(user, though_standing_back=though_standing_back)
        as_inspector = (Q(named) | (outside_vault & (Q(seated) | Q(planning)))) & free
        as_told = Q(announced=True) & Q(officer)
        if any(m.organisation.is_inspectorate for m in user.present_memberships):
            return known.filter(as_inspector | as_told)
        if any(m.role == Role.SECTOR_ADVISER for m in user.present_memberships):
            advising = Exists(
                Seat.objects.filter(inspection=OuterRef("pk"), person=user, role=SeatRole.SECTOR_ADVISER, ended_at=None)
            )
            return known.filter((Q(announced=True) & Q(advising) & free) | as_told)
        return known.filter(as_told)

    def with_announced(self) -> Self:
        """Say beside each whether it was announced."""
        return self.annotate(announced=Exists(Stage.objects.filter(inspection=OuterRef("pk"), stage=ANNOUNCED)))

    def still_in_vault(self) -> Self:
        """Those of which nobody but the people named for them may know."""
        return self.with_announced().filter(no_notice=True, announced=False)


_standing_down: list[Callable[[Person], Exists]] = []


def stand_down(rule: Callable[[Person], Exists]) -> None:
    """Let a later part of the service say from which inspections somebody on the team has to stand back for now."""
    if rule not in _standing_down:
        _standing_down.append(rule)


def _bodies(user: Person, *roles: Role) -> Exists:
    codes = [m.organisation.code for m in user.present_memberships if m.role in roles]
    return Exists(Body.objects.filter(inspection=OuterRef("pk"), code__in=codes))


def _free(user: Person, *, though_standing_back: bool = False) -> Q:
    """Where nothing keeps somebody from the team: they work for no agency inspected, and do not stand back."""
    free = ~Q(_inspected(user))
    for stands_down in () if though_standing_back else _standing_down:
        free &= ~Q(stands_down(user))
    return free


def _inspected(user: Person) -> Exists:
    """Whether somebody works for an agency that is inspected."""
    codes = [m.organisation.code for m in user.present_memberships if not m.organisation.is_inspectorate]
    return Exists(Body.objects.filter(inspection=OuterRef("pk"), code__in=codes))


class Inspection(models.Model):
    """One inspection of one area under one version of a framework, which it keeps to the end."""

    ref = models.CharField(max_length=10, unique=True, default=new_reference)
    """The name in addresses and letters; nobody can guess it or count with it."""
    area = models.CharField(max_length=9)
    """ONS code in the register of areas."""
    area_name = models.CharField(max_length=120)
    framework = models.CharField(max_length=80)
    """``id@version``."""
    digest = models.CharField(max_length=64)
    """The recorded digest of the published file: what the inspection rests on can be proved later."""
    kind = models.CharField(max_length=60)
    no_notice = models.BooleanField()
    notify_on = models.DateField()
    begins_on = models.DateField()
    ends_on = models.DateField()
    opened_at = models.DateTimeField()

    objects = Inspections.as_manager()

    class Meta:
        ordering = ["begins_on", "ref"]

    def __str__(self) -> str:
        return f"inspection {self.ref}"

    @property
    def agencies(self) -> models.QuerySet[Body]:
        """The bodies that are inspected."""
        return self.bodies.exclude(kind="inspectorate")

    @property
    def stage(self) -> str:
        """Where it has got to: the last row of its stages."""
        last = self.stages.order_by("pk").last()
        return last.stage if last else UNANNOUNCED

    def seats_of(self, user: Person, *, though_standing_back: bool = False) -> models.QuerySet[Seat]:
        """The seats that somebody holds now; none where they work for an agency inspected, or stand back.

        What follows from a seat is asked with these: somebody may also know of the inspection in another role.
        """
        free = Inspection.objects.filter(_free(user, though_standing_back=though_standing_back))
        return self.seats.filter(person=user, ended_at=None, inspection__in=free)

    @property
    def was_announced(self) -> bool:
        if (known := getattr(self, "announced", None)) is not None:
            return known
        return self.stages.filter(stage=ANNOUNCED).exists()

    @property
    def in_vault(self) -> bool:
        """Whether nobody but the people named for it may know of it."""
        return self.no_notice and not self.was_announced


class Stage(models.Model):
    """An inspection reached a stage; stages are added, never changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=20, choices=[(name, name.replace("_", " ")) for name in STAGES])
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    """Why, wherever this is not what was planned."""
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Who answers for an inspection put off or standing still."""
    review_on = models.DateField(null=True)
    """When it is looked at again."""

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection}: {self.stage}"


class TimetableRow(models.Model):
    """A step of the framework's timetable or a deadline of its report: what was planned at the opening, where it stands
    now, and when it really happened."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="timetable")
    step = models.CharField(max_length=60)
    stage = models.CharField(max_length=20)
    what = models.TextField()
    who = models.JSONField()
    """Roles of the team, kinds of agency, ``partnership`` or ``all``."""
    planned_first = models.DateField()
    planned_last = models.DateField()
    first = models.DateField()
    last = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["first", "last", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "step"], name="a_step_stands_once")]

    def __str__(self) -> str:
        return f"{self.inspection}: {self.step}"

    def as_planned(self) -> Planned:
        """Where the step stands now, as the library knows it."""
        return Planned(
            step=self.step, stage=self.stage, what=self.what, who=tuple(self.who), first=self.first, last=self.last
        )


class Move(models.Model):
    """A step was moved to other days, and why; moves are added, never changed."""

    row = models.ForeignKey(TimetableRow, on_delete=models.PROTECT, related_name="moves")
    from_first = models.DateField()
    from_last = models.DateField()
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.row} moved to {self.first}"


class Part(models.TextChoices):
    """Which part of a day."""

    MORNING = "morning", "Morning"
    AFTERNOON = "afternoon", "Afternoon"
    ALL_DAY = "all_day", "All day"


class Activity(models.Model):
    """Something that the lead wants to do on one day on site, planned with the council. Names offices, no child."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="activities")
    day = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices)
    what = models.CharField(max_length=300)
    whom = models.CharField(max_length=300)
    where = models.CharField(max_length=300)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    instead_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    """The activity whose place this one took."""

    class Meta:
        ordering = ["day", "pk"]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return f"{self.inspection}: {self.what} on {self.day}"


class Says(models.TextChoices):
    """What was answered about an activity."""

    AGREED = "agreed", "Agreed"
    NOT_POSSIBLE = "not_possible", "Not possible"
    ANOTHER_TIME = "another_time", "Another time proposed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Answer(models.Model):
    """What the council said about an activity, or that its lead withdrew it; answers are added, never changed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="answers")
    says = models.CharField(max_length=20, choices=Says.choices)
    reason = models.CharField(max_length=1000, blank=True)
    day = models.DateField(null=True)
    """The other day proposed."""
    part = models.CharField(max_length=10, choices=Part.choices, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity}: {self.says}"


class Body(models.Model):
    """An inspectorate that takes part in an inspection, or an agency that is inspected."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="bodies")
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "code"], name="a_body_takes_part_once")]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Somebody is on the team of an inspection."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=30, choices=SeatRole.choices)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person"], condition=models.Q(ended_at=None), name="one_present_seat_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class VaultAccess(models.Model):
    """Somebody is named to know of an inspection that is in the vault, and why."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="accesses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accesses")
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person"],
                condition=models.Q(withdrawn_at=None),
                name="one_present_access_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} may know of {self.inspection}"


class Look(models.Model):
    """Somebody looked at an inspection while it was in the vault."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person} looked at {self.inspection}"
