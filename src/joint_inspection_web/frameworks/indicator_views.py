"""Public pages: what do numbers about services stand for, which way is better, and who says so?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joint_inspection.indicators import indicator_register
from joint_inspection.indicators.register import origin, who_says
from joint_inspection_web.accounts.permissions import allow, everyone


@allow(everyone)
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator, those with an agreed direction apart from those that are context only."""
    every = indicator_register().indicators
    parts = [
        ("With an agreed direction", [each for each in every if not each.is_context_only]),
        ("Context only: nobody agreed which way is better", [each for each in every if each.is_context_only]),
    ]
    return render(request, "frameworks/indicators.html", {"parts_of": parts})


@allow(everyone)
@require_safe
def indicator_page(request: HttpRequest, id: str) -> HttpResponse:
    """One indicator, with everything that it rests on."""
    register = indicator_register()
    if (found := register.find(id)) is None:
        raise Http404("There is no such indicator")
    ids = dict.fromkeys(id for part in found.cited for id in part.source_ids)
    says = {"direction": who_says(found, register), "level": origin(found.right_level, register)
            if found.right_level else ""}  # fmt: skip
    shown = {"found": found, "says": says, "sources": [register.source(id) for id in ids]}
    return render(request, "frameworks/indicator.html", shown)
