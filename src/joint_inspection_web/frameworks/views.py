"""Pages: which frameworks are there, what does one say, and what changed between two?"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.compare import compare
from joint_inspection.frameworks.crosswalk import crosswalk
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import Framework
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.design.drawings.strip import strip
from joint_inspection_web.design.drawings.timeline import timeline
from joint_inspection_web.frameworks import reading
from joint_inspection_web.frameworks.grades import full_title, plain_title


@allow(everyone)
@require_safe
def framework_list(request: HttpRequest) -> HttpResponse:
    frameworks = published()
    status, lead = request.GET.get("status", ""), request.GET.get("lead", "")
    today = timezone.localdate()
    shown = [
        framework
        for framework in frameworks
        if (not lead or framework.inspectorates.lead == lead) and _has_status(framework, status, today)
    ]
    return render(
        request,
        "frameworks/list.html",
        {
            "frameworks": sorted(shown, key=lambda each: _newest_first(each, today)),
            "plain_title": plain_title,
            "number_of_all": len(frameworks),
            "status": status,
            "lead": lead,
            "leads": sorted({framework.inspectorates.lead for framework in frameworks}),
            "statuses": sorted({framework.status for framework in frameworks} - {"in_force"}),
            "reading": reading,
            "today": today,
        },
    )


def _newest_first(framework: Framework, today: date) -> tuple[bool, int]:
    """Those in force first, then the others, the newest first; those that never began last."""
    start = framework.in_force.start
    return not framework.is_in_force(today), -start.toordinal() if start else 0


def _has_status(framework: Framework, status: str, today: date) -> bool:
    if status == "in_force":
        return framework.is_in_force(today)
    return not status or framework.status == status


@allow(everyone)
@require_safe
def framework_page(request: HttpRequest, ref: str) -> HttpResponse:
    framework = find_published(ref)
    if ref != framework.ref:
        return redirect("frameworks:show", ref=framework.ref)
    return render(
        request,
        "frameworks/show.html",
        {
            "framework": framework,
            "drawings": drawings_of(framework.ref),
            "reading": reading,
            "full_title": full_title,
            "others": _others(framework),
        },
    )


def find_published(ref: str) -> Framework:
    """The published framework that an address names; never a file."""
    by_ref = {framework.ref: framework for framework in published()}
    if ref in by_ref:
        return by_ref[ref]
    if ref in {framework.id for framework in published()}:
        return find(ref, on=timezone.localdate())
    raise Http404("There is no such framework")


def _others(framework: Framework) -> list[Framework]:
    """Other versions of the same framework, and those it replaces or that replace it: worth comparing with."""
    replaced = {each.framework.partition("@")[0] for each in framework.replaces}
    return [
        other
        for other in published()
        if other.ref != framework.ref
        and (
            other.id == framework.id
            or other.id in replaced
            or framework.id in {each.framework.partition("@")[0] for each in other.replaces}
        )
    ]


@lru_cache(maxsize=64)
def drawings_of(ref: str) -> dict[str, str]:
    """Every drawing of one framework's page: its life, and the timetable of each kind of visit."""
    framework = find_published(ref)
    drawn = {}
    if lanes := reading.life_lanes(framework):
        drawn["life"] = timeline(
            lanes, id="life", title=f"The life of {framework.short_title}",
            describes="When each event was announced for, moved to and happened. The table below says the same.",
        )  # fmt: skip
    for kind in framework.kinds:
        if bars := reading.bars(framework, kind):
            drawn[kind.id] = strip(
                bars, id=f"timetable-{kind.id}", title=f"Timetable: {kind.title}",
                describes="Each step over the framework's own day numbers. The table below says the same.",
            )  # fmt: skip
    return drawn


@allow(everyone)
@require_safe
def compare_two(request: HttpRequest) -> HttpResponse:
    chosen = [request.GET.get(name, "") for name in ("a", "b")]
    context = {
        "frameworks": published(), "a": chosen[0], "b": chosen[1], "full_title": full_title, "reading": reading,
    }  # fmt: skip
    try:
        found = [find_published(ref) for ref in chosen if ref]
    except (Http404, InvalidInput):
        context["problem"] = "Choose two frameworks from the lists"
        found = []
    if len(found) == 1:
        context["problem"] = "Choose a second framework to compare with"
    if len(found) == 2:
        first, second = found
        walks = [
            (crosswalk(first, by=second), first, second),
            (crosswalk(second, by=first), second, first),
        ]
        context |= {"first": first, "second": second, "changes": compare(first, second), "walks": walks}
    return render(request, "frameworks/compare.html", context, status=200 if "problem" not in context else 400)
