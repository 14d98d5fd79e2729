"""Pages for whoever is asked, without an account: a leaflet, a survey, what became of what they said, a way to stop.

They show no more of an inspection than the name of its area, and answer a wrong code like one that was never made.
"""

from __future__ import annotations

from typing import Any

from allauth.core.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.forms import show_problems
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices import actions, meetings
from joint_inspection_web.voices.codes import hash_of
from joint_inspection_web.voices.forms import CodeForm, SurveyForm
from joint_inspection_web.voices.leaflets import leaflet as leaflet_for
from joint_inspection_web.voices.leaflets import readers
from joint_inspection_web.voices.models import Meeting, Reply, Response, Survey
from joint_inspection_web.voices.texts import ENGLISH, languages, texts

UNKNOWN = "We do not know this code. Look at each letter once more"
WAIT = "Too many tries came from here. Wait a while, then try again"


@allow(everyone)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a survey by its link; the code is shown once, on the page that says thank you."""
    survey = get_object_or_404(Survey.objects.select_related("inspection"), token=token)
    if not actions.is_open(survey):
        return render(request, "voices/closed.html", status=410)
    language = request.GET.get("language", ENGLISH)
    form = SurveyForm(request.POST or None, survey=survey, language=language)
    if not consume(request, action="answer_survey"):
        return _survey(request, survey, form, language, problem=WAIT, status=429)
    if form.is_valid():
        try:
            code = actions.respond(
                survey, id=form.cleaned_data["once"], **form.answers(), language=language, at=timezone.now()
            )
            return render(request, "voices/thanks.html", {"code": code})
        except InvalidInput as error:
            show_problems(form, error)
        except NotPossible as error:
            return _survey(request, survey, form, language, problem=str(error), status=409)
    return _survey(request, survey, form, language)


@allow(everyone)
@never_cache
@require_http_methods(["GET", "POST"])
def said(request: HttpRequest) -> HttpResponse:
    """What became of what somebody said, for whoever has their code; they can take it back here."""
    form = CodeForm(request.POST or None)
    if not consume(request, action="contributor_code"):
        return render(request, "voices/said.html", {"form": form, "problem": WAIT}, status=429)
    if not form.is_valid():
        return render(request, "voices/said.html", {"form": form, "has_errors": form.errors})
    found = _whose(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", UNKNOWN)
        return render(request, "voices/said.html", {"form": form, "has_errors": True})
    if isinstance(found, Response):
        return _answered(request, found, form.cleaned_data["code"])
    return _met(request, found, form.cleaned_data["code"])


@allow(everyone)
@require_safe
def leaflet(request: HttpRequest, who: str) -> HttpResponse:
    """What people read before they agree to meet inspectors; the same for every inspection, and made to be printed."""
    if who not in readers():
        raise Http404
    found = leaflet_for(who, request.GET.get("language", ENGLISH))
    where = request.build_absolute_uri(reverse("heard:said"))
    return render(request, "voices/leaflet.html", {"leaflet": found, "languages": languages(), "said": where})


def _answered(request: HttpRequest, found: Response, code: str) -> HttpResponse:
    if "take_back" in request.POST and not found.taken_back_at:
        actions.take_back(found, at=timezone.now())
    return render(request, "voices/became.html", {"response": found, "code": code} | _became(found))


def _met(request: HttpRequest, found: Meeting, code: str) -> HttpResponse:
    """What somebody who was met reads by their code; they can stop here too."""
    if "stop" in request.POST and found.has_agreed and not found.is_observed:
        meetings.stop_by_code(found, at=timezone.now())
    said = _opened(found.inspection, list(found.replies.all()))
    return render(request, "voices/met.html", {"meeting": found, "code": code} | said)


def _whose(code: str) -> Response | Meeting | None:
    """Who answered a survey or was met, by their code; nobody of an inspection that is in the vault."""
    hashed = hash_of(code)
    found = Response.objects.filter(code_hash=hashed).select_related("survey__inspection").first()
    if found is None:
        found = Meeting.objects.filter(codes__code_hash=hashed).select_related("inspection").first()
    if found is None:
        return None
    inspection = found.survey.inspection if isinstance(found, Response) else found.inspection
    return None if inspection.in_vault else found


def _became(response: Response) -> dict[str, Any]:
    """The lead's words to this person and to all who took part; none after they took their answers back."""
    if response.taken_back_at:
        return {"replies": []}
    written = [one for one in response.survey.replies.all() if one.response_id in (None, response.pk)]
    return _opened(response.survey.inspection, written)


def _opened(inspection: Inspection, written: list[Reply]) -> dict[str, Any]:
    """What was answered, with its day; nothing where the key is gone."""
    reader = Reader(inspection)
    if written and reader.gone:
        return {"replies": [], "gone": True}
    return {"replies": [(one.at, reader.plain(one.sealed, about=actions.about_reply(one))["says"]) for one in written]}


def _survey(
    request: HttpRequest, survey: Survey, form: SurveyForm, language: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "said": texts(survey.kind, language), "area": survey.inspection.area_name, "problem": problem,
        "languages": languages(), "language": language, "has_errors": form.errors,
    }  # fmt: skip
    return render(request, "voices/answer.html", context, status=status)
