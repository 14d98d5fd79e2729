"""What the pages about judging have in common: who they are for, and what every one of them shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rules import Predicate

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.rules import may_decide, may_judge


def inspection_for(request: HttpRequest, ref: str, rule: Predicate) -> Inspection:
    """The inspection, for somebody whom the rule lets in."""
    inspection = get_inspection(request, ref)
    require(rule, request.user, inspection)
    return inspection


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    shared = {
        "inspection": inspection, "framework": find(inspection.framework),
        "leads": may_decide.test(request.user, inspection), "judges": may_judge.test(request.user, inspection),
    }  # fmt: skip
    return render(request, f"judgements/{name}.html", shared | context)
