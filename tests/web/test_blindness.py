"""Until all first views are sealed, nobody learns from the service whether, when, how many or what others sealed.

Everything that somebody can fetch is fetched twice, with and without others' sealed views: the answers, their headers,
and every question that was put to the database have to be the same, byte by byte and in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories import judgements
from factories.world import BODIES, World, kwargs_of, world
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import GivenView
from joint_inspection_web.judgements.policy import viewed
from web.routes import ROUTES
from web.test_stages import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = timezone.now()
ELSEWHERE = ("desk:home", "inspections:list", "sharing:register", "teams:mine", "people")
"""What else tells of inspections, or of people."""
NEAR = ("judgements", "inspections", "triangulation", "reports", "assurance")
"""The parts of the service that are nearest to views, or made from them; the trial asks them all."""
CHANGING = re.compile(
    rb"""name="(?:csrfmiddlewaretoken|note|version|uuid|once)" value="[^"]*"|"csrf": ?"[^"]*"|"""
    rb"""nonce="[^"]*"|nonce-[^']*'|type="datetime-local"[^>]*"""
)
"""What is another in each answer: tokens against forged requests, marks of scripts, ids for what is written next, and
the minute that a form offers."""
ITS_OWN = ("X-Request-ID",)
"""Headers that are another in each answer: the number under which the log knows it."""
Answer = tuple[Any, ...]


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes, so that what differs differs for another reason."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@contextmanager
def questions() -> Iterator[list[tuple[str, str]]]:
    """Every question put to the database: its words, and what it asks for; of what it writes the words alone."""
    asked: list[tuple[str, str]] = []

    def note(execute, sql, params, many, context):
        words = re.sub(r"s\d+_x\d+", "savepoint", sql)
        asked.append((words, repr(params) if sql.startswith("SELECT") else ""))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def everywhere(made: World) -> list[tuple[str, str]]:
    """Every address about the inspection, and those that tell of several."""
    found = [(name, reverse(name, kwargs=kwargs_of(name, ROUTES[name].kwargs, made))) for name in NAMES]
    return found + [(name, reverse(name)) for name in ELSEWHERE if name in ROUTES]


def near(inspection: Inspection) -> list[tuple[str, str]]:
    """Addresses of the nearest parts about the inspection, those of its judgements, and those that tell of several."""
    about = {"ref": inspection.ref}
    names = [name for name in NAMES if name.startswith(NEAR) and set(ROUTES[name].kwargs) == {"ref"}]
    found = [(name, reverse(name, kwargs=about)) for name in names]
    judged = [each.id for each in viewed(find(inspection.framework))]
    found += [(f"judgements:view {each}", reverse("judgements:view", kwargs={**about, "judgement": each}))
              for each in judged]  # fmt: skip
    return found + [(name, reverse(name)) for name in ELSEWHERE if name in ROUTES]


def browser_of(who: Person) -> Client:
    """A browser in which somebody is signed in, which takes an error of the service as an answer."""
    client = factories.signed_in(who)
    client.raise_request_exception = False
    return client


def fetched(client: Client, addresses: list[tuple[str, str]]) -> dict[str, Answer]:
    """What somebody gets from each address, and what was asked of the database for it; nothing remains."""
    return {name: answer(client, name, address) for name, address in addresses}


def answer(client: Client, name: str, address: str, **form: str) -> Answer:
    """One answer with everything that somebody could notice about it."""
    body = {"data": BODIES[name], "content_type": "application/json"} if name in BODIES else {"data": form}
    asked_by = "post" if form or name in BODIES else "get"
    with transaction.atomic(), questions() as asked:
        response = getattr(client, asked_by)(address, **body)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    headers = sorted((k, CHANGING.sub(b"", v.encode())) for k, v in response.headers.items() if k not in ITS_OWN)
    return response.status_code, CHANGING.sub(b"", content), headers, sorted(response.cookies), asked


def differing(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """The addresses that answered otherwise."""
    return [name for name in before if before[name] != after[name]]


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker) -> Iterator[tuple[Inspection, list[Person]]]:
    """An inspection with three people who were asked, and nothing else; each test begins there."""
    with django_db_blocker.unblock(), transaction.atomic():
        made, people = judgements.on_site("cqc", "hmicfrs")
        judgements.evidence(made, by=people[0])
        judgements.asked(made, by=people[0])
        yield made, people
        transaction.set_rollback(True)


def test_who_has_not_sealed_gets_the_same_with_and_without_others_views(asked):
    inspection, (lead, *others) = asked
    addresses, browser = near(inspection), browser_of(lead)
    # Given that nobody has sealed anything
    before = fetched(browser, addresses)
    # When two of three people seal
    for place, person in enumerate(others):
        judgements.sealed(inspection, by=person, place=place, because="Seen by nobody else")
    # Then everything that the third can fetch is the same
    assert differing(before, fetched(browser, addresses)) == []
    assert GivenView.objects.filter(step="first").values("asked").distinct().count() == 2


@pytest.mark.trial
def test_nobody_at_all_learns_of_a_view():
    """Not at any moment, and nobody: who has sealed, quality assurance, planners, agencies, keepers of data."""
    made = world("fieldwork")
    judgements.evidence(made.inspection, by=made.people["lead"])
    addresses, other = everywhere(made), "inspector of another"
    browsers = {name: browser_of(person) for name, person in made.people.items() if name not in ("inspector", other)}
    before = {name: fetched(browser, addresses) for name, browser in browsers.items()}
    judgements.sealed(made.inspection, by=made.people[other], because="Seen by nobody else")
    found = {name: differing(before[name], fetched(browser, addresses)) for name, browser in browsers.items()}
    assert found == {name: [] for name in browsers}
    sealed = browser_of(made.people[other])
    theirs = fetched(sealed, addresses)
    judgements.sealed(made.inspection, by=made.people["inspector"], place=1, because="Seen by nobody else")
    assert differing(theirs, fetched(sealed, addresses)) == []


def test_what_a_lead_does_tells_nothing_either(asked):
    """Waiting for somebody no longer, asking again, sealing too early: the answer is the same either way."""
    inspection, (lead, other, _) = asked
    about = {"ref": inspection.ref}
    steps = [
        ("judgements:wait_no_longer", {**about, "who": other.ref}, {"reason": "Ill until May"}),
        ("judgements:ask", about, {"how": "inspector"}),
        ("judgements:seal", about, {"anything": "sent"}),
    ]

    def tried() -> list[Answer]:
        client = browser_of(lead)
        found = [answer(client, name, reverse(name, kwargs=kwargs), **form) for name, kwargs, form in steps]
        return [each[:-1] for each in found]  # what is done asks more of the database; nobody is told of it

    before = tried()
    judgements.sealed(inspection, by=other, because="Seen by nobody else")
    assert tried() == before
    assert [each[0] for each in before] == [302, 200, 200]


def test_a_leak_would_be_found(asked):
    """The comparison itself: what somebody drafts does change their own page."""
    inspection, (lead, _, _) = asked
    addresses = [("judgements:front", reverse("judgements:front", kwargs={"ref": inspection.ref}))]
    browser = browser_of(lead)
    before = fetched(browser, addresses)
    assert differing(before, fetched(browser, addresses)) == []
    judgements.drafted(inspection, by=lead)
    assert differing(before, fetched(browser, addresses)) == ["judgements:front"]
