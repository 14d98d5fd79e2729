"""What the pages of a report have in common: for whom they are, and what every one of them shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from rules import Predicate

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.reports.drafting import STAGES, expect_writing, is_corrected
from joint_inspection_web.reports.rules import may_publish, may_write


def inspection_for(request: HttpRequest, ref: str, rule: Predicate) -> Inspection:
    """The inspection, for somebody whom the rule lets in."""
    inspection = get_inspection(request, ref)
    require(rule, request.user, inspection)
    return inspection


def to_write(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for somebody who writes on its report. No form is opened while nothing can be written; what was
    typed before comes back with the reason."""
    inspection = inspection_for(request, ref, may_write)
    if request.method == "GET":
        expect_writing(inspection)
    return inspection


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    stage = inspection.stage
    shared = {
        "inspection": inspection, "framework": find(inspection.framework),
        "leads": may_publish.test(request.user, inspection), "writes": may_write.test(request.user, inspection),
        "open": stage in STAGES or (stage == PUBLISHED and is_corrected(inspection)),
    }  # fmt: skip
    return render(request, f"reports/{name}.html", shared | context)


def to(name: str, inspection: Inspection, **kwargs: Any) -> HttpResponse:
    """Go on to another page of this inspection."""
    return redirect(f"reports:{name}", ref=inspection.ref, **kwargs)
