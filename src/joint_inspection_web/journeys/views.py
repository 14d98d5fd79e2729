"""Pages about the children of one inspection, for those who sit on it. Each begins at the door, and opens lists once.

What all children together show is suppressed; one child's journey is opened with a purpose, each time, and recorded.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection.journeys import clocks as library
from joint_inspection.journeys.flow import END, START, flow
from joint_inspection.journeys.groups import groups_of, traits
from joint_inspection.journeys.measures import BESIDE, JUDGED, MEASURED, TOO_RECENT, Measure, measure
from joint_inspection.journeys.prepared import runs_of
from joint_inspection.journeys.silences import quiet
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.casedata.store import open_events
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.journeys import actions, cohort, drawings
from joint_inspection_web.journeys.forms import JourneyForm
from joint_inspection_web.journeys.rules import may_see_children, may_see_openings


@allow(is_inspector)
@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    """How many children, and what they are like."""
    inspection = _inspection(request, ref)
    table = _events(request, inspection, "All children together: overview")
    if isinstance(table, HttpResponse):
        return table
    titles = {each.list.id: each.list.title for each in requested_lists(find(inspection.framework))}
    counts = (cohort.by_list(table, titles), *cohort.by_trait(table))
    context = {
        "on": table.on,
        "children": cohort.number_of_children(table),
        "events": table.events.num_rows,
        "counts": [(each, drawings.children_picture(each)) for each in counts if each.rows],
    }
    return _page(request, inspection, "overview", context)


@allow(is_inspector)
@require_safe
def ways(request: HttpRequest, ref: str) -> HttpResponse:
    """Which ways children took from the front door to an outcome."""
    inspection = _inspection(request, ref)
    table = _events(request, inspection, "All children together: ways")
    if isinstance(table, HttpResponse):
        return table
    found = flow(table)
    titles = {step.id: step.title for step in found.steps} | {START: "The lists begin", END: "No further step yet"}
    picture = drawings.ways_picture(found) if found.steps else None
    return _page(request, inspection, "ways", {"on": table.on, "flow": found, "titles": titles, "picture": picture})


@allow(is_inspector)
@require_safe
def clocks(request: HttpRequest, ref: str) -> HttpResponse:
    """How every clock stands."""
    inspection = _inspection(request, ref)
    table = _events(request, inspection, "All children together: clocks")
    if isinstance(table, HttpResponse):
        return table
    found = _measured(table)
    judged = [one for one in found if one.clock.limit is not None]
    context = {
        "on": table.on,
        "judged": judged,
        "measured": [one for one in found if one.clock.limit is None],
        "picture": drawings.clocks_picture(judged) if judged else None,
        "legend": drawings.legend(JUDGED),
    }
    return _page(request, inspection, "clocks", context)


@allow(is_inspector)
@require_safe
def clock(request: HttpRequest, ref: str, which: str) -> HttpResponse:
    """One clock: how it stands, how long it takes, and for whom it takes longer."""
    inspection = _inspection(request, ref)
    chosen = next((each for each in library.clocks() if each.id == which), None)
    if chosen is None:
        raise Http404
    table = _events(request, inspection, f"All children together: {chosen.title}")
    if isinstance(table, HttpResponse):
        return table
    groups = {trait.id: groups_of(table.children, trait.id) for trait in traits()}
    spans = (span for _, span in runs_of([chosen], table))
    found = measure(chosen, spans, on=table.on, by=groups if chosen.limit is not None else None)
    context = {
        "on": table.on, "measure": found, "states": drawings.states_picture(found), "beside": BESIDE,
        "curve": drawings.curve_picture(found) if found.spread.curve.steps else None,
        "legend": drawings.legend((*JUDGED, *TOO_RECENT) if chosen.limit is not None else MEASURED),
        "cited": [each for each in library.load_clocks().sources if each.id in chosen.source_ids],
    }  # fmt: skip
    return _page(request, inspection, "clock", context)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def child(request: HttpRequest, ref: str) -> HttpResponse:
    """One child's journey: asked for with a purpose each time, so that no address ever holds a pseudonym."""
    inspection = _inspection(request, ref)
    if request.method == "POST" and "purpose" in request.POST:
        form = JourneyForm(request.POST)
        if form.is_valid():
            try:
                found = actions.open_journey(inspection, **form.cleaned_data, by=request.user, at=timezone.now())
                context = {"journey": found, "picture": drawings.journey_picture(found), "quiet": quiet(),
                           "begins": drawings.beginning(found), "purpose": form.cleaned_data["purpose"]}  # fmt: skip
                return _page(request, inspection, "journey", context)
            except InvalidInput as error:
                show_problems(form, error)
            except NotPossible as error:
                return _none(request, inspection, error)
    else:
        form = JourneyForm(initial={"child": request.POST.get("child", "")})
    own = inspection.journey_openings.filter(person=request.user)
    return _page(request, inspection, "child", {"form": form, "own": own[:20]})


@allow(is_inspector)
@require_safe
def openings(request: HttpRequest, ref: str) -> HttpResponse:
    """Who opened whose journey, when and why; for the lead."""
    inspection = _inspection(request, ref)
    require(may_see_openings, request.user, inspection)
    found = inspection.journey_openings.select_related("person")
    return _page(request, inspection, "openings", {"openings": found})


def _inspection(request: HttpRequest, ref: str) -> Inspection:
    inspection = get_inspection(request, ref)
    require(may_see_children, request.user, inspection)
    return inspection


def _events(request: HttpRequest, inspection: Inspection, purpose: str) -> EventTable | HttpResponse:
    """The events, opened and recorded; or the page that says why there are none."""
    try:
        return open_events(inspection, person=request.user, purpose=purpose)
    except NotPossible as error:
        return _none(request, inspection, error)


def _none(request: HttpRequest, inspection: Inspection, error: NotPossible) -> HttpResponse:
    return _page(request, inspection, "none", {"says": str(error)})


def _measured(table: EventTable) -> list[Measure]:
    """Every clock that something started."""
    known = library.clocks()
    runs = runs_of(known, table)
    spans = {clock.id: [span for which, span in runs if which.id == clock.id] for clock in known}
    return [measure(clock, spans[clock.id], on=table.on) for clock in known if spans[clock.id]]


def _page(request: HttpRequest, inspection: Inspection, name: str, context: dict[str, object]) -> HttpResponse:
    more = {"inspection": inspection, "leads": may_see_openings.test(request.user, inspection)}
    return render(request, f"journeys/{name}.html", context | more)
