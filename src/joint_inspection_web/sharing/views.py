"""Pages about sharing: the log, the sealed boxes, and who looked. Each page about one inspection begins at the door."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_data_protection_officer, is_signed_in
from joint_inspection_web.casedata.sealed import Opener
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.evidence.models import Note
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.sharing import actions
from joint_inspection_web.sharing.bases import bases
from joint_inspection_web.sharing.forms import BasisForm, BoxForm, CiteForm, LooksForm, SharedForm
from joint_inspection_web.sharing.looks import MOST, ON_PAGES, Looked, as_csv, looks
from joint_inspection_web.sharing.models import Citation
from joint_inspection_web.sharing.rules import may_see_looks, may_see_sharing, may_share

A_PAGE = 100


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """What inspectorates told one another, which boxes are open, what may be cited of them."""
    inspection = get_inspection(request, ref)
    require(may_see_sharing, request.user, inspection)
    shared = list(inspection.shared.select_related("by"))
    authors = dict(Note.objects.filter(pk__in=[one.note for one in shared]).values_list("pk", "author__name"))
    context = {
        "inspection": inspection, "shared": shared, "authors": authors, "bases": bases(),
        "boxes": inspection.boxes.select_related("opened_by"), "citations": _citations(inspection),
        "names": _names(inspection), "may_share": may_share.test(request.user, inspection),
        "own": inspectorate_of(inspection, request.user), "leads": may_see_looks.test(request.user, inspection),
    }  # fmt: skip
    return render(request, "sharing/front.html", context)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, ref: str) -> HttpResponse:
    """Log that one's own inspectorate told others something."""
    inspection = get_inspection(request, ref)
    require(may_share, request.user, inspection)
    others = inspection.bodies.filter(kind="inspectorate").exclude(code=inspectorate_of(inspection, request.user))
    form = SharedForm(request.POST or None, others=others)
    if done(form, lambda: actions.log_shared(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("sharing:front", ref=ref)
    return render(request, "sharing/share.html", {"inspection": inspection, "form": form, "bases": bases()})


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def box(request: HttpRequest, ref: str) -> HttpResponse:
    """The sealed box of one's own inspectorate; a form opens it."""
    inspection = get_inspection(request, ref)
    require(may_share, request.user, inspection)
    form = BoxForm(request.POST or None)
    if done(form, lambda: actions.open_box(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("sharing:box", ref=ref)
    return _box(request, inspection, form=form)


@allow(is_signed_in)
@require_POST
def cite(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the team cite what the box shows."""
    inspection = get_inspection(request, ref)
    require(may_share, request.user, inspection)
    form = CiteForm(request.POST, agencies=inspection.agencies)
    if done(form, lambda: actions.cite(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("sharing:front", ref=ref)
    return _box(request, inspection, cite_form=form)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def share_note(request: HttpRequest, ref: str, note: uuid.UUID) -> HttpResponse:
    """Take one note out of the box."""
    inspection = get_inspection(request, ref)
    require(may_share, request.user, inspection)
    form = BasisForm(request.POST or None)
    if done(
        form, lambda: actions.share_note(inspection, note=note, **form.cleaned_data, by=request.user, at=timezone.now())
    ):
        return redirect("sharing:front", ref=ref)
    found = actions.in_box(inspection, person=request.user).filter(note=note).first()
    context = {"inspection": inspection, "form": form, "found": found, "names": _names(inspection)}
    return render(request, "sharing/share_note.html", context, status=200 if found or form.non_field_errors() else 404)


@allow(is_signed_in)
@require_safe
def inspection_looks(request: HttpRequest, ref: str) -> HttpResponse:
    """Who looked at what about the children of one inspection, for who leads it."""
    inspection = get_inspection(request, ref)
    require(may_see_looks, request.user, inspection)
    found = looks(inspection=inspection, lead=True, most=_most(request))
    if request.GET.get("form") == "csv":
        return _table(found, f"looks-{inspection.ref}")
    context = {"inspection": inspection, "page": _page(request, found), "criteria": _criteria(inspection)}
    return render(request, "sharing/looks.html", context)


@allow(is_data_protection_officer)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every look at anything about children, and into the vault: by reference alone."""
    form = LooksForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    since = asked.get("since")
    begins = timezone.make_aware(datetime.combine(since, time.min)) if since else None
    about = Inspection.objects.filter(ref=asked["inspection"]).first() if asked.get("inspection") else None
    nothing = bool(asked.get("inspection")) and about is None
    found = (
        [] if nothing else looks(inspection=about, person=asked.get("person", ""), since=begins, most=_most(request))
    )
    hidden = set(Inspection.objects.still_in_vault().values_list("ref", flat=True))
    found = [_without_words(one) if one.inspection in hidden else one for one in found]
    if request.GET.get("form") == "csv":
        return _table(found, "looks")
    query = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {"page": _page(request, found), "form": form, "query": query, "has_errors": form.errors}
    return render(request, "sharing/register.html", context)


def _box(request: HttpRequest, inspection: Inspection, **forms: Form) -> HttpResponse:
    own = inspectorate_of(inspection, request.user)
    notes = actions.in_box(inspection, person=request.user)
    context: dict[str, Any] = {
        "inspection": inspection, "own": own, "names": _names(inspection), "criteria": _criteria(inspection),
        "opened": inspection.boxes.filter(inspectorate=own).select_related("opened_by").first(),
        "page": _page(request, notes), "form": BoxForm(), "cite_form": CiteForm(agencies=inspection.agencies),
    } | forms  # fmt: skip
    context["has_errors"] = any(form.errors for form in forms.values())
    return render(request, "sharing/box.html", context)


def _citations(inspection: Inspection) -> list[tuple[Citation, str | None]]:
    """Each with its summary; without it once the child data was destroyed."""
    found = list(inspection.citations.select_related("by"))
    key = getattr(inspection, "child_key", None) if found else None
    if key is None or key.destroyed_at:
        return [(one, None) for one in found]
    opener = Opener(inspection)
    return [(one, opener.open(one.sealed, about=actions.about_citation(one))["summary"]) for one in found]


def _names(inspection: Inspection) -> dict[str, str]:
    return dict(inspection.bodies.values_list("code", "name"))


def _criteria(inspection: Inspection) -> dict[str, str]:
    return {one.id: one.title for one in find(inspection.framework).criteria}


def _without_words(look: Looked) -> Looked:
    """What somebody wrote to open something could tell where the inspection is going to be."""
    return Looked(at=look.at, person=look.person, inspection=look.inspection, what=look.what, purpose="in the vault")


def _most(request: HttpRequest) -> int:
    return MOST if request.GET.get("form") == "csv" else ON_PAGES


def _page(request: HttpRequest, found: Any) -> Any:
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))


def _table(found: list[Looked], name: str) -> HttpResponse:
    response = HttpResponse(as_csv(found).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
