"""Pages on which an agency asks for a deferral, and on which that is decided. Each begins at the door."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.errors import NotPossible
from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import DEVIATIONS, Inspection
from joint_inspection_web.inspections.reviews import review_of
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.notices import board, deferrals
from joint_inspection_web.notices.forms import DecideForm, DeferralForm, ReviewForm
from joint_inspection_web.notices.models import DeferralRequest
from joint_inspection_web.notices.rules import may_answer, may_decide, may_see_board, may_see_notices
from joint_inspection_web.notices.views import by, get_body, page


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Ask that the inspection be put off."""
    inspection, body = get_body(request, ref, number)
    require(may_answer, request.user, body)
    if request.method != "POST" and inspection.stage not in deferrals.MAY_ASK:
        raise NotPossible("A deferral can be asked for from the notification to the end of the fieldwork")
    form = DeferralForm(request.POST or None)
    if done(form, lambda: deferrals.ask_for_deferral(body, **form.cleaned_data, **by(request))):
        return redirect("notices:front", ref=ref)
    return page(request, inspection, "ask", body=body, form=form, settings=notice_settings().deferral)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """A request, and what was decided; who leads or plans the inspection decides here."""
    inspection, found = _asked(request, ref, asked)
    if request.method == "POST":
        require(may_decide, request.user, inspection)
    form = DecideForm(request.POST or None, possible=deferrals.possible(inspection))
    if done(form, lambda: deferrals.decide(found, **form.cleaned_data, **by(request))):
        return redirect("notices:asked", ref=ref, asked=asked)
    return _page(request, inspection, found, form=form)


@allow(is_signed_in)
@require_POST
def review(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """Note that a decision was looked at again."""
    inspection, found = _asked(request, ref, asked)
    require(may_decide, request.user, inspection)
    decision = getattr(found, "decision", None)
    if decision is None:
        raise NotPossible("Nothing has been decided yet")
    form = ReviewForm(request.POST)
    if done(form, lambda: deferrals.review(decision, **form.cleaned_data, **by(request))):
        return redirect("notices:asked", ref=ref, asked=asked)
    return _page(request, inspection, found, review_form=form, form=form)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def put_off(request: HttpRequest, ref: str) -> HttpResponse:
    """An inspection that was put off or stands still: who answers for it, and every look that was taken since."""
    inspection = get_inspection(request, ref)
    require(may_see_notices, request.user, inspection)
    stage = inspection.stages.select_related("owner", "by", "decided__request").last()
    if decision := getattr(stage, "decided", None):
        return redirect("notices:asked", ref=ref, asked=decision.request.ref)
    if request.method != "POST" and stage.stage not in DEVIATIONS:
        raise NotPossible("This inspection is not put off, and does not stand still")
    stage.inspection = inspection
    form = ReviewForm(request.POST or None)
    if done(form, lambda: deferrals.review_stage(stage, **form.cleaned_data, **by(request))):
        return redirect("notices:put_off", ref=ref)
    due = review_of(stage)
    return page(
        request, inspection, "put_off", stage=stage, form=form, reviews=stage.reviews.select_related("by"), due=due,
        overdue=due is not None and due < timezone.localdate(),
    )  # fmt: skip


def _page(request: HttpRequest, inspection: Inspection, found: DeferralRequest, **more: object) -> HttpResponse:
    decision = getattr(found, "decision", None)
    context = {
        "asked": found, "decision": decision, "review_form": ReviewForm(), "settings": notice_settings().deferral,
        "reviews": decision.reviews.select_related("by") if decision else [],
        "review_due": board.review_due(decision) if decision else None,
        "overdue": bool(decision) and board.is_overdue(decision, on=timezone.localdate(), stage=inspection.stage),
    }  # fmt: skip
    return page(request, inspection, "asked", **(context | more))


def _asked(request: HttpRequest, ref: str, asked: str) -> tuple[Inspection, DeferralRequest]:
    inspection = get_inspection(request, ref)
    require(may_see_notices, request.user, inspection)
    requests = inspection.deferral_requests.select_related("body", "by", "decision__owner", "decision__by")
    found = get_object_or_404(requests, ref=asked)
    found.inspection = inspection
    if not (may_see_board.test(request.user, inspection) or found.body.code in speaks_for(request.user)):
        raise Http404
    return inspection, found
