"""How does other software read findings and draft one? By the same rules as the page, with the same advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import NinjaAPI, Path, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, any_schema

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.evidence.api import SignedIn
from joint_inspection_web.fairness.actions import findings
from joint_inspection_web.fairness.items import every_item, names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.rules import may_find
from joint_inspection_web.fairness.written import FindingIn
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection

Ref = Annotated[str, Path(max_length=40, description="The inspection’s reference")]


class ProblemOut(Schema):
    """One thing wrong, and what to do."""

    where: str
    says: str


class Wrong(Schema):
    """Why a request could not be answered, as advice."""

    says: list[ProblemOut]


class FindingOut(Schema):
    """A finding as it stands now."""

    finding: str
    criterion: str
    about: list[str]
    direction: str
    text: str
    supports: list[str]
    against: list[str]
    problems: list[ProblemOut]
    """Why it no longer stands, if so."""


class FindingsOut(Schema):
    """Every finding that was not withdrawn."""

    csrf: str
    """Goes back as ``X-CSRFToken`` with a new finding."""
    items: list[FindingOut]


class AsWritten:
    """A finding, described as one and taken as it comes: the same advice is given as on the page."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return any_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(FindingIn.__pydantic_core_schema__)


class Drafted(Schema):
    """A finding that somebody drafts."""

    finding: AsWritten


ERRORS = {401: Wrong, 403: Wrong, 404: Wrong, 409: Wrong, 422: Wrong}
api = NinjaAPI(
    title="Joint Inspection: findings", version="1", description="Findings, and why one stands or does not.",
    docs_url=None, openapi_url="findings/openapi.json", urls_namespace="findings_api", auth=SignedIn(),
)  # fmt: skip


@api.get("{slug:ref}/findings/api/", response={200: FindingsOut, **ERRORS}, url_name="findings", summary="Findings")
def listed(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """Every finding of an inspection, each with why it no longer stands."""
    inspection = _at_the_door(request, ref)
    words, items, names = Words(inspection), every_item(inspection), names_of(inspection)
    found = [
        _out(row, text=words.of(row).get("text", ""), problems=findings.problems_of(row, words, items, names))
        for row in findings.standing(inspection)
    ]
    return {"csrf": get_token(request), "items": found}


@api.post(
    "{slug:ref}/findings/api/", response={201: FindingOut, 400: Wrong, 413: Wrong, **ERRORS}, url_name="findings",
    summary="Draft a finding",
)  # fmt: skip
def drafted(request: HttpRequest, ref: Ref, sent: Drafted) -> Status:
    """Draft a finding. Hearsay, candour and a sector adviser's notes carry none alone; what is wrong is said."""
    inspection = _at_the_door(request, ref)
    says = FindingIn.sent(sent.finding)
    version = findings.draft(inspection, says=says, by=request.user, at=timezone.now())
    return Status(201, _out(version, text=says.text.strip(), problems=()))


def _out(row: findings.FindingVersion, *, text: str, problems: Iterable[Problem]) -> dict[str, Any]:
    return {
        "finding": row.finding.ref, "criterion": row.criterion, "about": row.about, "direction": row.direction,
        "text": text, "supports": row.supports, "against": row.against, "problems": _said(problems),
    }  # fmt: skip


def _at_the_door(request: HttpRequest, ref: str) -> Inspection:
    inspection = get_inspection(request, ref)
    require(may_find, request.user, inspection)
    return inspection


def _said(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"where": problem.where, "says": problem.says} for problem in problems]


def _answers(error: type[Exception], status: int, problems: Callable[[Any], Iterable[Problem]]) -> None:
    """Have an error answered as advice."""

    @api.exception_handler(error)
    def answer(request: HttpRequest, raised: Any) -> HttpResponse:
        return api.create_response(request, {"says": _said(problems(raised))}, status=status)


def _one(says: str) -> list[Problem]:
    return [Problem(where="", says=says)]


def _not_understood(error: ValidationError) -> list[Problem]:
    return [Problem(where=".".join(str(step) for step in each["loc"][1:]), says=each["msg"]) for each in error.errors]


_answers(AuthenticationError, 401, lambda _: _one("Sign in first"))
_answers(NotAllowed, 403, lambda error: _one(str(error)))
_answers(Http404, 404, lambda _: _one("There is no such inspection for you"))
_answers(NotPossible, 409, lambda error: _one(str(error)))
_answers(InvalidInput, 422, lambda error: error.problems)
_answers(ValidationError, 422, _not_understood)
_answers(RequestDataTooBig, 413, lambda _: _one("This is too much for one finding"))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    says = "Ask for the findings again: the token has changed" if error.status_code == 403 else "This is not JSON"
    return api.create_response(request, {"says": _said(_one(says))}, status=error.status_code)
