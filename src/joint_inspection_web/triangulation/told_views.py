"""Pages of the daily meeting, and of what the area was told on the day."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation.daily import day_to_show, days_of, the_day
from joint_inspection_web.triangulation.forms import AgreeForm, TellForm
from joint_inspection_web.triangulation.kept import Read, read
from joint_inspection_web.triangulation.picture import picture_of
from joint_inspection_web.triangulation.rules import could_be_told, may_see_told, may_write
from joint_inspection_web.triangulation.views import inspection_of_team, page_of


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def day(request: HttpRequest, ref: str) -> HttpResponse:
    """The daily meeting of the team: what is missing, what is new, what the area was told, what is agreed."""
    inspection = inspection_of_team(request, ref)
    on = _asked_day(request, inspection)
    form = AgreeForm(request.POST or None)
    if done(form, lambda: actions.agree(inspection, on=on, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect(f"{reverse('triangulation:day', kwargs={'ref': ref})}?on={on.isoformat()}")
    picture = picture_of(inspection)
    context = {
        "day_of": the_day(inspection, picture, on=on), "on": on, "days": days_of(inspection), "picture": picture,
        "form": form, "today": timezone.localdate(),
    }  # fmt: skip
    return page_of(request, inspection, "day", context)


def _asked_day(request: HttpRequest, inspection: Inspection) -> date:
    """The day asked for, else the one to show."""
    asked = request.GET.get("on")
    if not asked:
        return day_to_show(inspection, today=timezone.localdate())
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None
    if found not in days_of(inspection):
        raise Http404
    return found


@allow(could_be_told)
@require_http_methods(["GET", "POST"])
def told(request: HttpRequest, ref: str) -> HttpResponse:
    """What agencies were told about themselves, day by day; an agency's officer sees its own."""
    inspection = get_inspection(request, ref)
    require(may_see_told, request.user, inspection)
    if not may_write.test(request.user, inspection):
        return _told_to(request, inspection)
    form = TellForm(request.POST or None, inspection=inspection, initial={"on": f"{timezone.localdate():%-d %-m %Y}"})
    if done(form, lambda: actions.tell(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("triangulation:told", ref=ref)
    return page_of(request, inspection, "told", {"form": form, "told": _rows(inspection)})


def _told_to(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    if request.method == "POST":
        require(may_write, request.user, inspection)
    return page_of(request, inspection, "told", {"told": _rows(inspection, bodies=speaks_for(request.user))})


def _rows(inspection: Inspection, *, bodies: frozenset[str] | None = None) -> list[Read]:
    """The newest day first."""
    rows = inspection.told.select_related("by").order_by("-on", "-pk")
    return read(rows if bodies is None else rows.filter(body__in=bodies), inspection=inspection)
