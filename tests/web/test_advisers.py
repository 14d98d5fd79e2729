"""A sector adviser tries every address of an inspection: no data about children, no vote, no say over the team."""

import pytest
from django.test import Client
from django.urls import reverse

import factories
from factories import child_files, teams
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import store
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.inspections.models import Inspection
from web.routes import ROUTES
from web.test_child_data_attacks import addresses, reader_of, whole_story

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
REFUSED = (302, 403, 404, 405)


@pytest.fixture
def inspection() -> Inspection:
    """An inspection that its area knows of."""
    return child_files.announced()


@pytest.fixture
def adviser(inspection: Inspection) -> Person:
    return advising(inspection)


def advising(inspection: Inspection) -> Person:
    return Person.objects.get(pk=teams.adviser(inspection).pk)


def about_the_inspection(inspection: Inspection) -> dict[str, str]:
    """Every address about one inspection."""
    rows = {name: row.kwargs for name, row in ROUTES.items() if "ref" in row.kwargs}
    return {
        name: reverse(name, kwargs={**kwargs, "ref": inspection.ref})
        for name, kwargs in rows.items()
        if kwargs["ref"] == "nobodyhere" and name not in ("person", "close_account", "reset_sign_in", "end_role")
    }


@pytest.mark.slow
def test_no_address_shows_a_child_to_an_adviser(inspection):
    whole_story(inspection)
    events = store.open_events(inspection, person=reader_of(inspection), purpose="To try")
    children = [str(child) for child in events.children["child"]]
    secrets = (*children[1:], child_files.IDENTIFIER, child_files.WORKER)
    sent = {"child": children[0], "purpose": "Curious", "pseudonym": children[0], "reason": "Curious"}
    client, upload = factories.signed_in(advising(inspection)), Upload.objects.get(state="accepted")
    opened = [
        (page, method, answer.status_code)
        for page, address in addresses(inspection, upload).items()
        for method in METHODS
        for answer in [getattr(client, method)(address)]
        if answer.status_code not in REFUSED
    ]
    assert opened == []
    shown = []
    for page, address in about_the_inspection(inspection).items():
        for answer in (client.get(address), client.post(address, sent)):
            assert answer.status_code < 500, page
            if not getattr(answer, "streaming", False) and any(word in answer.text for word in secrets):
                shown.append(page)
    assert shown == []


def test_an_adviser_has_no_say_over_the_team_or_the_stages(inspection, adviser):
    client, before = factories.signed_in(adviser), state_of(inspection)
    for page, address in about_the_inspection(inspection).items():
        if page.partition(":")[0] in ("teams", "inspections", "samples"):
            answer = client.post(
                address, {"person": adviser.email, "role": "lead_inspector", "gaps": "lead", "why": "x"}
            )
            assert answer.status_code in REFUSED, page
    assert state_of(inspection) == before


def state_of(inspection: Inspection) -> tuple:
    return (
        inspection.stage, inspection.seats.filter(ended_at=None).count(), inspection.asks.count(),
        inspection.acceptances.count(), inspection.themes.count(),
    )  # fmt: skip


def test_what_an_adviser_does_see(inspection, adviser):
    client, one = factories.signed_in(adviser), {"ref": inspection.ref}
    pages = {"inspections:list": None, "declarations:mine": None, "inspections:show": one, "teams:front": one}
    got = {name: client.get(reverse(name, kwargs=kwargs)).status_code for name, kwargs in pages.items()}
    assert got == dict.fromkeys(pages, 200)


def test_an_adviser_who_goes_to_the_area_sees_nothing_more(inspection, adviser):
    from joint_inspection_web.accounts import actions as accounts

    council = factories.organisation(f"council:{factories.ELMSHIRE}")
    accounts.give_role(adviser, organisation=council, role="sector_adviser", by=None, at=factories.NOW)
    answer = factories.signed_in(adviser).get(reverse("inspections:show", kwargs={"ref": inspection.ref}))
    assert answer.status_code == 404


def test_another_adviser_sees_nothing(inspection, adviser):
    client: Client = factories.signed_in(factories.person("sector_adviser"))
    assert client.get(reverse("inspections:show", kwargs={"ref": inspection.ref})).status_code == 404
    assert client.get(reverse("teams:front", kwargs={"ref": inspection.ref})).status_code == 404
