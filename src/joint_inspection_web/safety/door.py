"""Who gets to the form on which one tells of a child at risk: the team, and who stands back from it only for now."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from joint_inspection_web.accounts.actions import require
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.safety.rules import may_tell, waits_to_come_back


def inspection_to_tell_of(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for whoever may raise an alarm in it; for anybody else it is as behind every other door."""
    try:
        inspection = get_inspection(request, ref)
    except Http404:
        found = Inspection.objects.visible_to(request.user, though_standing_back=True).filter(ref=ref).first()
        if found is None or not waits_to_come_back.test(request.user, found):
            raise
        return found
    require(may_tell, request.user, inspection)
    return inspection
