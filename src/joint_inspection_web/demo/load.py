"""What does the demonstration hold? Invented people, and inspections of fictional areas, from one file."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.dates import add_working_days
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import REFERENCE_LETTERS, Organisation, OrganisationKind, Person
from joint_inspection_web.demo.chronicle import tell
from joint_inspection_web.design.words import NAMES
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.teams import actions as teams

FILE = Path(__file__).with_name("demonstration.yaml")
DOMAIN = "@example.org"
LONG_AGO = timedelta(weeks=52)
"""So long before the demonstration is loaded its people had their accounts."""
INSPECTORATES = ("ofsted", "cqc", "hmicfrs", "hmi-probation", "hmi-prisons", "hmcpsi")


@dataclass(frozen=True, kw_only=True)
class Invented:
    """An invented person, and how they sign in on this machine."""

    key: str
    name: str
    at: str
    role: str
    knows: tuple[str, ...] = ()
    signs_in: bool = True
    """Whether a visitor may look at the service as this person."""

    @property
    def email(self) -> str:
        return self.key + DOMAIN

    @property
    def secret(self) -> str:
        """The secret of their second factor, which follows from this machine's own key."""
        return base64.b32encode(_derived(f"second factor of {self.email}")[:20]).decode()


def password() -> str:
    """The password of all invented people on this machine, which follows from the machine's own key."""
    letters = "".join(REFERENCE_LETTERS[byte % len(REFERENCE_LETTERS)] for byte in _derived("password")[:12])
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def _derived(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"demonstration: {purpose}".encode(), "sha256")


@cache
def content() -> dict[str, Any]:
    """What the file says."""
    import yaml

    return yaml.safe_load(FILE.read_text("utf-8"))


def everybody() -> tuple[Invented, ...]:
    """Everybody in the demonstration."""
    return tuple(Invented(**one) for one in content()["people"])


def people() -> tuple[Invented, ...]:
    """Those as whom a visitor may sign in."""
    return tuple(one for one in everybody() if one.signs_in)


def invented(who: str) -> Invented:
    """One person who signs in, by key or email address; raises InvalidInput."""
    for one in people():
        if who in (one.key, one.email):
            return one
    raise invalid(
        "WHO", f"Nobody in the demonstration is called {who!r}; there are {', '.join(p.key for p in people())}"
    )


def load(*, at: datetime) -> bool:
    """Load the demonstration if the database is empty; say whether anything was loaded."""
    if Person.objects.exclude(email__endswith=DOMAIN).exists():
        raise NotPossible("This database has real accounts in it: the demonstration needs a database of its own")
    if Person.objects.exists():
        return False
    began = at - LONG_AGO
    accounts.add_organisations(_organisations(), by=None, at=began)
    made = {one.key: _make(one, at=began) for one in everybody()}
    for what in content()["inspections"]:
        _open(what, made, at=at)
    return True


def _organisations() -> list[Organisation]:
    """The inspectorates, and the agencies that serve the fictional areas."""
    found = {
        code: Organisation(code=code, name=NAMES[code], kind=OrganisationKind.INSPECTORATE) for code in INSPECTORATES
    }
    for area in load_register().fictional:
        for agency in area.agencies:
            found[agency.id] = Organisation(code=agency.id, name=agency.name, kind=agency.kind)
    return list(found.values())


def _make(one: Invented, *, at: datetime) -> Person:
    body = Organisation.objects.get(code=one.at)
    person = accounts.add_person(
        email=one.email, name=one.name, organisation=body, role=one.role, password=None, by=None, at=at
    )
    if one.signs_in:
        accounts.change_password(person, password=password(), at=at)
        TOTP.activate(person, one.secret)
        accounts.note_second_factor(person, what="set_up_second_factor", at=at)
    for each in one.knows:
        teams.record_competence(
            person, competence=each, basis="profession", shown_on=timezone.localdate(at), says="", by=None, at=at
        )
    return person


def _open(what: dict[str, Any], people: dict[str, Person], *, at: datetime) -> Inspection:
    """Open an inspection, seat its team, and let happen what its chronicle tells."""
    area = next(area for area in load_register().fictional if area.ons_code == what["area"])
    begins_on = add_working_days(timezone.localdate(at), what["begins"])
    if opened := what.get("opened"):
        at = timezone.make_aware(datetime.combine(add_working_days(begins_on, opened), time(9)))
    inspection = inspections.open_inspection(
        area=area, framework=find(what["framework"]), kind=what["kind"], begins_on=begins_on, by=None, at=at
    )
    for key, reason in what.get("named", {}).items():
        inspections.grant_access(inspection, person=people[key], reason=reason, by=None, at=at)
    for key, role in what.get("team", {}).items():
        asked = teams.ask(inspection, person=people[key], role=role, by=None, at=at)
        teams.seat(teams.declare(asked, by=people[key], at=at), by=None, at=at)
    if theme := what.get("theme"):
        teams.choose_theme(inspection, theme=theme, by=None, at=at)
    if chronicle := what.get("chronicle"):
        tell(inspection, FILE.with_name(chronicle), people=people)
    return inspection
