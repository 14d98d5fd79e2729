"""Pages: which areas are there, and what is known of one?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from joint_inspection.areas import Area, load_register
from joint_inspection.areas.names import near_misses, plain_name
from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.areas import reading
from joint_inspection_web.design.drawings.timeline import timeline
from joint_inspection_web.frameworks import grades
from joint_inspection_web.frameworks.reading import plainly

EARLIEST, LATEST = date(2009, 1, 1), date(2050, 1, 1)


@allow(everyone)
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    register = load_register()
    asked = request.GET.get("q", "").strip()[:80]
    if asked and (area := _exactly(asked)):
        return redirect("areas:show", code=area.ons_code)
    everyone_now = register.active(settings.FACTS_ON)
    key = plain_name(asked)
    found = [area for area in everyone_now if key in plain_name(area.name)] if asked else list(everyone_now)
    context = {
        "asked": asked,
        "regions": _by_region(found),
        "number": len(found),
        "near": near_misses(asked, [area.name for area in everyone_now]) if asked and not found else (),
        "abolished": [area for area in register.areas if area not in set(everyone_now)] if not asked else [],
        "fictional": register.fictional if not asked else (),
    }
    return render(request, "areas/list.html", context)


def _exactly(asked: str) -> Area | None:
    try:
        return load_register().find(asked)
    except InvalidInput:
        return None


def _by_region(areas: list[Area]) -> dict[str, list[Area]]:
    found = defaultdict(list)
    for area in areas:
        found[area.region].append(area)
    return dict(sorted(found.items()))


@allow(everyone)
@require_safe
def area_page(request: HttpRequest, code: str) -> HttpResponse:
    register = load_register()
    if not register.has(code):
        raise Http404("There is no such area")
    area = register.get(code)
    if code != area.ons_code:
        return redirect("areas:show", code=area.ons_code)
    on, problem = asked_day(request.GET.get("on", ""))
    history = reading.history_of(area)
    lanes = reading.history_lanes(history)
    context = {
        "area": area,
        "register": register,
        "reading": reading,
        "on": on,
        "problem": problem,
        "history": history,
        "visits": reading.next_visits(area, on=on),
        "agencies": reading.agency_rows(area, register, on=settings.FACTS_ON),
        "neighbours": register.neighbours(area.ons_code),
        "picture": _picture(area, lanes) if lanes else "",
        "legend": reading.legend(history),
        "said_overall": grades.said_overall,
        "said_judgements": grades.said_judgements,
        "framework_of": grades.framework_of,
        "full_title": grades.full_title,
        "plainly": plainly,
    }
    return render(request, "areas/show.html", context, status=400 if problem else 200)


def _picture(area: Area, lanes: list) -> str:
    return timeline(
        lanes, id="history", title=f"Inspections of {area.name}",
        describes="Each visit on the line of its framework, by first day on site or, where that is not known, by "
        "publication. The table below says the same.",
    )  # fmt: skip


def asked_day(text: str) -> tuple[date, str]:
    """The day asked for, else the day up to which the carried facts run; and what is wrong with it, if anything."""
    if not text:
        return settings.FACTS_ON, ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return settings.FACTS_ON, "Write the date as year-month-day, for example 2025-06-01"
    if not EARLIEST <= day <= LATEST:
        return settings.FACTS_ON, f"Choose a date between {EARLIEST.year} and {LATEST.year}"
    return day, ""
