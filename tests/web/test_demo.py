"""The demonstration: invented people, fictional areas, and nothing where real accounts are."""

import html
import re
from datetime import timedelta
from typing import get_args

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

import factories
from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.model import Method
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.casedata.store import accepted, open_events
from joint_inspection_web.demo.load import invented, load, password, people
from joint_inspection_web.evidence.reading import every_item
from joint_inspection_web.history.verify import verify_chain
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
NOW = factories.NOW
ELMSHIRE, MARLBURY = "X99000001", "X99000002"
SHOWN = {
    "inspections:show": "What waits, and for whom", "inspections:timetable": "Joint evaluation",
    "teams:front": "Farida Nwosu", "notices:front": "Bronwen Sayle", "notices:due": "Shared folder",
    "enquiries:front": "How long does a caller wait", "enquiries:reading": "Child F", "casedata:board": "Accepted",
    "samples:show": "Tracked", "evidence:front": "Telephone log of four weeks",
    "evidence:documents": "Evaluation of work",
    "triangulation:front": "HMI Probation", "triangulation:contradictions": "Resolved",
    "triangulation:excuse": "asleep",
    "triangulation:told": "Help for families begins quickly", "fairness:front": "go ahead without health",
    "fairness:points": "Elm Valley Police", "fairness:hearsay": "slows them down",
    "fairness:referrals": "Elm Valley Police",
    "fairness:escalation": "Yes, but not in writing", "fairness:cases": "It was held within a week",
    "fairness:candour": "one strategy discussion in four", "fairness:evaluation": "Side by side",
    "voices:front": "Families", "sharing:front": "warning markers", "safety:front": "Hester Quill",
}  # fmt: skip
"""Pages of the inspection under way, each with something that it shows to the lead."""
AFTER = [
    ("lead", "judgements:front", "priority action"), ("police-inspector", "judgements:front", "priority action"),
    ("quality", "judgements:front", "priority action"), ("lead", "reports:front", "stopped sleeping"),
    ("inspector", "reports:recommendations", "whenever somebody known for violence"),
    ("lead", "reports:out", "youth justice"), ("quality", "accuracy:front", "accepted in part"),
    ("police-officer", "accuracy:front", "weekly meeting"), ("lead", "accuracy:complaints", "Youth Justice"),
    ("quality", "assurance:front", "enough for what is said of leaders"),
    ("marlbury-officer", "follow_up:front", "Overdue"),
    ("police-officer", "follow_up:front", "each new address"), ("lead", "follow_up:front", "Verified"),
    ("planner", "follow_up:front", "Overdue"),
]  # fmt: skip
"""Pages of the inspection that was published, each with something that it shows to somebody."""


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for all that only look at it; whether anything was loaded."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(at=NOW)
        transaction.set_rollback(True)


def test_there_is_somebody_for_each_role_and_all_can_sign_in(loaded, capsys):
    assert loaded
    assert {role for person in Person.objects.all() for role in person.roles} == set(map(str, Role))
    for one in people():
        client = Client()
        client.post(reverse("account_login"), {"login": one.email, "password": password()})
        call_command("demo_code", one.key)
        code = capsys.readouterr().out.strip()
        assert re.fullmatch(r"\d{6}", code)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("mfa_index")).status_code == 200


def test_inspections_are_of_fictional_areas_and_one_is_in_the_vault(loaded):
    fictional = {area.ons_code for area in load_register().fictional}
    assert {inspection.area for inspection in Inspection.objects.all()} <= fictional
    assert sorted(inspection.in_vault for inspection in Inspection.objects.all()) == [False, False, False, True]
    seen = {
        key: Inspection.objects.visible_to(Person.objects.get(email=invented(key).email)).count()
        for key in ("planner", "lead", "inspector", "adviser", "officer", "administrator", "analyst")
    }
    few = {"inspector": 2, "adviser": 1, "officer": 1, "administrator": 0, "analyst": 0}
    assert seen == {"planner": 4, "lead": 4, **few}
    assert verify_chain() == []


