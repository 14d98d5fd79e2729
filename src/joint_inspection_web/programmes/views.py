"""Pages for planners: who is visited when, and what stands in the way? Nobody else may learn what is coming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joint_inspection.areas import Area, load_register
from joint_inspection.dates import monday_of
from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_planner
from joint_inspection_web.areas.reading import framework_title, kind_title
from joint_inspection_web.design.drawings.cartogram import cartogram
from joint_inspection_web.design.words import day, plural, sentence, title_of
from joint_inspection_web.frameworks.reading import plainly
from joint_inspection_web.programmes import exports, known, reading
from joint_inspection_web.programmes.chart import load_chart
from joint_inspection_web.programmes.models import ILLUSTRATION, Programme

Page = Callable[..., HttpResponse]


def of_programme(view: Callable[..., HttpResponse]) -> Page:
    """Give the view the newest programme, or say that there is none."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: str) -> HttpResponse:
        programme = Programme.objects.newest()
        if programme is None:
            return render(request, "programmes/none.html", status=404)
        return view(request, programme, **kwargs)

    return page


def show(request: HttpRequest, template: str, programme: Programme, **context: object) -> HttpResponse:
    return render(
        request, template, {"programme": programme, "illustration": ILLUSTRATION, "plainly": plainly, **context}
    )


@allow(is_planner)
@require_safe
@of_programme
def programme_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    on = programme.start
    ids = reading.framework_ids(on)
    chosen = request.GET.get("framework", "")
    chosen = chosen if chosen in ids else ""
    states = reading.area_states(on=on, framework_id=chosen)
    return show(
        request, "programmes/show.html", programme,
        on=on, states=states, chosen=chosen, reading=reading, kind_title=kind_title, framework_title=framework_title,
        frameworks=[(each, framework_title(each)) for each in ids],
        number_of_visits=programme.visits.count(),
        counts=reading.counts(states), moved=known.moved(),
        legend=[(state.letter, state.tone, state.says) for state in reading.STATES],
        cartogram=cartogram(
            reading.cells(states), id="england", title="England by what is due",
            describes=f"One hexagon an area, lettered by its state on {day(on)}. The table below says the same.",
        ),
        area_name=area_name,
    )  # fmt: skip


def area_name(code: str) -> str:
    try:
        return load_register().get(code).name
    except InvalidInput:
        return code


def years_of(programme: Programme) -> list[int]:
    return list(range(programme.start.year, programme.end.year + 1))


def chosen_year(request: HttpRequest, programme: Programme) -> int:
    """The year asked for, else the programme's first."""
    years = years_of(programme)
    asked = request.GET.get("year", "")
    return int(asked) if asked in map(str, years) else years[0]


@allow(is_planner)
@require_safe
@of_programme
def by_week(request: HttpRequest, programme: Programme) -> HttpResponse:
    year = chosen_year(request, programme)
    months: dict[date, dict[date, list]] = {}
    for visit in sorted(programme.visits.filter(start__year=year), key=lambda each: (each.start, area_name(each.area))):
        weeks = months.setdefault(visit.start.replace(day=1), {})
        weeks.setdefault(monday_of(visit.start), []).append(visit)
    return show(
        request, "programmes/weeks.html", programme,
        months=months, year=year, years=years_of(programme),
        area_name=area_name, kind_title=kind_title, framework_title=framework_title,
    )  # fmt: skip


@allow(is_planner)
@require_safe
@of_programme
def by_area(request: HttpRequest, programme: Programme) -> HttpResponse:
    register = load_register()
    regions = sorted({area.region for area in register.active(programme.start)})
    chosen = request.GET.get("region", "")
    chosen = chosen if chosen in regions else regions[0]
    visits: dict[str, list] = {}
    for visit in programme.visits.all():
        visits.setdefault(visit.area, []).append(visit)
    unmet: dict[str, list] = {}
    for each in programme.unmet:
        unmet.setdefault(each["area"], []).append(each)
    areas: list[Area] = [area for area in register.active(programme.start) if area.region == chosen]
    return show(
        request, "programmes/areas.html", programme,
        areas=areas, visits=visits, unmet=unmet, regions=regions, chosen=chosen,
        kind_title=kind_title, framework_title=framework_title,
    )  # fmt: skip


@allow(is_planner)
@require_safe
@of_programme
def by_inspectorate(request: HttpRequest, programme: Programme) -> HttpResponse:
    visits = programme.as_programme().visits
    names = reading.inspectorates_of(visits)
    chosen = request.GET.get("inspectorate", "")
    chosen = chosen if chosen in names else next(iter(names), "")
    weeks = reading.load(visits, inspectorate=chosen, start=programme.start, end=programme.end)
    most = reading.capacity(chosen)
    title = sentence(title_of(chosen))
    limit = f"The dashed line is its capacity, {plural(most, 'inspector')}." if most is not None else "No limit is set."
    return show(
        request, "programmes/inspectorates.html", programme,
        names=names, chosen=chosen, most=most, rows=reading.load_rows(weeks, most=most),
        chart=load_chart(
            tuple(weeks), most=most, title=f"{title}: inspectors on site each week",
            describes=f"Bars for every week. {limit} The table below gives each month.",
        ),
    )  # fmt: skip


@allow(is_planner)
@require_safe
@of_programme
def export(request: HttpRequest, programme: Programme, form: str) -> HttpResponse:
    if form not in exports.FORMS:
        raise Http404("There is no such export")
    write, media_type = exports.FORMS[form]
    planned = programme.as_programme()
    if inspectorate := request.GET.get("inspectorate", ""):
        if inspectorate not in reading.inspectorates_of(planned.visits):
            raise Http404("This inspectorate takes part in no visit")
        planned = exports.of_inspectorate(planned, inspectorate)
    name = f"programme-{programme.start:%Y-%m-%d}-illustration.{form}"
    return HttpResponse(
        write(planned), content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
