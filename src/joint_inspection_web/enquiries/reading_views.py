"""Pages about what is read beforehand, for the inspectors on the team. Each begins at the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.errors import InvalidInput
from joint_inspection.inspections.enquiries import enquiry_settings
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.enquiries import actions, logged
from joint_inspection_web.enquiries.forms import ReadForm, ReadingForm
from joint_inspection_web.enquiries.models import Kind
from joint_inspection_web.enquiries.suggested import suggested_reading
from joint_inspection_web.enquiries.views import by, inspection_for, page
from joint_inspection_web.inspections.models import Inspection


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, ref: str) -> HttpResponse:
    """The log: what was read, by whom and when, and who has not; a form puts something on the list."""
    inspection = inspection_for(request, ref)
    form = ReadingForm(request.POST or None)
    if done(form, lambda: logged.add_reading(inspection, **form.cleaned_data, **by(request))):
        return redirect("enquiries:reading", ref=ref)
    return _reading(request, inspection, form=form)


def _reading(request: HttpRequest, inspection: Inspection, form: ReadingForm, problem: str = "") -> HttpResponse:
    return page(
        request, inspection, "reading", rows=logged.rows(inspection), form=form, problem=problem,
        suggested=suggested_reading(inspection, on=timezone.localdate()), kinds=dict(Kind.choices),
        going_on=inspection.stage in actions.OPEN_STAGES, log=enquiry_settings().log,
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Put suggested reading on the list."""
    inspection = inspection_for(request, ref)
    try:
        logged.take_reading(inspection, keys=request.POST.getlist("keys")[:100], **by(request))
    except InvalidInput as error:
        return _reading(request, inspection, ReadingForm(), problem=error.problems[0].says)
    return redirect("enquiries:reading", ref=ref)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, ref: str, reading: str) -> HttpResponse:
    """One thing that is read: who noted what; a form says that one has read it."""
    inspection = inspection_for(request, ref)
    found = get_object_or_404(inspection.reading.select_related("by"), ref=reading)
    found.inspection = inspection
    today = timezone.localdate()
    form = ReadForm(request.POST or None, initial={"read_on": f"{today.day} {today.month} {today.year}"})
    if done(form, lambda: logged.note_read(found, **form.cleaned_data, **by(request))):
        return redirect("enquiries:read", ref=ref, reading=reading)
    return page(
        request, inspection, "read", reading=found, notes=logged.notes_of(found), form=form,
        going_on=inspection.stage in actions.OPEN_STAGES,
    )  # fmt: skip
