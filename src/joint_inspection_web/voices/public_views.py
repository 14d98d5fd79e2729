"""Pages for whoever is asked, without an account: answer a survey, read what became of it, take it back.

They show no more of an inspection than the name of its area, and answer a wrong code like one that was never made.
"""

from __future__ import annotations

from typing import Any

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.forms import show_problems
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.casedata.sealed import Opener
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices import actions
from joint_inspection_web.voices.codes import hash_of
from joint_inspection_web.voices.forms import CodeForm, SurveyForm
from joint_inspection_web.voices.models import Response, Survey
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
    found = _response(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", UNKNOWN)
        return render(request, "voices/said.html", {"form": form, "has_errors": True})
    if "take_back" in request.POST and not found.taken_back_at:
        actions.take_back(found, at=timezone.now())
    return render(
        request, "voices/became.html", {"response": found, "code": form.cleaned_data["code"]} | _became(found)
    )


def _response(code: str) -> Response | None:
    found = Response.objects.filter(code_hash=hash_of(code)).select_related("survey__inspection").first()
    return None if found is None or _in_vault(found) else found


def _in_vault(response: Response) -> bool:
    return Inspection.objects.get(pk=response.survey.inspection_id).in_vault


def _became(response: Response) -> dict[str, Any]:
    """The lead's words to this person and to all who took part; none after they took their answers back."""
    if response.taken_back_at:
        return {"replies": []}
    written = [one for one in response.survey.replies.all() if one.response_id in (None, response.pk)]
    try:
        opener = Opener(response.survey.inspection) if written else None
    except NotPossible:
        return {"replies": [], "gone": True}
    return {
        "replies": [
            (one.at, opener.open(one.sealed, about=actions.about_reply(one))["says"]) for one in written if opener
        ]
    }


def _survey(
    request: HttpRequest, survey: Survey, form: SurveyForm, language: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "said": texts(survey.kind, language), "area": survey.inspection.area_name, "problem": problem,
        "languages": languages(), "language": language, "has_errors": form.errors,
    }  # fmt: skip
    return render(request, "voices/answer.html", context, status=status)
