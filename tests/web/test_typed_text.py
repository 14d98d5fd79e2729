"""What was typed is never lost: a form that comes at the wrong stage is shown again, with why above it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories.world import World, kwargs_of, world
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.fairness.children import by_marks
from joint_inspection_web.triangulation.picture import picture_of
from web.reading import lost
from web.routes import ROUTES

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
WORDS = "A sentence that took a while to write"
OFFICER = "council’s officer"


def noticed(made: World) -> Mapping[str, Any]:
    """Two items of one practice."""
    first = Version.objects.get(note=made.note)
    same = Version.objects.filter(criterion=first.criterion, agency=first.agency, note__author=first.author)
    items = [str(each.note_id) for each in same.order_by("pk")[:2]]
    return {"criterion": first.criterion, "body": first.agency, "items": items, "why": WORDS}


def told(made: World) -> Mapping[str, Any]:
    council = made.inspection.bodies.get(kind="council").code
    return {"body": council, "office": "night director", "what": WORDS, "on": "5 1 2026"}


def not_heard(made: World) -> Mapping[str, Any]:
    return {"child": min(by_marks(made.inspection).values()), "reason": WORDS}


def referred(made: World) -> Mapping[str, Any]:
    council = made.inspection.bodies.get(kind="council").pk
    return {"body": council, "child": "abcdefghijkl", "needs": WORDS, "within": "3_days"}


TOO_LATE = "This is written until the last day on site: this inspection is called off"
OVER = "The fieldwork is over, or the inspection was called off"
NOT_TOLD = "Nobody has been told of this inspection, or it was called off"
TEAM = "This inspection is over, or was called off"
CONTACT = {"post": "Business manager", "email": "office@example.org", "phone": "020 7946 0000"}
DEFERRAL = {"reason": "other", "evidence": "Ring the town hall"}
SENT: list[tuple[str, str, Mapping[str, Any] | Callable[[World], Mapping[str, Any]], str]] = [
    ("teams:again", "lead", {"because": WORDS}, TEAM),
    ("teams:part", "planner", {"inspectorate": "ofsted", "takes_part": "no", "reason": WORDS}, TEAM),
    ("enquiries:new", "lead", {"asks": WORDS, "origin": "team"}, OVER),
    ("enquiries:reading", "lead", {"kind": "data", "title": WORDS}, OVER),
    ("enquiries:read", "lead", {"read_on": "5 1 2026", "noted": WORDS}, OVER),
    ("enquiries:line", "lead", {"state": "dropped", "says": WORDS}, OVER),
    ("enquiries:again", "lead", {"says": WORDS}, OVER),
    ("triangulation:day", "lead", {"what": WORDS}, TOO_LATE),
    ("triangulation:told", "lead", told, TOO_LATE),
    ("triangulation:excuse", "lead", not_heard, TOO_LATE),
    ("triangulation:notice", "lead", noticed, TOO_LATE),
    ("triangulation:resolve", "lead", {"how": WORDS}, TOO_LATE),
    ("notices:letter", OFFICER, {"who": WORDS}, NOT_TOLD),
    ("notices:receipt", "lead", {"how": "telephone", "who": WORDS}, NOT_TOLD),
    ("notices:remind", "lead", {"how": "telephone", "says": WORDS}, NOT_TOLD),
    ("notices:contact", OFFICER, CONTACT | {"name": WORDS}, NOT_TOLD),
    ("notices:ask", OFFICER, DEFERRAL | {"says": WORDS}, "A deferral can be asked for from the notification"),
    ("notices:put_off", "lead", {"says": WORDS, "next_on": "5 1 2027"}, "is not put off any more"),
    ("safety:refer", "lead", referred, "A case goes back once the area has been told"),
]  # fmt: skip
"""By whom what is sent where, and what is advised; the inspection was called off while it was written."""


def send(client: Client, made: World, route: str, sent: Mapping[str, Any]) -> Any:
    return client.post(reverse(route, kwargs=kwargs_of(route, ROUTES[route].kwargs, made)), sent)


def test_a_form_that_comes_after_the_inspection_was_called_off_keeps_what_was_typed():
    made = world("called off")
    clients = {who: factories.signed_in(made.people[who]) for who in ("lead", "planner", OFFICER)}
    found = {
        route: lost(send(clients[who], made, route, sent(made) if callable(sent) else sent), WORDS, says=says)
        for route, who, sent, says in SENT
    }
    assert {route: what for route, what in found.items() if what} == {}


def test_how_a_contradiction_is_resolved_stays_where_an_item_was_withdrawn_meanwhile():
    made = world("fieldwork")
    (opposed,) = picture_of(made.inspection).opposed
    address = reverse("triangulation:resolve", kwargs={"ref": made.inspection.ref, "which": opposed.found.id})
    (praise,) = opposed.found.praise
    head = Version.objects.get(note=praise)
    withdrawn = {"kind": "withdrawal", "note": praise, "version": str(uuid4()), "bases": [str(head.pk)], "text": "No"}
    raw = withdrawn | {"noted_at": timezone.now().isoformat()}
    evidence.keep(made.inspection, note=NoteIn.sent(raw), by=made.people["lead"], at=timezone.now())
    client = factories.signed_in(made.people["lead"])
    assert client.get(address).status_code == 404
    answer = client.post(address, {"how": WORDS, "seen": list(opposed.found.items)})
    assert lost(answer, WORDS, says="This contradiction is no longer there") == []
