"""What is there before the area is told: accounts, a planned inspection of a fictional area, and the area's lists."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kill_serving import Service
from play_people import PASSWORD, Who

FRAMEWORK, KIND = "jtai@2022", "thematic"
CHILDREN, SEED = 120, 5


@contextmanager
def own_service() -> Iterator[Service]:
    """A service with tables, on a database of its own; whoever starts it finds it stopped at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="joint-inspection-played-", ignore_cleanup_errors=True) as folder,
        _own_database(),
    ):
        service = Service(Path(folder))
        service.prepare()
        try:
            yield service
        finally:
            service.stop()


@contextmanager
def _own_database() -> Iterator[None]:
    """On a server that others use too, a database that is made for the play and removed after it."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        os.environ.pop("DATABASE_URL", None)
        yield
        return
    import psycopg

    name = f"played_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def begins_on(today: date, *, framework: str = FRAMEWORK, kind: str = KIND) -> date:
    """The first day on site of an inspection whose last one is today, or the working day before."""
    from joint_inspection.dates import add_working_days
    from joint_inspection.frameworks.load import find

    days = find(framework).kind(kind).on_site_working_days
    last = add_working_days(today + timedelta(days=1), -1)
    return add_working_days(last, 1 - days)


def area() -> Any:
    """A fictional area that all agencies serve."""
    from joint_inspection.areas import load_register

    return load_register().fictional[0]


def people(who: tuple[Who, ...], *, at: datetime) -> dict[str, Any]:
    """Accounts with a second factor, and what their inspectorates recorded that they know."""
    from joint_inspection_web.accounts import actions as accounts
    from joint_inspection_web.accounts.models import Organisation
    from joint_inspection_web.design.words import NAMES

    codes = ("ofsted", "cqc", "hmicfrs", "hmi-probation")
    made = [Organisation(code=code, name=NAMES[code], kind="inspectorate") for code in codes]
    made += [Organisation(code=one.id, name=one.name, kind=one.kind) for one in area().agencies]
    accounts.add_organisations(made, by=None, at=at)
    return {one.key: _account(one, at=at) for one in who}


def _account(one: Who, *, at: datetime) -> Any:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.utils import timezone

    from joint_inspection_web.accounts import actions as accounts
    from joint_inspection_web.accounts.models import Organisation
    from joint_inspection_web.teams import actions as teams

    body = Organisation.objects.get(code=one.at)
    person = accounts.add_person(
        email=one.email, name=one.name, organisation=body, role=one.role, password=PASSWORD, by=None, at=at
    )
    accounts.change_password(person, password=PASSWORD, at=at)
    TOTP.activate(person, one.secret)
    accounts.note_second_factor(person, what="set_up_second_factor", at=at)
    for each in one.knows:
        teams.record_competence(
            person, competence=each, basis="profession", shown_on=timezone.localdate(at), says="", by=None, at=at
        )
    return person


def planned(lead: Any, *, at: datetime, framework: str = FRAMEWORK, kind: str = KIND) -> Any:
    """The inspection as it stands before anybody in the area knows of it: planned, with its lead."""
    from django.utils import timezone

    from joint_inspection.frameworks.load import find
    from joint_inspection_web.inspections import actions as inspections
    from joint_inspection_web.teams import actions as teams

    first = begins_on(timezone.localdate(at), framework=framework, kind=kind)
    inspection = inspections.open_inspection(
        area=area(), framework=find(framework), kind=kind, begins_on=first, by=None, at=at
    )
    asked = teams.ask(inspection, person=lead, role="lead_inspector", by=None, at=at)
    teams.seat(teams.declare(asked, by=lead, at=at), by=None, at=at)
    return inspection


def lists(on: date, *, framework: str = FRAMEWORK) -> dict[str, bytes]:
    """What each agency has to send by the request's id: invented children, the same in every agency's lists."""
    from joint_inspection.casedata.generate import generate
    from joint_inspection.casedata.generate.records import file_name
    from joint_inspection.frameworks.load import find
    from joint_inspection.frameworks.requests import requested_lists

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lists"
        generate(children=CHILDREN, seed=SEED, out=out, errors=0.0, on=on, linked=True)
        there = {path.name: path.read_bytes() for path in out.glob("*.csv")}
    packed: dict[str, dict[str, bytes]] = {}
    for each in requested_lists(find(framework)):
        if (name := file_name(each)) in there:
            packed.setdefault(each.request.id, {})[name] = there[name]
    return {request: _zip(files) for request, files in packed.items()}


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return packed.getvalue()
