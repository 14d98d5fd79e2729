"""Notices: who is told, who has it and who not, whom an agency names, and what becomes of a request for a deferral."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import ANNOUNCED, DEFERRED, Inspection, Seat
from joint_inspection_web.notices import actions, board, deferrals
from joint_inspection_web.notices.models import Contact, Notice, Receipt

pytestmark = pytest.mark.django_db
NOW = factories.NOW
TOLD = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
"""The day on which the area is told: ten working days before the first on site."""
NEXT = TOLD + timedelta(hours=25)
POLICE = "police:X98000001"
REVIEW = date(2026, 2, 24)


def joint() -> Inspection:
    """A joint inspection of Elmshire, planned."""
    return inspections.open_inspection(
        area=factories.area(), framework=find("jtai@2022"), kind="thematic", begins_on=date(2026, 3, 2), by=None, at=NOW
    )


def announced(*, at: datetime = TOLD) -> Inspection:
    """One whose area has been told."""
    inspection = joint()
    inspections.announce(inspection, by=None, at=at)
    return inspection


def lead_of(inspection: Inspection) -> Person:
    lead = factories.person("lead_inspector")
    Seat.objects.create(inspection=inspection, person=lead, role="lead_inspector", began_at=NOW)
    return lead


def officer(code: str = POLICE) -> Person:
    return factories.person("nominated_officer", at=code)


def notice(inspection: Inspection, kind: str = "police") -> Notice:
    return Notice.objects.get(inspection=inspection, body__kind=kind, replaced_by=None)


def page(name: str, inspection: Inspection, **more: object) -> str:
    return reverse(f"notices:{name}", kwargs={"ref": inspection.ref, **more})


# Who is told


def test_nothing_exists_before_the_area_is_told_and_everybody_has_a_notice_after_it():
    inspection = joint()
    assert Notice.objects.count() == 0
    inspections.announce(inspection, by=None, at=TOLD)
    told = dict(Notice.objects.values_list("body__kind", "office"))
    inspected = set(inspection.bodies.exclude(kind="inspectorate").values_list("kind", flat=True))
    assert set(told) == inspected
    assert told["council"] == "Director of children's services"
    assert told["police"] == "Chief constable"


def test_the_letter_says_the_days_what_is_asked_and_whom_to_ask():
    inspection = joint()
    lead = lead_of(inspection)
    inspections.announce(inspection, by=None, at=TOLD)
    client = factories.signed_in(officer())
    shown = client.get(page("letter", inspection, notice=notice(inspection).ref)).text
    text = client.get(page("text", inspection, notice=notice(inspection).ref)).text
    for word in ("Chief constable", "19 February 2026", "Police, lists of incidents", lead.email, "code of conduct"):
        assert word in shown
        assert word in " ".join(text.split())
    assert "Council, lists" not in shown


def test_every_page_opens_for_the_lead_and_for_an_officer():
    inspection = announced()
    lead, police = lead_of(inspection), officer()
    asked = deferrals.ask_for_deferral(
        notice(inspection).body, reason="other", says="A flood", evidence="Ring us", by=police, at=TOLD
    )
    ref, body = notice(inspection).ref, notice(inspection).body_id
    both = {"front": {}, "due": {}, "told": {}, "letter": {"notice": ref}, "text": {"notice": ref},
            "contact": {"number": body}, "asked": {"asked": asked.ref}}  # fmt: skip
    own = {"ask": {"number": body}, "supply": {"notice": ref, "duty": "police_request"}}
    leads = {"receipt": {"notice": ref}, "remind": {"notice": ref}}
    for person, opens, refused in ((lead, both | leads, own), (police, both | own, leads)):
        client = factories.signed_in(person)
        assert {name: client.get(page(name, inspection, **more)).status_code for name, more in opens.items()} == (
            dict.fromkeys(opens, 200)
        )
        assert {name: client.get(page(name, inspection, **more)).status_code for name, more in refused.items()} == (
            dict.fromkeys(refused, 403)
        )
