"""What a device may send, whatever it is: the answer keeps to the description, and the service never breaks."""

import json

import pytest
import schemathesis

import factories
from factories import child_files, notebook
from joint_inspection_web.evidence.api import api
from joint_inspection_web.evidence.models import Version
from web.described import SOME, wrong_with

pytestmark = [pytest.mark.slow, pytest.mark.on_postgres, pytest.mark.django_db]
DESCRIPTION = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/inspections/")))
described = schemathesis.openapi.from_dict(DESCRIPTION)


@pytest.fixture
def inspection(db: None):
    return child_files.announced()


@pytest.fixture
def client(inspection):
    return factories.signed_in(child_files.inspector(inspection))


@described.parametrize()
@SOME
def test_whatever_a_device_sends_the_answer_keeps_to_the_description(case: schemathesis.Case, client, inspection):
    address = case.path.replace("{ref}", inspection.ref)
    body = json.dumps(case.body) if isinstance(case.body, dict | list | str | int | None) else ""
    answer = client.generic(case.method, address, body, content_type="application/json")
    assert wrong_with(answer, case, DESCRIPTION) == []


@pytest.mark.parametrize(
    "body", ["", "{", "null", "[]", "\x00", '{"notes": 1}', '{"device": "x", "sent_at": 3}', "[" * 9999]
)
def test_what_is_no_message_is_refused_with_advice(client, inspection, body):
    answer = client.generic(
        "POST", f"/inspections/{inspection.ref}/evidence/sync/", body, content_type="application/json"
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["says"]


def test_too_much_at_once_is_refused_with_advice(client, inspection):
    body = json.dumps({"device": "x", "sent_at": "2026-03-03T10:00:00Z", "notes": ["x" * 1_000_000] * 5})
    answer = client.generic(
        "POST", f"/inspections/{inspection.ref}/evidence/sync/", body, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["says"]) == (413, ["This is too much at once: send fewer notes"])
    many = {"device": "x", "sent_at": "2026-03-03T10:00:00Z", "notes": [{}] * 201}
    answer = client.post(f"/inspections/{inspection.ref}/evidence/sync/", json.dumps(many), "application/json")
    assert answer.status_code == 422
    assert Version.objects.count() == 0


def test_the_description_names_every_field_of_a_note(inspection):
    notes = DESCRIPTION["components"]["schemas"]["Sync"]["properties"]["notes"]["items"]
    fields = DESCRIPTION["components"]["schemas"][notes["$ref"].rpartition("/")[2]] if "$ref" in notes else notes
    assert sorted(fields["properties"]) == sorted(notebook.raw(inspection))
