"""Whatever other software sends about findings, the answer keeps to the description, and the service never breaks."""

import json

import pytest
import schemathesis

import factories
from factories import child_files
from joint_inspection_web.fairness.api import api
from joint_inspection_web.fairness.models import Finding
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
def test_whatever_is_sent_the_answer_keeps_to_the_description(case: schemathesis.Case, client, inspection):
    body = json.dumps(case.body) if isinstance(case.body, dict | list | str | int | None) else ""
    address = case.path.replace("{ref}", inspection.ref)
    answer = client.generic(case.method, address, body, content_type="application/json")
    assert wrong_with(answer, case, DESCRIPTION) == []


@pytest.mark.parametrize("body", ["", "{", "null", "[]", "\x00", '{"finding": 1}', '{"finding": {"text": "\\ud800"}}'])
def test_what_is_no_finding_is_refused_with_advice(client, inspection, body):
    page = f"/inspections/{inspection.ref}/findings/api/"
    answer = client.generic("POST", page, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["says"]
    assert Finding.objects.count() == 0
