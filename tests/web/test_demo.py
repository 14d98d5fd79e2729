"""The demonstration: invented people, fictional areas, and nothing where real accounts are."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

import factories
from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.casedata.store import accepted, has_accepted_lists, open_events
from joint_inspection_web.demo.load import invented, load, password, people
from joint_inspection_web.history.verify import verify_chain
from joint_inspection_web.inspections.models import Inspection

pytestmark = pytest.mark.django_db
NOW = factories.NOW


def test_there_is_somebody_for_each_role_and_all_can_sign_in(capsys):
    assert load(at=NOW)
    assert {role for person in Person.objects.all() for role in person.roles} == set(map(str, Role))
    for one in people():
        client = Client()
        client.post(reverse("account_login"), {"login": one.email, "password": password()})
        call_command("demo_code", one.key)
        code = capsys.readouterr().out.strip()
        assert re.fullmatch(r"\d{6}", code)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("mfa_index")).status_code == 200


def test_inspections_are_of_fictional_areas_and_one_is_in_the_vault():
    load(at=NOW)
    fictional = {area.ons_code for area in load_register().fictional}
    assert {inspection.area for inspection in Inspection.objects.all()} <= fictional
    assert sorted(inspection.in_vault for inspection in Inspection.objects.all()) == [False, False, True]
    seen = {
        key: Inspection.objects.visible_to(Person.objects.get(email=invented(key).email)).count()
        for key in ("planner", "lead", "inspector", "adviser", "officer", "administrator", "analyst")
    }
    few = {"inspector": 1, "adviser": 1, "officer": 1, "administrator": 0, "analyst": 0}
    assert seen == {"planner": 3, "lead": 3, **few}
    assert verify_chain() == []


def test_the_announced_inspection_has_invented_lists_that_its_team_may_open():
    load(at=NOW)
    inspection = next(one for one in Inspection.objects.all() if has_accepted_lists(one))
    lead = Person.objects.get(email=invented("lead").email)
    table = open_events(inspection, person=lead, purpose="Shows the journeys")
    assert {upload.body.kind for upload in accepted(inspection)} == {"council", "police", "health"}
    assert table.counts["children"] > 500


def test_loading_it_again_changes_nothing():
    assert load(at=NOW) is True
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
