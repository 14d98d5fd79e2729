"""The JSON Schema, against an implementation that knows nothing of the model."""

import json

import jsonschema
import pytest

from joint_inspection.frameworks.load import load_framework, published
from joint_inspection.frameworks.schema import schema


def as_json(framework):
    return json.loads(framework.model_dump_json(by_alias=True))


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_what_is_published_keeps_to_it(validator):
    broken = {each.ref: [error.message for error in validator.iter_errors(as_json(each))] for each in published()}
    assert broken == {each.ref: [] for each in published()}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "blue"}, "Additional properties are not allowed ('colour' was unexpected)"),
        ({"version": 2020}, "2020 is not of type 'string'"),
        ({"kinds": []}, "[] should be non-empty"),
        ({"status": "begun"}, "'begun' is not one of ['proposed', 'consulted', 'piloted', 'in_force', 'ended', "
                              "'deferred', 'withdrawn']"),
    ],
)  # fmt: skip
def test_what_the_model_refuses_the_schema_refuses(validator, edit, change, message):
    data = as_json(load_framework(edit())) | change
    assert [error.message for error in validator.iter_errors(data)] == [message]


def test_editors_find_it_by_its_name():
    found = schema()
    assert (found["$id"], found["title"]) == ("urn:joint-inspection:framework", "A version of an inspection framework")
    assert found["additionalProperties"] is False
    assert "in_force" in found["properties"]
