"""The door of every page about an inspection: who may not know of it finds nothing, and every look into the vault is
recorded."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from joint_inspection_web.inspections.actions import look
from joint_inspection_web.inspections.models import Inspection, SeatRole
from joint_inspection_web.inspections.work import address

RAISES = (SeatRole.LEAD_INSPECTOR, SeatRole.TEAM_INSPECTOR, SeatRole.SECTOR_ADVISER)
"""Who meets children and files, and so can find that one is at risk."""


def get_inspection(request: HttpRequest, ref: str) -> Inspection:
    """The inspection of this reference, if the person may know of it; else nothing is found, as for any other word."""
    inspection = Inspection.objects.visible_to(request.user).filter(ref=ref).first()
    if inspection is None:
        raise Http404
    if inspection.in_vault:
        look(inspection, person=request.user, page=request.resolver_match.view_name, at=timezone.now())
    request.child_at_risk = SimpleLazyObject(lambda: _child_at_risk(request, inspection))
    return inspection


def _child_at_risk(request: HttpRequest, inspection: Inspection) -> str:
    """Where somebody on the team tells that a child is at risk: every page about the inspection leads there."""
    on_it = inspection.seats_of(request.user).filter(role__in=RAISES).exists()
    return (on_it and address("safety:report", inspection.ref)) or ""
