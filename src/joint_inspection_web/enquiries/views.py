"""Pages about lines of enquiry, for the inspectors on the team. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.enquiries import actions, logged
from joint_inspection_web.enquiries.data import tails
from joint_inspection_web.enquiries.evidence import labels
from joint_inspection_web.enquiries.forms import AgainForm, EndForm, LineForm
from joint_inspection_web.enquiries.models import Line, Origin, State
from joint_inspection_web.enquiries.rules import may_end_unanswered, may_enquire
from joint_inspection_web.enquiries.suggested import suggested_lines
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.work import address

ENDS = {State.DROPPED: actions.drop, State.CARRIED_ON: actions.carry_on}


@allow(is_inspector)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Every line, open ones first, what is suggested, and how far the reading is."""
    return _front(request, inspection_for(request, ref))


def _front(request: HttpRequest, inspection: Inspection, problem: str = "") -> HttpResponse:
    lines = list(inspection.lines_of_enquiry.select_related("by").prefetch_related("states__by"))
    rows = logged.rows(inspection)
    return page(
        request, inspection, "front", open=[one for one in lines if one.is_open], problem=problem,
        ended=[one for one in lines if not one.is_open], going_on=inspection.stage in actions.OPEN_STAGES,
        suggested=suggested_lines(inspection, on=timezone.localdate()), origins=dict(Origin.choices),
        unread=[row for row in rows if row.missing], reading=len(rows),
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Open a line of the team's own."""
    inspection = inspection_for(request, ref)
    form = LineForm(request.POST or None)
    if done(form, lambda: actions.open_line(inspection, **form.cleaned_data, **by(request))):
        return redirect("enquiries:front", ref=ref)
    return page(request, inspection, "new", form=form)


@allow(is_inspector)
@require_POST
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Open lines that were suggested."""
    inspection = inspection_for(request, ref)
    try:
        actions.take_lines(inspection, keys=request.POST.getlist("keys")[:100], **by(request))
    except InvalidInput as error:
        return _front(request, inspection, problem=error.problems[0].says)
    return redirect("enquiries:front", ref=ref)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest, ref: str) -> HttpResponse:
    """Clocks that run late: opened and recorded as a look at all children together; a form opens a line from one."""
    inspection = inspection_for(request, ref)
    try:
        found = tails(inspection, person=request.user)
    except NotPossible as error:
        return page(request, inspection, "data", says=str(error), tails=[])
    chosen = next((one for one in found if one.key == request.POST.get("key")), None)
    if request.method == "POST" and chosen is not None:
        actions.open_line(
            inspection, asks=chosen.asks, origin=Origin.DATA, source="Clocks of the accepted lists", key=chosen.key,
            **by(request),
        )  # fmt: skip
        return redirect("enquiries:front", ref=ref)
    taken = set(inspection.lines_of_enquiry.exclude(key="").values_list("key", flat=True))
    return page(request, inspection, "data", tails=found, taken=taken, going_on=inspection.stage in actions.OPEN_STAGES)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, ref: str, line: str) -> HttpResponse:
    """One line from its origin to its end; a form ends it."""
    inspection, found = _line(request, ref, line)
    leads = may_end_unanswered.test(request.user, inspection)
    evidence = labels(inspection, person=request.user)
    form = _end_form(request, leads=leads, evidence=evidence)
    if done(form, lambda: _end(found, form.cleaned_data, request)):
        return redirect("enquiries:line", ref=ref, line=line)
    return _page(request, inspection, found, form=form, evidence=evidence, leads=leads)


def _end_form(request: HttpRequest, **choices: Any) -> EndForm:
    """The form as it was sent; where only other evidence was asked for, with what was typed so far."""
    choices["find"] = request.POST.get("find", "").strip()
    if "show" in request.POST:
        sent = request.POST
        typed = {"state": sent.get("state"), "says": sent.get("says"), "items": sent.getlist("items")}
        return EndForm(initial=typed, **choices)
    return EndForm(request.POST or None, **choices)


def _end(found: Line, sent: dict[str, Any], request: HttpRequest) -> None:
    if sent["state"] == State.ANSWERED:
        actions.answer(found, says=sent["says"], items=sent["items"], **by(request))
    else:
        ENDS[State(sent["state"])](found, says=sent["says"], **by(request))


@allow(is_inspector)
@require_POST
def again(request: HttpRequest, ref: str, line: str) -> HttpResponse:
    """Follow a line again that had ended."""
    inspection, found = _line(request, ref, line)
    require(may_end_unanswered, request.user, inspection)
    form = AgainForm(request.POST)
    if done(form, lambda: actions.open_again(found, **form.cleaned_data, **by(request))):
        return redirect("enquiries:line", ref=ref, line=line)
    evidence = labels(inspection, person=request.user)
    return _page(request, inspection, found, form=form, again_form=form, evidence=evidence, leads=True)


def _page(
    request: HttpRequest, inspection: Inspection, found: Line, *, evidence: dict[str, str], **more: Any
) -> HttpResponse:
    states = list(found.states.select_related("by"))
    trail = [(state, [(id, evidence.get(id), _note(inspection, id)) for id in state.items]) for state in states]
    item = found.source.removeprefix("item ") if found.source.startswith("item ") else ""
    context = {
        "line": found, "states": trail, "now": states[-1], "going_on": inspection.stage in actions.OPEN_STAGES,
        "source_item": (evidence.get(item), _note(inspection, item)) if item else None, "again_form": AgainForm(),
        "carried_to": _carried_to(found, request), "some": bool(evidence),
    }  # fmt: skip
    return page(request, inspection, "line", **(context | more))


def _carried_to(found: Line, request: HttpRequest) -> Any:
    """Where a line was taken up, as far as the reader may know of that inspection: it may lie in the vault."""
    known = Inspection.objects.visible_to(request.user)
    return found.carried_to.filter(inspection__in=known).select_related("inspection")


def _note(inspection: Inspection, item: str) -> str | None:
    """Where a piece of evidence is read."""
    return address("evidence:note", inspection.ref, note=item)


def _line(request: HttpRequest, ref: str, line: str) -> tuple[Inspection, Line]:
    inspection = inspection_for(request, ref)
    found = get_object_or_404(inspection.lines_of_enquiry.select_related("by", "carried_from__inspection"), ref=line)
    found.inspection = inspection
    return inspection, found


def inspection_for(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for the inspectors on its team."""
    inspection = get_inspection(request, ref)
    require(may_enquire, request.user, inspection)
    return inspection


def by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": request.user, "at": timezone.now()}


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page of this part."""
    more = {"inspection": inspection, "has_errors": bool(context.get("form") and context["form"].errors)}
    return render(request, f"enquiries/{name}.html", more | context)
