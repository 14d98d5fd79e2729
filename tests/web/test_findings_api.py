"""Whatever other software sends about findings, the answer keeps to the description, and the service never breaks."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator

import factories
from factories import child_files
from joint_inspection_web.fairness.api import api
from joint_inspection_web.fairness.models import Finding

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
DESCRIPTION = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/inspections/")))
described = schemathesis.openapi.from_dict(DESCRIPTION)
SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def inspection(db: None):
    return child_files.announced()


@pytest.fixture
def client(inspection):
    return factories.signed_in(child_files.inspector(inspection))


def wrong_with(answer, operation: dict | None) -> list[str]:
    """How an answer breaks its description; a method that is not described has to be refused."""
    if operation is None:
        return [] if answer.status_code == 405 else [f"{answer.status_code} for a method that is not described"]
    if str(answer.status_code) not in operation["responses"]:
        return [f"{answer.status_code} is not described"]
    schema = operation["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": DESCRIPTION["components"]})
    return [error.message for error in validator.iter_errors(answer.json())]


@described.parametrize()
@SOME
def test_whatever_is_sent_the_answer_keeps_to_the_description(case: schemathesis.Case, client, inspection):
    body = json.dumps(case.body) if isinstance(case.body, dict | list | str | int | None) else ""
    address = case.path.replace("{ref}", inspection.ref)
    answer = client.generic(case.method, address, body, content_type="application/json")
    assert wrong_with(answer, DESCRIPTION["paths"][case.path].get(case.method.lower())) == []


@pytest.mark.parametrize("body", ["", "{", "null", "[]", "\x00", '{"finding": 1}', '{"finding": {"text": "\\ud800"}}'])
def test_what_is_no_finding_is_refused_with_advice(client, inspection, body):
    page = f"/inspections/{inspection.ref}/findings/api/"
    answer = client.generic("POST", page, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["says"]
    assert Finding.objects.count() == 0