def test_the_announced_inspection_has_invented_lists_that_its_team_may_open(loaded):
    inspection = Inspection.objects.get(area=ELMSHIRE)
    lead = Person.objects.get(email=invented("lead").email)
    table = open_events(inspection, person=lead, purpose="Shows the journeys")
    assert {upload.body.kind for upload in accepted(inspection)} == {"council", "police", "health"}
    assert table.counts["children"] > 500


def test_the_inspection_under_way_shows_its_lead_something_on_every_page(loaded):
    inspection = Inspection.objects.get(area=ELMSHIRE)
    lead = factories.signed_in(Person.objects.get(email=invented("lead").email))
    pages = {route: lead.get(reverse(route, kwargs={"ref": inspection.ref})).content.decode() for route in SHOWN}
    assert [route for route, says in SHOWN.items() if says not in html.unescape(pages[route])] == []


def test_its_story_has_four_inspectorates_and_several_ways_of_learning(loaded):
    inspection = Inspection.objects.get(area=ELMSHIRE)
    inspectors = inspection.seats.filter(role__in=("lead_inspector", "team_inspector"))
    employers = inspectors.values_list("person__memberships__organisation__code", flat=True)
    assert (inspectors.count(), set(employers)) == (9, {"ofsted", "cqc", "hmicfrs", "hmi-probation"})
    items = every_item(inspection)
    assert len(items) >= 40
    assert {item.method for item in items} == {*get_args(Method)} - {"survey"}
    assert {
        sum(map(is_hearsay, items)) > 0,
        any(item.disclosed for item in items),
        any(item.box for item in items),
    } == {True}


def test_what_was_published_is_for_everybody_and_its_pages_show_something_to_each_role(loaded):
    inspection = Inspection.objects.get(area=MARLBURY, framework="jtai@2022")
    (first, second) = inspection.publications.all()
    assert second.supersedes == first
    told = {"show": "At one site they ask", "summary": "keeps children safe", "children": "0800 1111"}
    for page, says in told.items():
        assert says in html.unescape(Client().get(reverse(f"register:{page}", args=[second.ref])).content.decode())
    assert second.ref in Client().get(reverse("register:front")).content.decode()
    seen = {key: factories.signed_in(Person.objects.get(email=invented(key).email)) for key, _, _ in AFTER}
    missing = [
        (key, route) for key, route, says in AFTER
        if says not in html.unescape(seen[key].get(reverse(route, args=[inspection.ref])).content.decode())
    ]  # fmt: skip
    assert missing == []


def test_loading_it_again_changes_nothing(loaded):
    before = (Person.objects.count(), Inspection.objects.count(), Authenticator.objects.count())
    assert load(at=NOW + timedelta(days=1)) is False
    assert (Person.objects.count(), Inspection.objects.count(), Authenticator.objects.count()) == before


def test_it_is_not_loaded_beside_real_accounts():
    Person.objects.create(email="somebody@inspectorate.example", name="Somebody")
    with pytest.raises(NotPossible, match="real accounts"):
        load(at=NOW)


@override_settings(DEMO=False)
def test_no_code_is_printed_elsewhere():
    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("demo_code", "planner")
    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("demo_reset")


def test_secrets_follow_from_the_machines_own_key():
    with override_settings(SECRET_KEY="one machine"):
        here = (password(), invented("planner").secret, invented("lead").secret)
    with override_settings(SECRET_KEY="another machine"):
        there = (password(), invented("planner").secret, invented("lead").secret)
    assert len({*here, *there}) == 6


def test_who_is_not_in_it_is_said():
    with pytest.raises(InvalidInput, match="there are lead, inspector, police-inspector"):
        invented("king")
    with pytest.raises(CommandError, match="Say whose"):
        call_command("demo_code")
