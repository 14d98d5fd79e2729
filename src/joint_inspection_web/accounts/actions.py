"""What an administrator does: make accounts, give and end roles, reset what somebody lost.

Each action asks whether it is permitted and possible, saves, and records. ``by`` is None when the machine's own
command line does it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.validators import validate_email
from django.utils.crypto import get_random_string
from rules import Predicate

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem
from joint_inspection_web.accounts.models import REFERENCE_LETTERS, Membership, Organisation, Person, Role
from joint_inspection_web.accounts.rules import is_administrator
from joint_inspection_web.history.record import action, record

FOR_INSPECTORATES = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.PLANNER,
        Role.LEAD_INSPECTOR,
        Role.TEAM_INSPECTOR,
        Role.QUALITY_ASSURANCE,
        Role.ANALYST,
        Role.DATA_PROTECTION_OFFICER,
    }
)
"""An administrator among them: whoever can make a planner can learn what is coming."""
FOR_AGENCIES = frozenset({Role.NOMINATED_OFFICER, Role.SECTOR_ADVISER})


def require(rule: Predicate, by: Person | None, about: object = None) -> None:
    """Refuse somebody whom the rule does not let do this; raises NotAllowed."""
    if by is not None and not (rule.test(by) if about is None else rule.test(by, about)):
        raise NotAllowed("Your role does not let you do this")


def temporary_password() -> str:
    """Four groups of letters that can be read out over a telephone."""
    return "-".join(get_random_string(4, REFERENCE_LETTERS) for _ in range(4))


@action
def add_organisations(
    organisations: Iterable[Organisation], *, by: Person | None, at: datetime
) -> tuple[Organisation, ...]:
    """Add bodies that people can work for."""
    require(is_administrator, by)
    made = tuple(Organisation.objects.bulk_create(organisations))
    record("accounts.add_organisations", by=by, at=at, subject="organisations", wrote=made)
    return made


@action
def add_person(
    *, email: str, name: str, organisation: Organisation, role: str, password: str | None, by: Person | None,
    at: datetime,
) -> Person:  # fmt: skip
    """Make an account with a first role; the password is handed over and replaced at the first sign-in.

    Without one (None) nobody signs in until a password is set.
    """
    require(is_administrator, by)
    _check([*_problems_of_person(email, name), *_problems_of_role(organisation, role)])
    person = Person(email=email.strip().lower(), name=name.strip(), password_is_temporary=True)
    person.set_password(password)
    person.save()
    wrote = [person, *_begin(person, organisation, role, at=at)]
    record("accounts.add_person", by=by, at=at, subject=subject_of(person), wrote=wrote)
    return person


@action
def give_role(person: Person, *, organisation: Organisation, role: str, by: Person | None, at: datetime) -> Membership:
    """Let somebody do something more, for a body."""
    _require_other(person, by)
    _check(_problems_of_role(organisation, role))
    if person.memberships.filter(organisation__code=organisation.code, role=role, ended_at=None).exists():
        raise NotPossible(f"{person} already has this role at {organisation}")
    wrote = _begin(person, organisation, role, at=at)
    record("accounts.give_role", by=by, at=at, subject=subject_of(person), wrote=wrote)
    return wrote[-1]


@action
def end_role(membership: Membership, *, by: Person | None, at: datetime) -> None:
    """End what somebody may do for a body, from now on."""
    _require_other(membership.person, by)
    membership.refresh_from_db(fields=["ended_at"])
    if membership.ended_at:
        raise NotPossible("This role has ended already")
    membership.ended_at = at
    membership.save()
    record("accounts.end_role", by=by, at=at, subject=subject_of(membership.person), wrote=[membership])


@action
def close_account(person: Person, *, by: Person | None, at: datetime) -> None:
    """Let somebody in no more; what they did stays in history."""
    _require_other(person, by)
    person.refresh_from_db()
    if not person.is_active:
        raise NotPossible("This account is closed already")
    person.is_active = False
    person.save()
    record("accounts.close_account", by=by, at=at, subject=subject_of(person), wrote=[person])


@action
def reset_sign_in(person: Person, *, password: str, by: Person | None, at: datetime) -> None:
    """Give a new temporary password and forget the second factor, which the next sign-in sets up again."""
    _require_other(person, by)
    person.refresh_from_db()
    person.set_password(password)
    person.password_is_temporary = True
    person.save()
    Authenticator.objects.filter(user=person).delete()
    record("accounts.reset_sign_in", by=by, at=at, subject=subject_of(person), wrote=[person])


@action
def change_password(person: Person, *, password: str, at: datetime) -> None:
    """Replace one's own password."""
    person.refresh_from_db()
    person.set_password(password)
    person.password_is_temporary = False
    person.save()
    record("accounts.change_password", by=person, at=at, subject=subject_of(person), wrote=[person])


@action
def note_second_factor(person: Person, *, what: str, at: datetime) -> None:
    """Record that somebody set up a second factor or made new recovery codes; the secrets stay out of history."""
    record(f"accounts.{what}", by=person, at=at, subject=subject_of(person))


def _begin(person: Person, organisation: Organisation, role: str, *, at: datetime) -> list[Any]:
    """Save a membership, and before it the body, if nobody worked for it until now."""
    new = [] if organisation.pk else [organisation]
    for body in new:
        body.save()
    return [*new, Membership.objects.create(person=person, organisation=organisation, role=role, began_at=at)]


def subject_of(person: Person) -> str:
    """How history names a person whom something is done to."""
    return f"person:{person.ref}"


def _require_other(person: Person, by: Person | None) -> None:
    require(is_administrator, by)
    if by is not None and by.pk == person.pk:
        raise NotAllowed("Another administrator has to change your own account")


def _check(problems: list[Problem]) -> None:
    if problems:
        raise InvalidInput(problems)


def _problems_of_person(email: str, name: str) -> list[Problem]:
    from django.core.exceptions import ValidationError

    problems = []
    try:
        validate_email(email.strip())
    except ValidationError:
        problems.append(Problem(where="email", says="Enter an email address, like name@example.org"))
    if Person.objects.filter(email__iexact=email.strip()).exists():
        problems.append(Problem(where="email", says="Somebody has an account with this email address already"))
    if not name.strip():
        problems.append(Problem(where="name", says="Enter the person's name"))
    return problems


def _short(role: str) -> str:
    return Role(role).label.removesuffix(" of an agency").lower()


def _problems_of_role(organisation: Organisation, role: str) -> list[Problem]:
    if role not in Role.values:
        return [Problem(where="role", says="Choose a role")]
    if organisation.is_inspectorate and role in FOR_AGENCIES:
        return [Problem(where="role", says=f"A {_short(role)} works for an agency, not for an inspectorate")]
    if not organisation.is_inspectorate and role in FOR_INSPECTORATES:
        return [Problem(where="role", says=f"{Role(role).label} is a role in an inspectorate")]
    return []
