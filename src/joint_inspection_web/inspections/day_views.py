"""Pages about the stages and the days of an inspection. Each begins at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from rules import Predicate

from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.timetable import day_of
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.inspections import day_forms, days, planning, stages
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.ical import calendar_file
from joint_inspection_web.inspections.models import STAGES, Inspection, TimetableRow
from joint_inspection_web.inspections.now import SAYS
from joint_inspection_web.inspections.rules import may_deviate, may_lead
from joint_inspection_web.inspections.work import standing


class Change(NamedTuple):
    """One way to reach a stage: what is done, who may, what is written, and what it means."""

    do: Callable[..., Any]
    rule: Predicate
    form: type[Form]
    to: str
    says: str


CHANGES = {
    "begin": Change(
        stages.begin_fieldwork, may_lead, day_forms.PlainForm, "fieldwork",
        "From now on the inspection is on site, or is made off site where nobody goes there.",
    ),
    "end": Change(
        stages.end_fieldwork, may_lead, day_forms.EndForm, "fieldwork_done",
        "From now on nobody adds evidence. This cannot be taken back.",
    ),
    "defer": Change(
        stages.defer, may_deviate, day_forms.DeviationForm, "deferred",
        "The inspection has not begun and begins later. Until then somebody answers for it.",
    ),
    "pause": Change(
        stages.pause, may_deviate, day_forms.DeviationForm, "paused",
        "The inspection has begun and stands still for a while. What is to come moves by the working days lost.",
    ),
    "incomplete": Change(
        stages.mark_incomplete, may_deviate, day_forms.DeviationForm, "incomplete",
        "What there is does not suffice to judge. More evidence has to be gathered first.",
    ),
    "resume": Change(
        stages.resume, may_deviate, day_forms.ReasonForm, "fieldwork",
        "What is still to come moves by the working days lost, with this reason.",
    ),
    "take-up": Change(
        stages.take_up_again, may_deviate, day_forms.TakeUpForm, "announced",
        "The whole timetable is worked out again from the new first day.",
    ),
}  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest, ref: str, change: str) -> HttpResponse:
    """Take an inspection to another stage."""
    inspection = get_inspection(request, ref)
    if (way := CHANGES.get(change)) is None:
        raise Http404
    require(way.rule, request.user, inspection)
    if way.to not in STAGES[inspection.stage]:
        raise NotPossible(f"This inspection is {inspection.stage.replace('_', ' ')}: look at it again")
    form = way.form(request.POST) if request.method == "POST" else way.form()
    if done(form, lambda: way.do(inspection, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("inspections:show", ref=ref)
    context = {"inspection": inspection, "form": form, "heading": SAYS[change], "says": way.says}
    return render(request, "inspections/stage.html", context)


@allow(is_signed_in)
@require_safe
def timetable(request: HttpRequest, ref: str) -> HttpResponse:
    """The days of an inspection: three weeks at a glance, then every step, with what was planned and what happened."""
    inspection = get_inspection(request, ref)
    framework, who, today = find(inspection.framework), standing(request.user, inspection), timezone.localdate()
    rows = list(inspection.timetable.prefetch_related("moves__by"))
    own = days.rows_of(
        rows, words=days.words_for(inspection, framework, person=request.user, standing=who), standing=who
    )
    shown = rows if days.sees_all(who) and request.GET.get("of") != "me" else own
    context = {
        "inspection": inspection, "kind": framework.kind(inspection.kind), "said_ref": said_ref, "rows": shown,
        "weeks": days.calendar(inspection, framework, shown, on=today), "titles": days.TITLES, "today": today,
        "all": shown is rows, "choice": days.sees_all(who) and len(own) < len(rows),
        "may_move": may_deviate.test(request.user, inspection),
        "numbers": {row.pk: _numbers(framework, row, inspection) for row in shown},
        "who": {row.pk: days.said_who(row, days.titles_of(framework, inspection.kind)) for row in shown},
    }  # fmt: skip
    return render(request, "inspections/timetable.html", context)


def _numbers(framework: Any, row: TimetableRow, inspection: Inspection) -> str:
    """The framework's own day numbers of a step."""
    first, last = (day_of(framework, day, notify=inspection.notify_on) for day in (row.first, row.last))
    return str(first) if first == last else f"{first} to {last}"


@allow(is_signed_in)
@require_safe
def calendar_ics(request: HttpRequest, ref: str) -> HttpResponse:
    """The person's own steps, for their calendar."""
    inspection = get_inspection(request, ref)
    framework, who = find(inspection.framework), standing(request.user, inspection)
    words = days.words_for(inspection, framework, person=request.user, standing=who)
    rows = days.rows_of(inspection.timetable.all(), words=words, standing=who)
    response = HttpResponse(calendar_file(inspection, rows, at=timezone.now()), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{inspection.ref}.ics"'
    return response


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """Move a step to other days."""
    inspection, row = _row(request, ref, step)
    was = {"first": _typed(row.first), "last": _typed(row.last) if row.last != row.first else ""}
    form = day_forms.MoveForm(request.POST) if request.method == "POST" else day_forms.MoveForm(initial=was)
    if done(form, lambda: planning.move_step(row, **form.what(), **now_by(request)), stays=False):
        return redirect("inspections:timetable", ref=ref)
    return render(request, "inspections/move.html", {"inspection": inspection, "row": row, "form": form})


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def note_done(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """Note when a step really happened."""
    inspection, row = _row(request, ref, step)
    form = day_forms.DoneForm(request.POST) if request.method == "POST" else day_forms.DoneForm()
    if done(form, lambda: planning.note_done(row, on=form.cleaned_data["done_on"], **now_by(request)), stays=False):
        return redirect("inspections:timetable", ref=ref)
    return render(request, "inspections/done.html", {"inspection": inspection, "row": row, "form": form})


def _row(request: HttpRequest, ref: str, step: str) -> tuple[Inspection, TimetableRow]:
    inspection = get_inspection(request, ref)
    require(may_deviate, request.user, inspection)
    row = get_object_or_404(inspection.timetable, step=step)
    row.inspection = inspection
    return inspection, row


def _typed(day: Any) -> str:
    return f"{day.day} {day.month} {day.year}"
