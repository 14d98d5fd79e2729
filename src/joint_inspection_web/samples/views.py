"""Pages about whose cases are read in one inspection. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.disclosure import THRESHOLD
from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.sampling.changes import reasons
from joint_inspection.sampling.mirror import mirror
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_lead_inspector, is_nominated_officer, is_signed_in
from joint_inspection_web.casedata.keys import expect_not_destroyed
from joint_inspection_web.casedata.rules import may_follow
from joint_inspection_web.casedata.store import has_accepted_lists, whose_are
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples import actions
from joint_inspection_web.samples.coarse import coarse
from joint_inspection_web.samples.forms import DrawForm, PickForm, ReplaceForm
from joint_inspection_web.samples.kept import document_of, drawn_of, people_of
from joint_inspection_web.samples.models import Sample, Seal
from joint_inspection_web.samples.picture import mirror_picture
from joint_inspection_web.samples.rules import may_draw, may_prepare, may_read
from joint_inspection_web.teams.cover import theme_of


@allow(is_signed_in)
@require_safe
def sample(request: HttpRequest, ref: str) -> HttpResponse:
    """How far the draw is: for everybody the commitment, for inspectors the sample, for the council who was chosen."""
    inspection = get_inspection(request, ref)
    require(may_follow, request.user, inspection)
    reads, prepares = may_read.test(request.user, inspection), may_prepare.test(request.user, inspection)
    found = actions.latest(inspection)
    context = {
        "inspection": inspection, "framework": find(inspection.framework), "reads": reads, "prepares": prepares,
        "seal": Seal.objects.filter(inspection=inspection).select_related("sealed_by").first(), "found": found,
        "leads": may_draw.test(request.user, inspection), "has_lists": has_accepted_lists(inspection),
        "versions": Sample.objects.filter(inspection=inspection).select_related("by") if reads else (),
        "reasons": reasons(), "drawable": _is_drawable(inspection), **_opened(found if reads or prepares else None),
    }  # fmt: skip
    return render(request, "samples/show.html", context)


def _opened(found: Sample | None) -> dict[str, Any]:
    """Who was chosen, if it can still be opened."""
    if found is None:
        return {}
    try:
        return {"drawn": drawn_of(found)}
    except NotPossible as error:
        return {"gone": str(error)}


def _is_drawable(inspection: Inspection) -> bool:
    try:
        actions.expect_drawable(inspection)
    except NotPossible:
        return False
    return True


@allow(is_nominated_officer)
@require_POST
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    """Who the chosen children are on the council's own lists, for its officer to fetch their files; recorded."""
    inspection = get_inspection(request, ref)
    require(may_prepare, request.user, inspection)
    found = actions.latest(inspection)
    if found is None:
        raise NotPossible("No sample has been drawn yet")
    read = drawn_of(found).sample.read
    own = whose_are(inspection, (each.id for each in read), person=request.user, purpose="To fetch the files chosen")
    return render(request, "samples/prepare.html", {"inspection": inspection, "read": read, "own": own})


@allow(is_lead_inspector)
@require_POST
def seal(request: HttpRequest, ref: str) -> HttpResponse:
    """Make the secret and its commitment."""
    inspection = get_inspection(request, ref)
    actions.seal_draw(inspection, by=request.user, at=timezone.now())
    return redirect("samples:show", ref=ref)


@allow(is_lead_inspector)
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, ref: str) -> HttpResponse:
    """Draw the sample."""
    inspection = get_inspection(request, ref)
    require(may_draw, request.user, inspection)
    actions.expect_drawable(inspection)
    form = DrawForm(request.POST or None, framework=find(inspection.framework), chosen=theme_of(inspection))
    if done(form, lambda: actions.draw_sample(inspection, **form.what(), **now_by(request))):
        return redirect("samples:show", ref=ref)
    return _form(request, inspection, form, "draw")


@allow(is_lead_inspector)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, ref: str) -> HttpResponse:
    """Replace a child that was drawn."""
    inspection, found = _sample(request, ref)
    children = [each.id for each in drawn_of(found).sample.chosen if each.counts]
    form = ReplaceForm(request.POST or None, children=children)
    return _changed(request, inspection, found, form, "replace")


@allow(is_lead_inspector)
@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest, ref: str) -> HttpResponse:
    """Pick a child on purpose."""
    inspection, found = _sample(request, ref)
    return _changed(request, inspection, found, PickForm(request.POST or None), "pick")


def _sample(request: HttpRequest, ref: str) -> tuple[Inspection, Sample]:
    """The inspection and the sample that its lead may change."""
    inspection = get_inspection(request, ref)
    require(may_draw, request.user, inspection)
    expect_not_destroyed(inspection)
    found = actions.latest(inspection)
    if found is None:
        raise NotPossible("No sample has been drawn yet")
    return inspection, found


def _changed(request: HttpRequest, inspection: Inspection, found: Sample, form: Form, name: str) -> HttpResponse:
    if done(form, lambda: actions.change_sample(found, form.what(), **now_by(request)), stays=False):
        return redirect("samples:show", ref=inspection.ref)
    return _form(request, inspection, form, name)


def _form(request: HttpRequest, inspection: Inspection, form: Form, name: str) -> HttpResponse:
    return render(request, f"samples/{name}.html", {"inspection": inspection, "form": form})


@allow(is_inspector)
@require_safe
def mirrored(request: HttpRequest, ref: str) -> HttpResponse:
    """The sample beside everybody it was drawn from."""
    inspection = get_inspection(request, ref)
    require(may_read, request.user, inspection)
    found = actions.latest(inspection)
    if found is None:
        raise NotPossible("No sample has been drawn yet")
    drawn = drawn_of(found)
    seen = coarse(mirror(drawn.sample, drawn.population))
    describes = f"{seen.drawn} children drawn from {seen.population}; the same figures are in the tables below."
    context = {
        "inspection": inspection,
        "seen": seen,
        "nearest": THRESHOLD,
        "picture": mirror_picture(seen.traits, describes=describes),
    }
    return render(request, "samples/mirror.html", context)


@allow(is_lead_inspector)
@require_POST
def reveal(request: HttpRequest, ref: str) -> HttpResponse:
    """Tell the secret."""
    inspection = get_inspection(request, ref)
    actions.reveal(inspection, by=request.user, at=timezone.now())
    return redirect("samples:show", ref=ref)


@allow(is_inspector)
@require_safe
def proof(request: HttpRequest, ref: str, what: str) -> HttpResponse:
    """A file of the proof, for whoever repeats the draw elsewhere."""
    inspection = get_inspection(request, ref)
    found, parts = actions.latest(inspection), {"sample": document_of, "population": people_of}
    if what not in parts or found is None:
        raise Http404
    actions.download(found, what=what, by=request.user, at=timezone.now())
    response = HttpResponse(parts[what](found), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{what}.json"'
    return response
