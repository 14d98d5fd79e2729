"""Does an answer keep to the description of its interface?"""

from typing import Any

from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator

SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
"""A few of whatever could be sent to each address."""


def wrong_with(answer: Any, case: Any, description: dict[str, Any]) -> list[str]:
    """How an answer breaks its description; a method that is not described has to be refused."""
    operation = description["paths"][case.path].get(case.method.lower())
    if operation is None:
        return [] if answer.status_code == 405 else [f"{answer.status_code} for a method that is not described"]
    if str(answer.status_code) not in operation["responses"]:
        return [f"{answer.status_code} is not described"]
    schema = operation["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": description["components"]})
    return [error.message for error in validator.iter_errors(answer.json())]
