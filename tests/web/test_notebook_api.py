"""What a device may send, whatever it is: the answer keeps to the description, and the service never breaks."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import checks

from factories import child_files, notebook
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.wsgi import application

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ROOT = "/inspections/"
described = schemathesis.openapi.from_wsgi(f"{ROOT}notebook/openapi.json", application)


@pytest.fixture
def as_writer(db: None) -> dict[str, object]:
    """The headers of somebody who may write, and the inspection in which they may."""
    inspection = child_files.announced()
    client = Client()
    client.force_login(child_files.inspector(inspection), backend="allauth.account.auth_backends.AuthenticationBackend")
    token = client.get(f"{ROOT}{inspection.ref}/evidence/state/").json()["csrf"]
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = {"Host": "localhost", "Cookie": cookies, "X-CSRFToken": token, "Referer": "http://localhost/"}
    return {"inspection": inspection, "headers": headers}


SOME = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
KEEPS_TO_IT = (
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance,
)  # fmt: skip


@described.parametrize()
@SOME
def test_whatever_a_device_sends_the_answer_keeps_to_the_description(case: schemathesis.Case, as_writer):
    case.path_parameters = {"ref": as_writer["inspection"].ref}
    case.call_and_validate(headers=as_writer["headers"], checks=KEEPS_TO_IT)


def test_what_is_described_is_what_is_kept(as_writer):
    inspection = as_writer["inspection"]
    operation = described[f"{ROOT}{{ref}}/evidence/sync/"]["POST"]
    body = {"device": "phone", "sent_at": "2026-03-03T10:00:00Z", "notes": [notebook.raw(inspection)]}
    case = operation.Case(path_parameters={"ref": inspection.ref}, body=body, media_type="application/json")
    answer = case.call(headers=as_writer["headers"])
    assert (answer.status_code, Version.objects.count()) == (200, 1)


def test_the_description_names_every_field_of_a_note(db: None):
    fields = described.raw_schema["components"]["schemas"]["NoteIn"]["properties"]
    assert sorted(fields) == sorted(notebook.raw(child_files.announced()))
