"""Pages about the lists of one inspection. Each begins at the door; an upload is found by its own agency alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.casedata.match import Mapping as Choices
from joint_inspection.casedata.workbook import workbook_bytes
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.frameworks.requests import RequestedList
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by, show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_nominated_officer, is_signed_in
from joint_inspection_web.casedata import actions, store
from joint_inspection_web.casedata.board import Line, lines
from joint_inspection_web.casedata.choices import chosen_by
from joint_inspection_web.casedata.forms import AcceptForm, FileForm, HoursForm, PseudonymForm
from joint_inspection_web.casedata.kept import opened_words
from joint_inspection_web.casedata.keys import expect_not_destroyed, keys_of
from joint_inspection_web.casedata.models import Key, State, Upload
from joint_inspection_web.casedata.questions import MOST, answered, questions, stamp
from joint_inspection_web.casedata.receive import too_large
from joint_inspection_web.casedata.rules import may_confirm, may_follow, may_handle, may_open, speaks_for
from joint_inspection_web.casedata.understand import Report, asked_of
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection

WEIGHTS = ("must_fix", "check", "note")
SHOWN = 100
"""How many problems a page lists; the workbook has them all."""


@allow(is_signed_in)
@require_safe
def board(request: HttpRequest, ref: str) -> HttpResponse:
    """What was asked of each agency, and how far it is; an agency's officer sees that agency's own requests alone."""
    inspection = get_inspection(request, ref)
    require(may_follow, request.user, inspection)
    own = _bodies_spoken_for(request, inspection)
    bodies = own or inspection.agencies
    today = timezone.localdate()
    found = lines(inspection, bodies=bodies)
    context = {
        "inspection": inspection, "own": bool(own), "key": Key.objects.filter(inspection=inspection).first(),
        "lines": [(line, line.status(on=today, sender=bool(own))) for line in found],
        "explained": _explained(request, inspection, found),
        "may_confirm": not own and may_confirm.test(request.user, inspection),
        "proposal": inspection.destruction_proposals.filter(answered_at=None).select_related("asked_by").first(),
    }  # fmt: skip
    return render(request, "casedata/board.html", context)


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, ref: str, number: int, asked: str) -> HttpResponse:
    """One request to one's own agency: what is asked, how to send it, hours of work."""
    inspection = get_inspection(request, ref)
    line = _line(request, inspection, number, asked)
    expect_not_destroyed(inspection)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and _was_too_large(request):
        form.errors["file"] = form.error_class([too_large()])
    elif form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.send_lists(
                body=line.body, request=asked, name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
            return redirect("casedata:upload", ref=ref, upload=upload.ref)
        except InvalidInput as error:
            _show_all(form, error)
    return _send(request, inspection, line, form=form, hours=HoursForm())


@allow(is_nominated_officer)
@require_POST
def note_hours(request: HttpRequest, ref: str, number: int, asked: str) -> HttpResponse:
    """Add hours of work to a request."""
    inspection = get_inspection(request, ref)
    line = _line(request, inspection, number, asked)
    form = HoursForm(request.POST)
    if done(
        form,
        lambda: actions.note_hours(body=line.body, request=asked, **form.cleaned_data, **now_by(request)),
        stays=False,
    ):
        return redirect("casedata:send", ref=ref, number=number, asked=asked)
    return _send(request, inspection, line, form=FileForm(), hours=form)


@allow(is_nominated_officer)
@require_safe
def upload(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """How lists were understood and what is wrong with them; accept, replace or withdraw."""
    return _upload(request, _get_upload(request, ref, upload), form=AcceptForm())


@allow(is_nominated_officer)
@require_POST
def accept(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """Let inspectors have the lists."""
    found = _get_upload(request, ref, upload)
    form = AcceptForm(request.POST)
    if done(form, lambda: actions.accept(found, **form.what(), **now_by(request)), stays=False):
        return redirect("casedata:upload", ref=ref, upload=upload)
    return _upload(request, found, form=form)


@allow(is_nominated_officer)
@require_POST
def withdraw(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """Take lists back; they are destroyed at once."""
    found = _get_upload(request, ref, upload)
    actions.withdraw(found, by=request.user, at=timezone.now())
    return redirect("casedata:board", ref=ref)


@allow(is_nominated_officer)
@require_POST
def decide(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """Say what could not be understood, or take all earlier answers back; the file is read again."""
    found = _get_upload(request, ref, upload)
    asked = questions(actions.read_report(found).matches, asked_of(found.inspection, request=found.request))
    if request.POST.get("stamp") != stamp(asked):
        raise NotPossible("These lists were understood anew in the meantime: open them again and go on from there")
    answers = {place: request.POST.get(f"answer-{place}", "") for place in range(len(asked))}
    choices = Choices() if "forget" in request.POST else answered(chosen_by(found.body), asked, answers)
    actions.understand_again(found, choices=choices, by=request.user, at=timezone.now())
    return redirect("casedata:upload", ref=ref, upload=upload)


@allow(is_nominated_officer)
@require_safe
def problems(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """Every problem as a workbook, to work through and hand round."""
    found = _get_upload(request, ref, upload)
    report = actions.read_report(found)
    response = HttpResponse(
        workbook_bytes(report.findings, report.matches),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="problems-{found.ref}.xlsx"'
    return response


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def whose(request: HttpRequest, ref: str, upload: str) -> HttpResponse:
    """Whose pseudonym is it? For the agency that sent the lists; every answer is recorded."""
    found = _get_upload(request, ref, upload)
    expect_not_destroyed(found.inspection)
    form, own = PseudonymForm(request.POST or None), None
    if form.is_valid():
        try:
            own = store.whose_pseudonym(found, **form.cleaned_data, person=request.user)
        except InvalidInput as error:
            show_problems(form, error)
    context = {"inspection": found.inspection, "upload": found, "form": form, "own": own}
    return render(request, "casedata/whose.html", context)


def _bodies_spoken_for(request: HttpRequest, inspection: Inspection) -> list[Any]:
    return list(inspection.bodies.filter(code__in=speaks_for(request.user)))


def _line(request: HttpRequest, inspection: Inspection, number: int, asked: str) -> Line:
    """The request, if it is made to an agency that the person speaks for; else nothing is found."""
    own = [body for body in _bodies_spoken_for(request, inspection) if body.pk == number]
    found = next((line for line in lines(inspection, bodies=own) if line.request.id == asked), None)
    if found is None:
        raise Http404
    return found


def _get_upload(request: HttpRequest, ref: str, upload: str) -> Upload:
    """An upload of the person's own agency; for anybody else there is none."""
    inspection = get_inspection(request, ref)
    found = get_object_or_404(inspection.uploads.select_related("inspection", "body"), ref=upload)
    if not may_handle.test(request.user, found):
        raise Http404
    return found


def _send(request: HttpRequest, inspection: Inspection, line: Line, *, form: Form, hours: Form) -> HttpResponse:
    asked = asked_of(inspection, request=line.request.id)
    context = {
        "inspection": inspection, "line": line, "form": form, "hours_form": hours, "asked": asked,
        "status": line.status(on=timezone.localdate(), sender=True), "has_errors": form.errors or hours.errors,
    }  # fmt: skip
    return render(request, "casedata/send.html", context)


def _upload(request: HttpRequest, found: Upload, *, form: Form) -> HttpResponse:
    context: dict[str, Any] = {"inspection": found.inspection, "upload": found, "form": form, "report": None}
    if found.state in (State.QUARANTINED, State.ACCEPTED):
        report = actions.read_report(found)
        asked = asked_of(found.inspection, request=found.request)
        context |= {
            "report": report, "titles": {each.list.id: each.list.title for each in asked}, "shown": SHOWN,
            "findings": sorted(report.findings, key=lambda one: WEIGHTS.index(one.severity)),
        }  # fmt: skip
        context |= _to_decide(found, report, asked) if found.state == State.QUARANTINED else _said(found)
    return render(request, "casedata/upload.html", context)


def _to_decide(found: Upload, report: Report, asked: tuple[RequestedList, ...]) -> dict[str, Any]:
    """What could not be understood, while the sender can still say so."""
    still = questions(report.matches, asked)
    chosen = chosen_by(found.body) != Choices()
    return {"questions": still[:MOST], "more": len(still) - MOST, "stamp": stamp(still), "chosen": chosen}


def _said(found: Upload) -> dict[str, Any]:
    return {"explanation": opened_words(found, keys=keys_of(found.inspection))}


def _explained(request: HttpRequest, inspection: Inspection, found: list[Line]) -> list[tuple[Line, str]]:
    """What senders said about problems, for those who may open the lists."""
    said = [line for line in found if line.accepted and line.accepted.explanation is not None]
    if not said or not may_open.test(request.user, inspection):
        return []
    keys = keys_of(inspection)
    return [(line, opened_words(line.accepted, keys=keys)) for line in said if line.accepted]


def _was_too_large(request: HttpRequest) -> bool:
    """A file beyond the limit was passed over as it came."""
    return "file" not in request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > (
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    )


def _show_all(form: Form, error: InvalidInput) -> None:
    for problem in error.problems:
        form.add_error("file", problem.says)
