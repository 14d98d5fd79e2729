"""How does a notebook talk to the service? It asks for the state, and sends what was written until it has a receipt.

Somebody who is not signed in is told so (401) and sent nowhere: what was written stays on the device. Each note is kept
in a transaction of its own, so that one that is refused never holds up the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import NinjaAPI, Path, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import SessionAuth
from pydantic import AwareDatetime, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, any_schema

from joint_inspection.errors import InvalidInput, JointInspectionError, NotAllowed, NotPossible, Problem
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.actions import keep_permitted
from joint_inspection_web.evidence.notes import EARLIEST, LATEST, NoteIn
from joint_inspection_web.evidence.rules import may_write
from joint_inspection_web.evidence.state import state_of
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection

log = structlog.get_logger(__name__)
MOST_NOTES = 200
Ref = Annotated[str, Path(max_length=40, description="The inspection’s reference")]


class Err(Schema):
    """Why a request could not be answered, as advice."""

    says: list[str]


class CriterionOut(Schema):
    """What inspectors look for, and how evidence of it is usually gathered."""

    id: str
    title: str
    methods: list[str]


class BodyOut(Schema):
    """An inspectorate that takes part, or an agency that is inspected."""

    code: str
    name: str
    kind: str


class State(Schema):
    """Everything that a notebook needs to be written in."""

    inspection: str
    csrf: str
    """Goes back as ``X-CSRFToken`` with what is sent."""
    now: datetime
    person: str
    criteria: list[CriterionOut]
    bodies: list[BodyOut]
    children: list[str]
    """Pseudonyms of the sample."""
    box: str
    """The inspectorate into whose sealed box the writer may put a note; empty for none."""
    adviser: bool
    """Whether the writer advises: then a note names no child."""
    methods: list[str]
    templates: dict[str, str]
    stage: str
    writable: bool
    says: str
    """Why nothing can be written now; empty where it can."""


class AsWritten:
    """A note, described as one and taken as it comes: one that is wrong never stops the others."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return any_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(NoteIn.__pydantic_core_schema__)


class Sync(Schema):
    """What a device sends: versions of notes, older ones first."""

    device: str = Field(max_length=80)
    sent_at: AwareDatetime = Field(ge=EARLIEST, le=LATEST)
    """The device’s own clock."""
    notes: list[AsWritten] = Field(max_length=MOST_NOTES)


class ReceiptOut(Schema):
    """A version is safe."""

    version: UUID
    digest: str
    at: datetime
    heads: list[UUID]


class ProblemOut(Schema):
    """One thing wrong, and what to do."""

    where: str
    says: str


class RefusedOut(Schema):
    """A version that was not kept: it stays on the device."""

    version: str | None
    says: list[ProblemOut]
    again: bool
    """Whether the fault is the service’s own: sent again later, it may be kept."""


class Synced(Schema):
    """What became of each version."""

    receipts: list[ReceiptOut]
    refused: list[RefusedOut]
    csrf: str


class SignedIn(SessionAuth):
    """Somebody who is signed in, with the token of their session for what changes anything."""

    def __call__(self, request: HttpRequest) -> Any:
        if not (request.user.is_authenticated and request.user.is_active):
            return None
        return super().__call__(request)


ERRORS = {401: Err, 403: Err, 404: Err, 409: Err, 422: Err}
api = NinjaAPI(
    title="Joint Inspection: notebook", version="1", description="Keeps what inspectors note, once and for good.",
    docs_url=None, openapi_url="notebook/openapi.json", urls_namespace="notebook", auth=SignedIn(),
)  # fmt: skip


@api.get("{slug:ref}/evidence/state/", response={200: State, **ERRORS}, url_name="state", summary="Before writing")
def state(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """What may be chosen in a note of this inspection, and whether one may be written now."""
    inspection, person = _at_the_door(request, ref)
    return {**state_of(inspection, person=person, at=timezone.now()), "csrf": get_token(request)}


@api.post(
    "{slug:ref}/evidence/sync/", response={200: Synced, 400: Err, 413: Err, **ERRORS}, url_name="sync",
    summary="Send notes",
)  # fmt: skip
def sync(request: HttpRequest, ref: Ref, sent: Sync) -> dict[str, Any]:
    """Keep versions of notes, each once, however often it is sent. The digest of a receipt is the SHA-256 of the note
    as it was sent, as JSON with sorted keys, no spaces, and letters as UTF-8."""
    inspection, person = _at_the_door(request, ref)
    receipts, refused = [], []
    for raw in sent.notes:
        try:
            receipts.append(
                keep_permitted(inspection, note=NoteIn.sent(raw), by=person, at=timezone.now(), sent_at=sent.sent_at)
            )
        except Exception as error:
            ours = not isinstance(error, JointInspectionError)
            refused.append({"version": _version_of(raw), "says": _why(error), "again": ours})
    return {"receipts": receipts, "refused": refused, "csrf": get_token(request)}


def _at_the_door(request: HttpRequest, ref: str) -> tuple[Inspection, Person]:
    inspection = get_inspection(request, ref)
    require(may_write, request.user, inspection)
    prefetch_related_objects([inspection], "bodies")
    return inspection, request.user


def _why(error: Exception) -> list[dict[str, str]]:
    """Why a note was not kept. A fault of the service itself is logged, without what was written."""
    if isinstance(error, InvalidInput):
        problems = error.problems
    elif isinstance(error, JointInspectionError):
        problems = (Problem(where="", says=str(error)),)
    else:
        log.error("a note was not kept", exc_info=sys.exc_info())
        problems = (Problem(where="", says="The service could not keep this note now: it stays here, try again"),)
    return [{"where": problem.where, "says": problem.says} for problem in problems]


def _version_of(raw: Any) -> str | None:
    said = raw.get("version") if isinstance(raw, dict) else None
    return said[:80] if isinstance(said, str) else None


def _answers(error: type[Exception], status: int, says: Callable[[Any], list[str]]) -> None:
    """Have an error answered as advice."""

    @api.exception_handler(error)
    def answer(request: HttpRequest, raised: Any) -> HttpResponse:
        return api.create_response(request, {"says": says(raised)}, status=status)


def _not_understood(error: ValidationError) -> list[str]:
    return [f"{'.'.join(str(step) for step in each['loc'][1:])}: {each['msg']}" for each in error.errors]


_answers(AuthenticationError, 401, lambda _: ["Sign in again: what you wrote stays on this device until then"])
_answers(NotAllowed, 403, lambda error: [str(error)])
_answers(Http404, 404, lambda _: ["There is no such inspection for you"])
_answers(NotPossible, 409, lambda error: [str(error)])
_answers(ValidationError, 422, _not_understood)
_answers(RequestDataTooBig, 413, lambda _: ["This is too much at once: send fewer notes"])


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    says = "Ask for the state again: its token has changed" if error.status_code == 403 else "This is not JSON"
    return api.create_response(request, {"says": [says]}, status=error.status_code)
