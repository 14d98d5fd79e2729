"""Every address about one inspection, asked for by everybody who might want to, at every stage."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import factories
from factories.world import BODIES, PATHS, VIEWERS, kwargs_of, world
from web import stages
from web.routes import ROUTES

pytestmark = pytest.mark.django_db
ABOUT_ONE = ("inspections/<slug:ref>/", "child-data/<slug:ref>/")
CHILDREN = ("journeys:", "samples:mirror", "samples:proof", "casedata:upload", "casedata:whose", "safety:identify",
            "fairness:child", "fairness:side", "evidence:attachment")  # fmt: skip
"""Where pseudonyms and words about children are shown."""


def about_one(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[str]:
    """The names of the addresses that hold the reference of an inspection."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from about_one(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, route)
        elif isinstance(pattern, URLPattern) and route.startswith(ABOUT_ONE):
            yield f"{space}{pattern.name}"


NAMES = sorted(name for name in about_one(get_resolver()) if name in ROUTES)
"""One that has no row in the table of addresses yet fails in test_routes.py."""


def ask(client: Client, name: str, address: str) -> tuple[str, int]:
    """How an address is asked, and what it answers; nothing that it does remains."""
    asked = "post" if 405 in ROUTES[name].statuses.values() else "get"
    with transaction.atomic():
        body = {"data": BODIES[name], "content_type": "application/json"} if name in BODIES else {}
        status = getattr(client, asked)(address, **body).status_code
        transaction.set_rollback(True)
    return asked, status


def answers(stage: str, names: list[str], *, half: bool = False) -> stages.Table:
    """What everybody gets from some addresses at one stage; or half of the viewers from each, in turn."""
    made, found = world(stage), {}
    addresses = {name: reverse(name, kwargs=kwargs_of(name, ROUTES[name].kwargs, made)) for name in names}
    for place, viewer in enumerate(VIEWERS):
        client = factories.signed_in(made.people[viewer])
        client.raise_request_exception = False
        for number, (name, address) in enumerate(addresses.items(), start=place):
            if half and number % 2:
                continue
            asked, status = ask(client, name, address)
            found[name, asked, viewer, stage] = status
    return found


def test_every_address_about_an_inspection_stands_in_the_table():
    wanted = {(name, viewer, stage) for name in NAMES for viewer in VIEWERS for stage in PATHS}
    assert {(name, viewer, stage) for name, _, viewer, stage in stages.read()} == wanted


EVERY_TIME = "in the vault" if connection.vendor == "postgresql" else "fieldwork"
"""The stage tried with every change, another on each database."""


def differing(found: stages.Table) -> stages.Table:
    """What was answered where the table says something else."""
    said = stages.read()
    return {key: status for key, status in found.items() if said.get(key) != status}


@pytest.mark.slow
@pytest.mark.long
def test_one_stage_is_as_the_table_says():
    found = answers(EVERY_TIME, NAMES, half=True)
    assert {viewer for _, _, viewer, _ in found} == set(VIEWERS)
    assert {name for name, _, _, _ in found} == set(NAMES)
    assert differing(found) == {}


@pytest.mark.slow
@pytest.mark.trial
@pytest.mark.parametrize("stage", PATHS)
def test_everybody_gets_what_the_table_says(stage: str):
    wanted = os.environ.get("WRITE_STAGES")
    found = answers(stage, [name for name in NAMES if name.startswith(tuple((wanted or "").split(",")))])
    if wanted is not None:
        kept = stages.read() if stages.FILE.exists() else {}
        stages.write({key: found.get(key, kept.get(key, 0)) for key in {*kept, *found} if key[0] in NAMES})
    assert differing(found) == {}


# What the table itself has to keep to


def let_in(*viewers: str) -> set[tuple[str, str, str]]:
    """Address, viewer and stage wherever somebody is let in."""
    return {(n, v, s) for (n, _, v, s), status in stages.read().items() if v in viewers and status in stages.LETS_IN}


def test_nothing_in_the_table_is_a_bug():
    assert [key for key, status in stages.read().items() if status >= 500] == []


def test_whoever_has_nothing_to_do_with_it_finds_nothing():
    assert let_in("officer elsewhere", "inspector without a seat", "administrator") == set()
    found = let_in("data protection officer")
    assert [each for each in found if not each[0].startswith("child_data:")] == []


def test_an_inspection_in_the_vault_is_there_for_whom_is_named_alone():
    register = ("child_data:",)  # by reference alone, for the data protection officer
    found = {v for n, v, stage in let_in(*VIEWERS) if stage == "in the vault" and not n.startswith(register)}
    assert found == {"lead"}


def test_agencies_and_advisers_find_nothing_before_the_area_is_told():
    found = let_in("council’s officer", "police’s officer", "adviser")
    assert [each for each in found if each[2] in ("in the vault", "planned")] == []


def test_an_adviser_sees_no_children():
    assert [each for each in let_in("adviser") if each[0].startswith(CHILDREN)] == []


def test_an_agency_finds_nothing_that_is_the_councils_own():
    own = (
        "casedata:problems", "casedata:send", "casedata:upload", "casedata:whose", "fairness:file", "fairness:point",
        "fairness:process", "fairness:side", "inspections:answer", "notices:contact", "notices:letter", "safety:case",
    )  # fmt: skip
    assert [each for each in let_in("police’s officer") if each[0] in own] == []


def test_an_agency_sees_no_evidence_and_no_alarm():
    closed = ("evidence:", "triangulation:", "sharing:", "journeys:", "enquiries:", "safety:alarm", "safety:report")
    found = {name for name, _, _ in let_in("council’s officer", "police’s officer") if name.startswith(closed)}
    assert found == {"triangulation:told"}  # what inspectors told the area that day


def test_an_alarm_can_be_raised_at_every_stage_by_the_whole_team():
    team = ("lead", "inspector", "inspector of another", "quality assurance")
    after = [stage for stage in PATHS if stage not in ("in the vault", "planned")]
    found = let_in(*team, "adviser")
    assert [(v, s) for v in (*team, "adviser") for s in after if ("safety:report", v, s) not in found] == []
