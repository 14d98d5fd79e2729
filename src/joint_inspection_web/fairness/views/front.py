"""The first page: for inspectors the findings and what is open, for an agency's officer what is about the agency."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.fairness.actions.findings import problems_of
from joint_inspection_web.fairness.items import every_item, names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Disclosure, FindingVersion, Point, Referral
from joint_inspection_web.fairness.rules import may_come_in, may_find, spoken_for
from joint_inspection_web.fairness.views.shared import inspection_for, page
from joint_inspection_web.inspections.models import Inspection


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Findings for inspectors; for a nominated officer everything about their own agency."""
    inspection = inspection_for(request, ref, may_come_in)
    if may_find.test(request.user, inspection):
        return page(request, inspection, "front", **_findings(inspection))
    return page(request, inspection, "own", **_own(request, inspection))


def _findings(inspection: Inspection) -> dict[str, Any]:
    words, items, names = Words(inspection), every_item(inspection), names_of(inspection)
    last = {row.finding_id: row for row in FindingVersion.objects.filter(inspection=inspection)
            .select_related("finding", "inspection", "by", "waived_by").order_by("pk")}  # fmt: skip
    rows = [(row, words.of(row), problems_of(row, words, items, names)) for _, row in sorted(last.items())]
    today = timezone.localdate()
    points = Point.objects.filter(inspection=inspection, reply=None)
    referrals = Referral.objects.filter(inspection=inspection, answer=None)
    return {
        "rows": [row for row in rows if not row[0].withdrawn], "withdrawn": [row for row in rows if row[0].withdrawn],
        "names": names, "gone": words.gone if rows else "",
        "waiting": {"points": points.count(), "late_points": points.filter(due_on__lt=today).count(),
                    "referrals": referrals.count(), "late_referrals": referrals.filter(due_on__lt=today).count()},
    }  # fmt: skip


def _own(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    """What is about the agencies that somebody speaks for, and nothing else."""
    mine, words = spoken_for(request.user, inspection), Words(inspection)
    points = Point.objects.filter(inspection=inspection, body__in=mine).select_related("body", "reply")
    told = Disclosure.objects.filter(inspection=inspection, body__in=mine).select_related("body")
    points, told = words.beside(points), words.beside(told)
    return {"mine": mine, "points": points, "disclosures": told, "today": timezone.localdate(),
            "gone": words.gone if points or told else ""}  # fmt: skip
