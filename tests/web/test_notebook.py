"""Notes are kept once, whoever sends them however often; nothing is overwritten and nothing is lost."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

import factories
from factories import child_files, notebook
from joint_inspection_web.evidence.models import Note, Version
from joint_inspection_web.inspections.models import Inspection

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def writer(inspection):
    return child_files.inspector(inspection)


def state_of(client: Client, inspection: Inspection):
    return client.get(reverse("notebook:state", kwargs={"ref": inspection.ref}))


def send(client: Client, inspection: Inspection, *notes, sent_at="2026-03-03T10:00:00Z"):
    body = {"device": "laptop", "sent_at": sent_at, "notes": list(notes)}
    address = reverse("notebook:sync", kwargs={"ref": inspection.ref})
    return client.post(address, json.dumps(body), content_type="application/json")


def test_a_device_asks_and_sends(inspection, writer):
    client = factories.signed_in(writer)
    state = state_of(client, inspection).json()
    assert state["writable"] is True
    note = notebook.raw(inspection)
    answer = send(client, inspection, note).json()
    assert [each["version"] for each in answer["receipts"]] == [note["version"]]
    assert answer["refused"] == []
    assert Version.objects.count() == 1
