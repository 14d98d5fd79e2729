"""Pages about whether the evidence of one inspection is enough. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, Inspection
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation import bring_in as files
from joint_inspection_web.triangulation.asked import asked
from joint_inspection_web.triangulation.drawing import LEGEND, heat, method_legend, says
from joint_inspection_web.triangulation.forms import BringInForm, ExcuseForm
from joint_inspection_web.triangulation.picture import bodies_of, picture_of
from joint_inspection_web.triangulation.rules import could_have_a_seat, may_see_picture, may_write

MOST_PROBLEMS = 50
"""Problems of a file shown on a page; all of them are listed by the command line."""


@allow(could_have_a_seat)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Is it enough: criterion by agency, what is missing and whose turn it is, whether children were heard."""
    inspection = get_inspection(request, ref)
    require(may_see_picture, request.user, inspection)
    picture = picture_of(inspection)
    bodies = [body for body in bodies_of(inspection) if body.kind != "inspectorate"]
    context = {
        "picture": picture, "coverage": picture.coverage, "bodies": bodies, "says": says,
        "heat": heat(picture.coverage, bodies), "legend": LEGEND, "letters": method_legend(),
    }  # fmt: skip
    return page_of(request, inspection, "front", context)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def excuse(request: HttpRequest, ref: str) -> HttpResponse:
    """Each tracked child's voice, with a form for why one could not be heard."""
    inspection = inspection_of_team(request, ref)
    picture = picture_of(inspection)
    voices = picture.coverage.voices
    form = ExcuseForm(request.POST or None, children=[voice.child for voice in voices if not voice.own])
    if done(form, lambda: actions.excuse(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("triangulation:excuse", ref=ref)
    told = asked(inspection, [voice.child for voice in voices])
    context = {"form": form, "voices": voices, "known": picture.children_known, "asked": told}
    return page_of(request, inspection, "excuse", context)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Bring in a file of evidence, whole or not at all."""
    inspection = inspection_of_team(request, ref)
    form, problems, kept = BringInForm(request.POST or None, request.FILES or None), (), None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = files.bring_in(
                inspection, name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )  # fmt: skip
        except InvalidInput as error:
            problems = error.problems
            form.add_error("file", "Nothing was brought in: put right what is listed below, then choose the file again")
    context = {"form": form, "problems": problems[:MOST_PROBLEMS], "number": len(problems), "done": kept}
    return page_of(request, inspection, "bring_in", context)


def inspection_of_team(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for those who write about its evidence."""
    inspection = get_inspection(request, ref)
    require(may_write, request.user, inspection)
    return inspection


def page_of(request: HttpRequest, inspection: Inspection, name: str, context: dict[str, Any]) -> HttpResponse:
    """One page, with what all of them need."""
    more = {
        "inspection": inspection, "writes": may_write.test(request.user, inspection),
        "writable": inspection.stage in EVIDENCE_STAGES, "names": {b.code: b.name for b in bodies_of(inspection)},
    }  # fmt: skip
    return render(request, f"triangulation/{name}.html", context | more)
