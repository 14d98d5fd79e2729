"""Pages: where does each person begin, and what is this service?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

import joint_inspection.areas
import joint_inspection.outcomes
from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.follow_up.waiting import on_desk
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.programmes import reading
from joint_inspection_web.programmes.models import Programme
from joint_inspection_web.register.entries import of_areas_served
from joint_inspection_web.safety.reminders import reminders

MOST = 20
"""How many inspections, and how many reports, the first page shows."""
PUBLIC = (
    "areas:list", "register:front", "frameworks:list", "api:about", "desk:about", "desk:accessibility", "desk:cookies",
    "desk:privacy",
)  # fmt: skip
"""Where the public pages begin."""


@allow(everyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    context: dict = {"figures": carried(), "programme": None, "inspections": (), "more": False, "said_ref": said_ref}
    if user.is_authenticated:
        mine = list(Inspection.objects.visible_to(user)[: MOST + 1])
        context |= {"inspections": mine[:MOST], "more": len(mine) > MOST}
        context["reminders"] = reminders(user, now=timezone.now())
        context["answers"] = on_desk(user, at=timezone.now())
        if spoken_for := speaks_for(user):
            context["reports"] = of_areas_served(spoken_for)[:MOST]
    if user.has_perm("programmes.see"):
        context["programme"] = programme = Programme.objects.newest()
        if programme:
            context["due"] = reading.counts(reading.area_states(on=programme.start))
    return render(request, "desk/home.html", context)


@cache
def carried() -> list[tuple[str, int]]:
    """What the service knows from the first day, in figures."""
    return [
        ("Areas of England", len(load_register().active(settings.FACTS_ON))),
        ("Framework versions", len(published())),
        ("Published inspections and visits", len(load_outcomes().all)),
    ]


@cache
def data_sources() -> list[dict[str, str]]:
    """Every public table that the carried facts come from, as the package records it."""
    folders = [
        Path(package.__file__).parent / "data" for package in (joint_inspection.areas, joint_inspection.outcomes)
    ]
    return [source for folder in folders for source in json.loads((folder / "sources.json").read_text("utf-8"))]


@allow(everyone)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What a search engine may read: the public pages, named; everything else is left unnamed and closed."""
    pages = [reverse(name) for name in PUBLIC]
    lines = ["User-agent: *", "Allow: /$", "Allow: /static/", *(f"Allow: {page}" for page in pages), "Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@allow(everyone)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/about.html", {"sources": data_sources(), "facts_on": settings.FACTS_ON})


@allow(everyone)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")


@allow(everyone)
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/cookies.html")


@allow(everyone)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/privacy.html")
