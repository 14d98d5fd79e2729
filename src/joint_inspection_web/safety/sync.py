"""How does a device without a connection know whom to ring, and send what was written there when it has one again?

Sent twice, an alarm is one alarm. Each is kept in a transaction of its own; a receipt means that it is kept. What is
refused stays on the device, with what to do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from joint_inspection.areas import Area, load_register
from joint_inspection.errors import InvalidInput, NotAllowed, Problem, invalid
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.safety.alarms import Report, digest_of, raise_alarm
from joint_inspection_web.safety.contacts import contacts_of
from joint_inspection_web.safety.door import inspection_to_tell_of
from joint_inspection_web.safety.models import Danger, Of

MOST = 50
LARGEST = 1024 * 1024
"""How many alarms, and how many bytes, one call may bring."""


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a script with JSON whatever happens: it must never be sent on to a page for signing in."""

    @wraps(view)
    def answer(request: HttpRequest, ref: str) -> HttpResponse:
        if not is_signed_in.test(request.user):
            return JsonResponse({"says": "Sign in again: nothing is lost meanwhile"}, status=401)
        try:
            return view(request, inspection_to_tell_of(request, ref))
        except Http404:
            return JsonResponse({"says": "There is no such inspection, or you may not know of it"}, status=404)
        except NotAllowed as error:
            return JsonResponse({"says": str(error)}, status=403)
        except InvalidInput as error:
            return JsonResponse({"says": error.problems[0].says}, status=400)

    return answer


@allow(everyone)
@require_safe
@answered
def state(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Whom to ring and what to ask, for the device to keep. Nothing about a child, and nothing out of the vault."""
    known = [] if inspection.in_vault else contacts_of(inspection, inspection.area)
    return JsonResponse(
        {
            "inspection": inspection.ref, "person": request.user.ref, "csrf": get_token(request),
            "now": timezone.now().isoformat(), "danger": dict(Danger.choices), "of": dict(Of.choices),
            "says": "If a child is in immediate danger, ring 999 first.",
            "contacts": [
                {"kind": one.kind, "title": one.get_kind_display(), "office": one.office, "phone": one.phone,
                 "hours": one.hours}
                for one in known
            ],
        }
    )  # fmt: skip


@allow(everyone)
@require_POST
@answered
def sync(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Take the alarms that a device wrote; a receipt for each that is kept."""
    receipts, refused = [], []
    for given in _given(request):
        try:
            report = _report(given, inspection)
            kept = raise_alarm(inspection, report=report, by=request.user, at=timezone.now())
            receipts.append({"report": str(kept.uuid), "digest": digest_of(report), "at": kept.at.isoformat()})
        except InvalidInput as error:
            refused.append({"report": str(given.get("report")), "says": [_said(one) for one in error.problems]})
    return JsonResponse({"receipts": receipts, "refused": refused, "csrf": get_token(request)})


def _given(request: HttpRequest) -> list[dict[str, Any]]:
    if len(request.body) > LARGEST:
        raise invalid("reports", "Send fewer at a time")
    try:
        given = json.loads(request.body)["reports"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise invalid("reports", "Send JSON with a list of reports") from None
    if not isinstance(given, list) or len(given) > MOST or not all(isinstance(one, dict) for one in given):
        raise invalid("reports", f"Send a list of at most {MOST} reports")
    return given


def _report(given: dict[str, Any], inspection: Inspection) -> Report:
    """What a device wrote; what it left out is not known."""
    text = {name: given.get(name) or "" for name in ("child", "worry", "danger", "of", "area", "noted_at")}
    if not all(isinstance(value, str) and "\x00" not in value and _is_whole(value) for value in text.values()):
        raise invalid("worry", "Send texts, without letters that are none")
    return Report(
        uuid=_uuid(given.get("report")), child=text["child"], worry=text["worry"],
        danger=text["danger"] or Danger.NOT_SURE, of=text["of"] or Of.UNKNOWN,
        area=_area(text["area"] or inspection.area), noted_at=_moment(text["noted_at"]),
    )  # fmt: skip


def _is_whole(text: str) -> bool:
    """Whether every letter is one: half of one would stop every other alarm sent with it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _uuid(given: object) -> UUID:
    try:
        return UUID(str(given))
    except ValueError:
        raise invalid("report", "Name the report by a UUID made on the device") from None


def _area(name: str) -> Area:
    return load_register().find(name)


def _moment(text: str) -> datetime:
    """When it was written, by the device's clock, however wrong; now where it does not say."""
    try:
        found = parse_datetime(text) if text else None
    except ValueError:
        found = None
    if found is None:
        return timezone.now()
    found = found if timezone.is_aware(found) else timezone.make_aware(found)
    return min(max(found, timezone.now() - timedelta(days=36500)), timezone.now() + timedelta(days=36500))


def _said(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "says": problem.says}
