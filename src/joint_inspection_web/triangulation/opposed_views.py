"""Pages about what contradicts itself: found by rule or by hand, resolved in writing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.evidence.model import Item
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.design.words import moment, sentence, title_of
from joint_inspection_web.evidence.reading import items as readable
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation.forms import NoticeForm, PracticeForm, ResolveForm
from joint_inspection_web.triangulation.picture import Opposed, picture_of
from joint_inspection_web.triangulation.views import inspection_of_team, page_of


@allow(is_inspector)
@require_safe
def contradictions(request: HttpRequest, ref: str) -> HttpResponse:
    """Every contradiction, the open ones first."""
    inspection = inspection_of_team(request, ref)
    picture = picture_of(inspection)
    context = {"opposed": picture.opposed, "open": len(picture.open), "titles": _titles(inspection)}
    return page_of(request, inspection, "contradictions", context)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def resolve(request: HttpRequest, ref: str, which: str) -> HttpResponse:
    """One contradiction: both sides, and how it is resolved."""
    inspection = inspection_of_team(request, ref)
    found = next((each for each in picture_of(inspection).opposed if each.found.id == which), None)
    if found is None and request.method != "POST":
        raise Http404
    form = ResolveForm(request.POST or None)
    seen = {"contradiction": which, "seen": request.POST.getlist("seen"), "by": request.user, "at": timezone.now()}
    if done(form, lambda: actions.resolve(inspection, **form.cleaned_data, **seen)):
        return redirect("triangulation:contradictions", ref=ref)
    sides = _sides(request, inspection, found) if found else {}
    context = {"form": form, "each": found, "titles": _titles(inspection), **sides}
    return page_of(request, inspection, "resolve", context)


def _sides(request: HttpRequest, inspection: Inspection, found: Opposed) -> dict[str, Any]:
    """The items on both sides as far as this person may read them; those in another's box are only counted."""
    mine = {item.id: item for item in readable(inspection, person=request.user, among=found.found.items)}
    sides = {"praise": found.found.praise, "blame": found.found.blame}
    return {
        "sides": {name: [mine[id] for id in ids if id in mine] for name, ids in sides.items()},
        "boxed": len([id for id in found.found.items if id not in mine]),
    }


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that items contradict one another: first of which practice, then which items."""
    inspection = inspection_of_team(request, ref)
    practice = PracticeForm(request.POST or request.GET or None, inspection=inspection)
    if not practice.is_valid():
        return page_of(request, inspection, "notice", {"practice": practice})
    chosen = practice.cleaned_data
    practice_of = (chosen["criterion"], chosen["body"])
    noted = outlines(inspection, person=request.user)
    ids = [item.id for item in noted if (item.criterion, item.about) == practice_of]
    items = [(item.id, described(item)) for item in readable(inspection, person=request.user, among=ids)]
    form = NoticeForm(request.POST or None, inspection=inspection, items=items)
    if done(form, lambda: actions.notice(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("triangulation:contradictions", ref=ref)
    context = {"practice": practice, "form": form, "chosen": chosen, "items": items, "titles": _titles(inspection)}
    return page_of(request, inspection, "notice", context)


def described(item: Item) -> str:
    """An item in a line, and as much of its words as the reader may read."""
    parts = [sentence(title_of(item.direction)), title_of(item.method), title_of(item.inspectorate)]
    words = item.text.strip().splitlines()[0][:120] if item.text and item.text.strip() else "words not opened"
    return f"{', '.join(parts)}, {moment(item.noted_at)}: {words}"


def _titles(inspection: Inspection) -> dict[str, str]:
    return {each.id: each.title for each in find(inspection.framework).criteria}
