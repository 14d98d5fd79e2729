"""Pages about complaints on a published letter: one route for all agencies, every step with its day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.reports.accuracy import accuracy_settings
from joint_inspection.reports.complaints import ComplaintState, last_day_to_complain
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_nominated_officer, is_signed_in
from joint_inspection_web.accuracy import complaints as actions
from joint_inspection_web.accuracy.forms import CloseForm, ComplaintForm, NameForm, OutcomeForm, VerdictForm
from joint_inspection_web.accuracy.models import Complaint, State
from joint_inspection_web.accuracy.rules import (
    complained,
    deals_with_it,
    may_come_with_complaint,
    may_read_complaint,
    may_see_complaints,
    oversees_it,
)
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.rules import spoken_for
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.published import publication_of

Act = Callable[..., Any]


@allow(is_signed_in)
@require_safe
def complaints(request: HttpRequest, ref: str) -> HttpResponse:
    """The complaints that somebody may read, and how to raise one."""
    inspection = _published(request, ref)
    found = [each for each in actions.complaints_of(inspection) if may_read_complaint.test(request.user, each)]
    last = last_day_to_complain(timezone.localdate(publication_of(inspection).published_at))
    may = may_come_with_complaint.test(request.user, inspection) and timezone.localdate() <= last
    rows = [(each, State(actions.state_of(each)).label, actions.due_on(each)) for each in found]
    return page(request, inspection, "complaints", rows=rows, may=may, last=last, days=accuracy_settings().complaints)


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, ref: str) -> HttpResponse:
    """Raise a complaint for a body inspected."""
    inspection = _published(request, ref)
    require(may_come_with_complaint, request.user, inspection)
    own = spoken_for(request.user, inspection)
    form = ComplaintForm(request.POST or None, bodies=own, initial={"body": own[0].code if len(own) == 1 else ""})

    def act() -> Complaint:
        given = dict(form.cleaned_data)
        body = next(each for each in own if each.code == given.pop("body"))
        return actions.complain(body, **given, **now_by(request))

    if done(form, act):
        return redirect("accuracy:complaints", ref=ref)
    return page(request, inspection, "complain", form=form, bodies=own)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest, ref: str, complaint: str) -> HttpResponse:
    """One complaint: every step, and the next one for whoever takes it."""
    inspection = _published(request, ref)
    rows = Complaint.objects.select_related("body__inspection", "publication", "inspection")
    found = get_object_or_404(rows, inspection=inspection, ref=complaint)
    if not may_read_complaint.test(request.user, found):
        raise Http404
    offered = _offered(request, found)
    sent = request.POST.get("do", "")
    if request.method == "POST" and sent not in offered:
        require(deals_with_it, request.user, found)
        raise Http404
    if sent in offered:
        form, act = offered[sent]
        if done(form, lambda: act(found, **form.said, **now_by(request))):
            return redirect("accuracy:complaint", ref=ref, complaint=complaint)
    words = Words(inspection)
    steps = words.beside(found.steps.select_related("person", "correction").order_by("pk"))
    wrong = offered[sent][0] if sent in offered else None
    return page(
        request, inspection, "complaint", complaint=found, said=words.of(found), steps=steps, gone=words.gone,
        offered={name: form for name, (form, _) in offered.items()}, form=wrong, due=actions.due_on(found),
        today=timezone.localdate(),
    )  # fmt: skip


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    return render(request, f"accuracy/{name}.html", {"inspection": inspection, **context})


def _published(request: HttpRequest, ref: str) -> Inspection:
    """An inspection of which something is published, for somebody who may know of complaints."""
    inspection = get_inspection(request, ref)
    if not may_see_complaints.test(request.user, inspection):
        raise Http404
    return inspection


def _offered(request: HttpRequest, found: Complaint) -> dict[str, tuple[forms.Form, Act]]:
    """What somebody can do with a complaint now: a form and an action for each."""
    data, state, user = request.POST or None, actions.state_of(found), request.user
    assert isinstance(user, Person)
    if state in (ComplaintState.RAISED, ComplaintState.REVIEW_ASKED) and oversees_it.test(user, found):
        act = actions.acknowledge if state == ComplaintState.RAISED else actions.name_reviewer
        return {"name": (NameForm(data, people=actions.could_deal(found)), act)}
    if state in (ComplaintState.ACKNOWLEDGED, ComplaintState.IN_REVIEW) and deals_with_it.test(user, found):
        act = actions.answer if state == ComplaintState.ACKNOWLEDGED else actions.review
        return {"outcome": (OutcomeForm(data, corrections=actions.corrections_of(found)), act)}
    if state == ComplaintState.ANSWERED and complained.test(user, found):
        return {"verdict": (VerdictForm(data), _verdict)}
    if state == ComplaintState.ANSWERED and oversees_it.test(user, found):
        return {"close": (CloseForm(data), actions.close)}
    return {}


def _verdict(found: Complaint, *, accepts: bool, **said: Any) -> None:
    """Accept the answer, or ask for a review."""
    (actions.close if accepts else actions.ask_review)(found, **said)
