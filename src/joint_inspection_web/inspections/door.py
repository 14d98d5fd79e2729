"""The door of every page about an inspection: who may not know of it finds nothing, and every look into the vault is
recorded."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from joint_inspection_web.inspections.actions import look
from joint_inspection_web.inspections.models import Inspection


def get_inspection(request: HttpRequest, ref: str) -> Inspection:
    """The inspection of this reference, if the person may know of it; else nothing is found, as for any other word."""
    inspection = Inspection.objects.visible_to(request.user).filter(ref=ref).first()
    if inspection is None:
        raise Http404
    if inspection.in_vault:
        look(inspection, person=request.user, page=request.resolver_match.view_name, at=timezone.now())
    return inspection
