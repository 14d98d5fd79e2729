"""Reading beforehand and lines of enquiry: who read what, where a question comes from, what becomes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from factories import child_files, notebook
from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.enquiries import actions, logged
from joint_inspection_web.enquiries.models import Line, LineState, Read, State
from joint_inspection_web.enquiries.suggested import suggested_lines, suggested_reading
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import FIELDWORK_DONE, Inspection, Seat, Stage

pytestmark = pytest.mark.django_db
NOW = factories.NOW
TODAY = NOW.date()
ASKS = "Do children wait?"


def inspection_of(area_code: str = factories.ELMSHIRE, *, begins_on: date = date(2026, 3, 2)) -> Inspection:
    """A joint inspection, announced."""
    made = inspections.open_inspection(
        area=load_register().get(area_code), framework=find("jtai@2022"), kind="thematic", begins_on=begins_on,
        by=None, at=NOW,
    )  # fmt: skip
    Stage.objects.create(inspection=made, stage="announced", at=NOW)
    return made


def seated(inspection: Inspection, role: str = "team_inspector") -> Person:
    person = factories.person(role)
    Seat.objects.create(inspection=inspection, person=person, role=role, began_at=NOW)
    return person


def opened(inspection: Inspection, asks: str = ASKS, **said: str) -> Line:
    return actions.open_line(inspection, asks=asks, origin=said.pop("origin", "team"), by=None, at=NOW, **said)


def noted(inspection: Inspection, by: Person) -> str:
    """A note's id."""
    raw = notebook.raw(inspection)
    evidence.keep(inspection, note=NoteIn.sent(raw), by=by, at=NOW)
    return raw["note"]


def page(name: str, inspection: Inspection, **more: object) -> str:
    return reverse(f"enquiries:{name}", kwargs={"ref": inspection.ref, **more})


# Lines


def test_every_page_opens_for_an_inspector_on_the_team_and_for_nobody_else():
    inspection = inspection_of()
    inspector, stranger, officer = seated(inspection), factories.person("team_inspector"), factories.person("nominated_officer")
    line, reading = opened(inspection), logged.add_reading(inspection, kind="data", title="Figures", by=None, at=NOW)
    pages = {"front": {}, "new": {}, "data": {}, "reading": {}, "read": {"reading": reading.ref}, "line": {"line": line.ref}}
    for person, status in ((inspector, 200), (stranger, 404), (officer, 403)):
        client = factories.signed_in(person)
        found = {name: client.get(page(name, inspection, **more)).status_code for name, more in pages.items()}
        assert found == dict.fromkeys(pages, status)
