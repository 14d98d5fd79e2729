"""People, bodies and inspections for tests, made by the same actions that the service uses. All invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import Model
from django.test import Client

from joint_inspection.areas import Area, load_register
from joint_inspection.frameworks.model import Framework
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Membership, Organisation, Person, Role
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PASSWORD = "a long password of three words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ELMSHIRE, MARLBURY, WENLOW = "X99000001", "X99000002", "X99000003"
NORTHDALE, ASHCOMBE, SALTMERE = "X99000004", "X99000005", "X99000006"
"""Fictional areas. Northdale and Saltmere are no neighbours of Elmshire."""


def organisation(code: str = "ofsted", *, name: str | None = None, kind: str | None = None) -> Organisation:
    """A body that people work for; the same one each time for a code."""
    if found := Organisation.objects.filter(code=code).first():
        return found
    kind = kind or (code.partition(":")[0] if ":" in code else "inspectorate")
    made = Organisation(code=code, name=name or code.capitalize(), kind=kind)
    return accounts.add_organisations([made], by=None, at=NOW)[0]


def person(role: str | None = None, *, at: str | None = None, name: str | None = None, ready: bool = True) -> Person:
    """Somebody with a role; ``ready`` means that their second factor and own password are set up."""
    number = Person.objects.count() + 1
    usual = {Role.NOMINATED_OFFICER: f"council:{ELMSHIRE}", Role.SECTOR_ADVISER: f"council:{SALTMERE}"}
    body = organisation(at or usual.get(role, "ofsted"))
    made = accounts.add_person(
        email=f"person{number}@example.org", name=name or f"Person {number}", organisation=body,
        role=role or Role.TEAM_INSPECTOR, password=PASSWORD, by=None, at=NOW,
    )  # fmt: skip
    if role is None:
        accounts.end_role(Membership.objects.get(person=made), by=None, at=NOW)
    if ready:
        accounts.change_password(made, password=PASSWORD, at=NOW)
        TOTP.activate(made, SECRET)
        RecoveryCodes.activate(made)
    return Person.objects.get(pk=made.pk)


def one_of_each() -> dict[str, Person]:
    """One person for each role, and a stranger: somebody with an account and no role."""
    return {role.value: person(role) for role in Role} | {"stranger": person()}


def signed_in(who: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def area(code: str = ELMSHIRE) -> Area:
    """A fictional area of the register."""
    return next(area for area in load_register().fictional if area.ons_code == code)


def framework(*, no_notice: bool = False) -> tuple[Framework, str]:
    """A published framework version in force in January 2026 with a kind of visit with notice, or without any."""
    from joint_inspection.frameworks.load import published

    for found in published():
        for kind in found.kinds:
            if (
                kind.notice.no_notice == no_notice
                and kind.on_site_working_days
                and found.inspectorates.lead == "ofsted"
            ):
                return found, kind.id
    raise LookupError("No published framework has such a kind of visit")


def inspection(
    *, area_code: str = ELMSHIRE, no_notice: bool = False, by: Person | None = None, begins_on: date = date(2026, 3, 2)
) -> Inspection:
    """An inspection just opened, of a fictional area."""
    found, kind = framework(no_notice=no_notice)
    return inspections.open_inspection(
        area=area(area_code), framework=found, kind=kind, begins_on=begins_on, by=by, at=NOW
    )


def forget_second_factor(who: Person) -> None:
    """Put somebody back to before their second factor."""
    Authenticator.objects.filter(user=who).delete()


def stored(*models: type[Model]) -> Mapping[str, dict]:
    """Every row of some tables, as history would keep it."""
    from joint_inspection_web.history.record import row_of

    kept = {model._meta.label_lower: [row_of(row) for row in model.objects.all()] for model in models}
    return {table: {row["key"]: row["fields"] for row in rows} for table, rows in kept.items()}
