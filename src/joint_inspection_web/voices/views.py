"""Pages about surveys, for the inspectors on the team. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import NotPossible
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices import actions
from joint_inspection_web.voices.forms import OpenForm, ReadForm, ReplyForm, SheetForm, UseForm, response_of
from joint_inspection_web.voices.models import Survey
from joint_inspection_web.voices.results import HIDDEN, results, use
from joint_inspection_web.voices.rules import may_ask, may_hear
from joint_inspection_web.voices.texts import ENGLISH, texts


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Every survey with how many answered; the lead opens another."""
    inspection = inspection_for(request, ref)
    form = OpenForm(request.POST or None)
    if done(form, lambda: actions.open_survey(inspection, **form.cleaned_data, **now_by(request))):
        return redirect("voices:front", ref=ref)
    standing = Count("responses", filter=Q(responses__taken_back_at=None))
    return page_of(request, inspection, "front", form=form, surveys=inspection.surveys.annotate(answers=standing))


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """One survey: its link, its counts, what may be done; a form notes the counts of a question as evidence."""
    found = _survey(request, ref, survey)
    form = UseForm(request.POST or None, survey=found)
    if done(form, lambda: use(found, **form.cleaned_data, **now_by(request))):
        return redirect("evidence:front", ref=ref)
    return _show(request, found, form=form)


@allow(is_inspector)
@require_POST
def close(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """Take no more answers."""
    actions.close_survey(_survey(request, ref, survey), **now_by(request))
    return redirect("voices:survey", ref=ref, survey=survey)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """Type in a sheet of paper."""
    found = _survey(request, ref, survey)
    actions.expect_open(found)
    form = SheetForm(request.POST or None, survey=found)
    codes: list[str] = []
    if done(form, lambda: codes.append(actions.enter_sheet(found, **form.answers(), **now_by(request)))):
        return page_of(request, found.inspection, "kept", survey=found, code=codes[0])
    return page_of(request, found.inspection, "sheet", survey=found, form=form)


@allow(is_inspector)
@require_safe
def paper(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """A sheet to print and hand out."""
    found, language = _survey(request, ref, survey), request.GET.get("language", ENGLISH)
    return page_of(request, found.inspection, "paper", said=texts(found.kind, language), language=language)


@allow(is_inspector)
@require_POST
def words(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """What people wrote in their own words, for this one look."""
    found, form = _survey(request, ref, survey), ReadForm(request.POST)
    written: list = []
    if not done(form, lambda: written.extend(actions.read_words(found, **form.cleaned_data, **now_by(request)))):
        return _show(request, found, read_form=form)
    return page_of(request, found.inspection, "words", survey=found, written=written, form=ReplyForm())


@allow(is_inspector)
@require_POST
def reply(request: HttpRequest, ref: str, survey: str) -> HttpResponse:
    """Tell whoever took part what became of it."""
    found, form = _survey(request, ref, survey), ReplyForm(request.POST)
    require(may_ask, request.user, found.inspection)
    if done(form, lambda: _reply(request, found, form)):
        return redirect("voices:survey", ref=ref, survey=survey)
    return _show(request, found, reply_form=form)


def _reply(request: HttpRequest, found: Survey, form: ReplyForm) -> None:
    id = form.cleaned_data["to"]
    to = response_of(found, id)
    if id and to is None:
        raise NotPossible("Nobody answered this survey under this id")
    actions.reply(found, says=form.cleaned_data["says"], to=to, **now_by(request))


def _show(request: HttpRequest, found: Survey, **forms: Form) -> HttpResponse:
    try:
        counts, gone = results(found), ""
    except NotPossible as error:
        counts, gone = (), str(error)
    link = request.build_absolute_uri(reverse("heard:answer", kwargs={"token": found.token}))
    context: dict[str, Any] = {
        "form": UseForm(survey=found), "read_form": ReadForm(), "reply_form": ReplyForm(), **forms,
    }  # fmt: skip
    return page_of(
        request, found.inspection, "survey", survey=found, counts=counts, gone=gone, link=link, hidden=HIDDEN,
        is_open=actions.is_open(found),
        replies=found.replies.select_related("by"), has_errors=any(form.errors for form in forms.values()), **context,
    )  # fmt: skip


def inspection_for(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for who may read what was said."""
    inspection = get_inspection(request, ref)
    require(may_hear, request.user, inspection)
    return inspection


def _survey(request: HttpRequest, ref: str, survey: str) -> Survey:
    inspection = inspection_for(request, ref)
    found = get_object_or_404(inspection.surveys.all(), ref=survey)
    found.inspection = inspection
    return found


def page_of(request: HttpRequest, inspection: Inspection, name: str, **more: Any) -> HttpResponse:
    """A page about hearing people, with what every such page says."""
    context = {
        "inspection": inspection, "may_ask": may_ask.test(request.user, inspection),
        "asking": inspection.stage in actions.OPEN_STAGES,
    }  # fmt: skip
    return render(request, f"voices/{name}.html", context | more)
