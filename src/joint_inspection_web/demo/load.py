"""What does the demonstration hold? Invented people, and inspections of fictional areas, from one file."""

from __future__ import annotations

import base64
import hmac
import io
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
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
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import REFERENCE_LETTERS, Organisation, OrganisationKind, Person
from joint_inspection_web.casedata import actions as lists
from joint_inspection_web.design.words import NAMES
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.teams import actions as teams

FILE = Path(__file__).with_name("demonstration.yaml")
DOMAIN = "@example.org"
INSPECTORATES = ("ofsted", "cqc", "hmicfrs", "hmi-probation", "hmi-prisons", "hmcpsi")


@dataclass(frozen=True, kw_only=True)
class Invented:
    """An invented person, and how they sign in on this machine."""

    key: str
    name: str
    at: str
    role: str
    knows: tuple[str, ...] = ()

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


def people() -> tuple[Invented, ...]:
    """Everybody in the demonstration."""
    return tuple(Invented(**one) for one in content()["people"])


def invented(who: str) -> Invented:
    """One person by key or email address; raises InvalidInput."""
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
    accounts.add_organisations(_organisations(), by=None, at=at)
    made = {one.key: _make(one, at=at) for one in people()}
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
        email=one.email, name=one.name, organisation=body, role=one.role, password=password(), by=None, at=at
    )
    accounts.change_password(person, password=password(), at=at)
    TOTP.activate(person, one.secret)
    accounts.note_second_factor(person, what="set_up_second_factor", at=at)
    for each in one.knows:
        teams.record_competence(
            person, competence=each, basis="profession", shown_on=timezone.localdate(at), says="", by=None, at=at
        )
    return person


def _open(what: dict[str, Any], people: dict[str, Person], *, at: datetime) -> Inspection:
    area = next(area for area in load_register().fictional if area.ons_code == what["area"])
    begins_on = add_working_days(timezone.localdate(at), what["begins"])
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
    if what.get("announced"):
        inspections.announce(inspection, by=None, at=at)
    if invented_lists := what.get("lists"):
        _accept_lists(inspection, **invented_lists, at=at)
    return inspection


def _accept_lists(inspection: Inspection, *, children: int, seed: int, accepted: list[str], at: datetime) -> None:
    """Have invented lists sent and accepted, in the place of the officers of several agencies."""
    from joint_inspection.casedata.generate.records import file_name

    written = _invented_lists(children, seed, timezone.localdate(at))
    asked = requested_lists(find(inspection.framework))
    for request in accepted:
        wanted = [each for each in asked if each.request.id == request]
        body = inspection.bodies.filter(kind=wanted[0].agency).first()
        packed = _packed({name: written[name] for each in wanted if (name := file_name(each)) in written})
        upload = lists.send_lists(body=body, request=request, name=f"{request}.zip", content=packed, by=None, at=at)
        explanation = "Invented lists, with a few slips of the pen left in on purpose."
        lists.accept(upload, explanation=explanation, linked=True, by=None, at=at)


@cache
def _invented_lists(children: int, seed: int, on: date) -> dict[str, bytes]:
    """Files of invented children by name."""
    from joint_inspection.casedata.generate import generate

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lists"
        generate(children=children, seed=seed, out=out, errors=0.01, on=on, linked=True)
        return {path.name: path.read_bytes() for path in sorted(out.glob("*.csv"))}


def _packed(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return packed.getvalue()
