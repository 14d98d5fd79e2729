"""Pages of the notebook of one inspection. Each begins at the door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_lead_inspector
from joint_inspection_web.evidence import actions, reading
from joint_inspection_web.evidence.forms import FilterForm, OpeningForm
from joint_inspection_web.evidence.heads import standing
from joint_inspection_web.evidence.kept import marks_of
from joint_inspection_web.evidence.models import EvidenceOpening, Note, Version
from joint_inspection_web.evidence.rules import may_change, may_read, may_see_openings, sits_on_it, writes_evidence
from joint_inspection_web.evidence.shown import HEARSAY, Showing
from joint_inspection_web.evidence.state import children_of, criteria_of, writing
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection

PAGE = 20


@allow(writes_evidence)
@require_safe
def notebook(request: HttpRequest, ref: str) -> HttpResponse:
    """What was noted, newest first."""
    inspection = the_inspection(request, ref)
    form = FilterForm(request.GET, inspection=inspection, children=_children(request, inspection))
    chosen = form.chosen()
    versions = _chosen(inspection, request, chosen).order_by("-received_at", "-pk")
    page = Paginator(versions, PAGE).get_page(request.GET.get("page"))
    showing = Showing(inspection, request.user, at=timezone.now())
    context = {
        "page": page, "shown": showing.all(page.object_list), "gone": showing.gone if page.object_list else "",
        "form": form, "query": chosen, "two": two_versions(inspection, request).count(),
        "sits": showing.openings.sits,
        "leads": may_see_openings.test(request.user, inspection),
        "state": writing(inspection),
    }  # fmt: skip
    return page_of(request, inspection, "notebook", context)


def _chosen(inspection: Inspection, request: HttpRequest, chosen: dict[str, str]) -> QuerySet[Version]:
    which = chosen.get("which", "all")
    if which == "withdrawn":
        found = reading.withdrawn(inspection, person=request.user)
    else:
        found = reading.visible(inspection, person=request.user)
    if which == "mine":
        found = found.filter(note__author=request.user)
    if which == "two":
        found = found.filter(note__in=two_versions(inspection, request))
    named = {"criterion": "criterion", "agency": "agency", "method": "method", "child": "child_mark"}
    return found.filter(**{named[name]: value for name, value in chosen.items() if name in named})


def two_versions(inspection: Inspection, request: HttpRequest) -> QuerySet[Any]:
    """The notes of which two versions stand side by side, until a person brings them together."""
    seen = reading.visible(inspection, person=request.user).values("note")
    beside = standing().filter(note__in=seen).order_by().values("note").annotate(number=Count("pk"))
    return beside.filter(number__gt=1).values("note")


def _children(request: HttpRequest, inspection: Inspection) -> list[tuple[str, str]]:
    """The children of the sample by their marks, so that no address ever holds a pseudonym."""
    if not sits_on_it.test(request.user, inspection):
        return []
    found = list(marks_of(children_of(inspection), inspection=inspection).items())
    asked = request.GET.get("child", "")[:16]
    return found if not asked or asked in dict(found) else [*found, (asked, "The child you chose")]


@allow(writes_evidence)
@require_safe
def note(request: HttpRequest, ref: str, note: UUID) -> HttpResponse:
    """One note: what it says now, and every version of it."""
    inspection = the_inspection(request, ref)
    return note_page(request, inspection, the_note(request, inspection, note))


def note_page(request: HttpRequest, inspection: Inspection, found: Note, **more: Any) -> HttpResponse:
    """The page of one note, with a form on it if somebody has to look at that again."""
    showing = Showing(inspection, request.user, at=timezone.now())
    shown = showing.all(found.versions.select_related("note__author", "author").order_by("-received_at", "-pk"))
    stand = set(standing().filter(note=found).values_list("pk", flat=True))
    context = {
        "note": found, "shown": shown, "heads": [each for each in shown if each.version.pk in stand],
        "gone": showing.gone, "hearsay": HEARSAY, "attachments": found.attachments.select_related("by"),
        "changes": may_change.test(request.user, found), "kept": request.GET.get("kept", ""),
        "state": writing(inspection),
    }  # fmt: skip
    return page_of(request, inspection, "note", context | more)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def open_words(request: HttpRequest, ref: str) -> HttpResponse:
    """Open what others noted about children under one criterion, for a purpose that is recorded."""
    inspection = the_inspection(request, ref)
    require(sits_on_it, request.user, inspection)
    form = OpeningForm(request.POST or None, inspection=inspection, initial=request.GET.dict())
    if done(form, lambda: actions.open_words(inspection, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect(_back(request, inspection))
    return page_of(request, inspection, "open", {"form": form, "note": request.GET.get("note", "")[:36]})


def _back(request: HttpRequest, inspection: Inspection) -> Any:
    """To the note from which somebody came, else to the notes under the criterion."""
    try:
        return reverse("evidence:note", kwargs={"ref": inspection.ref, "note": UUID(request.POST.get("note", ""))})
    except ValueError:
        asked = {"criterion": request.POST["criterion"]}
        return reverse("evidence:front", kwargs={"ref": inspection.ref}, query=asked)


@allow(is_lead_inspector)
@require_safe
def openings(request: HttpRequest, ref: str) -> HttpResponse:
    """Who opened which words about children, when and why; for the lead."""
    inspection = the_inspection(request, ref)
    require(may_see_openings, request.user, inspection)
    found = EvidenceOpening.objects.filter(inspection=inspection).select_related("person")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    criteria = {each["id"]: each["title"] for each in criteria_of(inspection)}
    return page_of(request, inspection, "openings", {"page": page, "criteria": criteria})


def the_inspection(request: HttpRequest, ref: str) -> Inspection:
    """The inspection in whose notebook somebody may write."""
    inspection = get_inspection(request, ref)
    require(may_read, request.user, inspection)
    prefetch_related_objects([inspection], "bodies")
    return inspection


def the_note(request: HttpRequest, inspection: Inspection, id: UUID) -> Note:
    """A note that somebody may know of; else nothing is found."""
    found = reading.notes(inspection, person=request.user).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def page_of(request: HttpRequest, inspection: Inspection, name: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the notebook."""
    return render(request, f"evidence/{name}.html", {"inspection": inspection} | context)
