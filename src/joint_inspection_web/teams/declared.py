"""What has somebody declared, does it still stand, and has it to do with the area of an inspection?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from joint_inspection.areas import load_register
from joint_inspection.inspections.interests import Interest as DeclaredInterest
from joint_inspection.inspections.interests import InterestKind, Vicinity
from joint_inspection_web.accounts.models import Membership, Person
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.teams.models import Ask, Interest


def vicinity_of(inspection: Inspection) -> Vicinity:
    """The area of an inspection on its first day on site."""
    register = load_register()
    return Vicinity(area=register.get(inspection.area), register=register, on=inspection.begins_on)


def present_interests(person: Person) -> list[Interest]:
    """What somebody declares at present, the oldest first."""
    return list(Interest.objects.filter(person=person, withdrawn_at=None))


def known_of(person: Person, declared: Iterable[Interest]) -> tuple[DeclaredInterest, ...]:
    """What somebody declares, and where the service itself knows that they work or worked."""
    memberships = (each for each in person.memberships.all() if not each.organisation.is_inspectorate)
    employers = (
        DeclaredInterest(
            kind=InterestKind.EMPLOYMENT, body=each.organisation.code, name=each.organisation.name,
            start=each.began_at.year, end=each.ended_at.year if each.ended_at else None,
        )
        for each in memberships
    )  # fmt: skip
    return (*(each.as_interest() for each in declared), *employers)


def newest_role(memberships: Iterable[Membership]) -> datetime | None:
    """When somebody last began to do something new, or for somebody new."""
    return max((each.began_at for each in memberships if each.ended_at is None), default=None)


def is_stale(ask: Ask) -> bool:
    """Whether somebody has a new role or body since they declared, and so has to declare again."""
    newest = newest_role(ask.person.memberships.all())
    return ask.declared_at is not None and newest is not None and newest > ask.declared_at


def is_clear(ask: Ask) -> bool:
    """Whether nothing keeps the person from the team."""
    return ask.cleared_at is not None and not is_stale(ask)


def is_refused(ask: Ask) -> bool:
    """Whether somebody ruled on what was declared last, and not in the person's favour."""
    last = next(reversed(list(ask.rulings.all())), None)
    ruled = last is not None and ask.declared_at is not None and last.at >= ask.declared_at
    return ruled and ask.cleared_at is None


def may_come_back(person: Person, inspection: Inspection) -> bool:
    """Whether somebody with a seat stands back only until they have declared or somebody has ruled."""
    asked = Ask.objects.filter(inspection=inspection, person=person, withdrawn_at=None).first()
    seated = inspection.seats_of(person, though_standing_back=True).exists()
    return seated and asked is not None and not is_clear(asked) and not is_refused(asked)


def stands_back(person: Person) -> Exists:
    """The inspections from which somebody with a seat stands back: they have to declare, or await a ruling."""
    newest = newest_role(person.present_memberships)
    not_clear = Q(cleared_at=None) | (Q(declared_at__lt=newest) if newest else Q(pk__in=[]))
    seated = Exists(Seat.objects.filter(inspection=OuterRef("inspection"), person=person, ended_at=None))
    return Exists(Ask.objects.filter(not_clear, seated, inspection=OuterRef("pk"), person=person, withdrawn_at=None))
