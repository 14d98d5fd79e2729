"""Pages of the plan that a lead and a council make together for the days on site. Each begins at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from rules import Predicate

from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections import day_forms, planning
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Activity, Inspection, Says
from joint_inspection_web.inspections.rules import may_answer_plan, may_plan, may_see_plan
from joint_inspection_web.inspections.work import is_planned_with_area


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan of the days on site, the same for the lead and the council; a form proposes something."""
    inspection = get_inspection(request, ref)
    _expect_planned(request, inspection)
    if request.method == "POST":
        require(may_plan, request.user, inspection)
    form = day_forms.ActivityForm(request.POST) if request.method == "POST" else day_forms.ActivityForm()
    if done(form, lambda: planning.propose(inspection, form.what_is_proposed(), **now_by(request)), stays=False):
        return redirect("inspections:plan", ref=ref)
    return _plan(request, inspection, form)


def _plan(request: HttpRequest, inspection: Inspection, form: Form) -> HttpResponse:
    activities = list(
        inspection.activities.filter(replaced_by=None).select_related("proposed_by").prefetch_related("answers__by")
    )
    on_site = planning.on_site(inspection)
    open_now = inspection.stage in planning.PLANNED_IN
    context = {
        "inspection": inspection, "form": form, "on_site": on_site, "says": Says,
        "fixed": inspection.timetable.filter(stage="on_site"),
        "activities": [(each, list(each.answers.all())) for each in activities],
        "moved": {each.pk: says for each in activities if (says := planning.why_not_there(each, on_site))},
        "may_plan": open_now and may_plan.test(request.user, inspection),
        "may_answer": open_now and may_answer_plan.test(request.user, inspection),
    }  # fmt: skip
    return render(request, "inspections/plan.html", context)


def _expect_planned(request: HttpRequest, inspection: Inspection) -> None:
    """The page is there for visits planned with the council, and for those who plan."""
    if not is_planned_with_area(inspection):
        raise Http404
    require(may_see_plan, request.user, inspection)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Answer for the council whether an activity can take place."""
    inspection, activity = _activity(request, ref, number, may_answer_plan)
    form = day_forms.AnswerForm(request.POST) if request.method == "POST" else day_forms.AnswerForm()
    return _changed(request, inspection, activity, form, "answer.html", planning.answer)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take an activity out of the plan."""
    inspection, activity = _activity(request, ref, number, may_plan)
    form = day_forms.WithdrawForm(request.POST) if request.method == "POST" else day_forms.WithdrawForm()
    return _changed(request, inspection, activity, form, "withdraw.html", planning.withdraw)


def _changed(
    request: HttpRequest, inspection: Inspection, activity: Activity, form: Form, page: str, do: Callable[..., Any]
) -> HttpResponse:
    if done(form, lambda: do(activity, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("inspections:plan", ref=inspection.ref)
    return render(request, f"inspections/{page}", {"inspection": inspection, "activity": activity, "form": form})


@allow(is_signed_in)
@require_POST
def take_other_time(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take the time that the council proposed."""
    _inspection, activity = _activity(request, ref, number, may_plan)
    planning.take_other_time(activity, by=request.user, at=timezone.now())
    return redirect("inspections:plan", ref=ref)


def _activity(request: HttpRequest, ref: str, number: int, rule: Predicate) -> tuple[Inspection, Activity]:
    inspection = get_inspection(request, ref)
    _expect_planned(request, inspection)
    require(rule, request.user, inspection)
    return inspection, get_object_or_404(inspection.activities.select_related("inspection"), pk=number)
