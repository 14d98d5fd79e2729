"""What the pages about fairness have in common: who they are for, and what every one of them shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from rules import Predicate

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.fairness.rules import may_find, spoken_for
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection


def inspection_for(request: HttpRequest, ref: str, rule: Predicate) -> Inspection:
    """The inspection, for somebody whom the rule lets in."""
    inspection = get_inspection(request, ref)
    require(rule, request.user, inspection)
    return inspection


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    framework = find(inspection.framework)
    shared = {
        "inspection": inspection, "framework": framework, "inspects": may_find.test(request.user, inspection),
        "spoken_for": spoken_for(request.user, inspection),
        "criteria": {each.id: each.title for each in framework.criteria},
    }  # fmt: skip
    return render(request, f"fairness/{name}.html", shared | context)


def to(name: str, inspection: Inspection, **kwargs: Any) -> HttpResponse:
    """Go on to another page of this inspection."""
    return redirect(f"fairness:{name}", ref=inspection.ref, **kwargs)
