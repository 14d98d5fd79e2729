"""What can somebody else's software read? Frameworks, areas and published outcomes; never a programme."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from pydantic import BeforeValidator

from joint_inspection.areas import Area, load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import published
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.api import schemas

Ref = Annotated[str, Path(pattern=r"^[a-z0-9-]+@[a-z0-9.-]+$", max_length=80, description="`id@version`")]
Code = Annotated[str, Path(pattern=r"^[A-Z][0-9]{8}$", description="ONS code of the area, now or before")]
OutcomeId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.:@-]+$", max_length=120)]
FrameworkFilter = Annotated[str | None, Query(max_length=80, description="`id` for all versions, or `id@version`")]
AreaFilter = Annotated[
    str | None, Query(pattern=r"^[A-Z][0-9]{8}$", description="ONS code; history follows succession")
]


def _iso(text: object) -> object:
    """Refuse everything but year-month-day: a bare number is no date."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("write the date as year-month-day, for example 2025-06-01")
    return text


Day = Annotated[date, BeforeValidator(_iso)]
ERRORS = {404: schemas.Err, 422: schemas.Err}

api = NinjaAPI(
    title="Joint Inspection: open data",
    version="1",
    description="Frameworks, areas and published outcomes. Read only.",
    docs_url=None,
    urls_namespace="api:open_data",
)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    says = [f"{'.'.join(str(step) for step in each['loc'][1:])}: {each['msg']}" for each in error.errors]
    return api.create_response(request, {"says": says}, status=422)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"says": [str(error) or "Not found"]}, status=404)


@api.get("frameworks", response={200: schemas.Frameworks, 422: schemas.Err}, summary="Every framework version")
def frameworks(request: HttpRequest, in_force_on: Day | None = None) -> dict[str, Any]:
    """All that are published, or those in force on a day."""
    found = [each for each in published() if in_force_on is None or each.is_in_force(in_force_on)]
    return {"total": len(found), "items": [_brief(each) for each in found]}


def _brief(framework: Framework) -> dict[str, Any]:
    return {
        "ref": framework.ref, "id": framework.id, "version": framework.version, "title": framework.title,
        "inspectorates": framework.inspectorates.all, "status": framework.status,
        "in_force": (framework.in_force.start, framework.in_force.end),
    }  # fmt: skip


@api.get("frameworks/{ref}", response={200: dict[str, Any], **ERRORS}, summary="One framework version, whole")
def framework(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """Everything its file says, under the same keys."""
    for each in published():
        if each.ref == ref:
            return each.model_dump(mode="json", by_alias=True, exclude_none=True)
    raise Http404(f"There is no framework {ref}")


@api.get("areas", response={200: schemas.Areas, 422: schemas.Err}, summary="Areas")
def areas(request: HttpRequest, part: Query[schemas.Slice], on: Day | None = None) -> dict[str, Any]:
    """Every area now and before, or those that existed on a day, by ONS code."""
    register = load_register()
    found = sorted(register.areas if on is None else register.active(on), key=lambda area: area.ons_code)
    return {"total": len(found), "items": [_area(each) for each in part.of(found)]}


def _area(area: Area) -> dict[str, Any]:
    return {
        "ons_code": area.ons_code, "name": area.name, "region": area.region,
        "active": (area.active_from, area.active_to),
    }  # fmt: skip


@api.get("areas/{code}", response={200: schemas.AreaWhole, **ERRORS}, summary="One area")
def area(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Who serves it, what it took over from and what followed it."""
    found = _real_area(code)
    register = load_register()
    return {
        **_area(found), "kind": found.kind, "predecessors": found.predecessors, "successors": found.successors,
        "former_codes": found.former_codes, "population_0_17": found.population_0_17,
        "agencies": [
            {"id": each.id, "kind": each.kind, "name": each.name, "code": each.code, "share": each.share,
             "assumed": each.assumed, "other_areas": len(register.served_by(each.id)) - 1}
            for each in found.agencies
        ],
    }  # fmt: skip


def _real_area(code: str) -> Area:
    try:
        found = load_register().get(code)
    except InvalidInput:
        raise Http404(f"There is no area {code}") from None
    if found.fictional:
        raise Http404(f"There is no area {code}")
    return found


@api.get("outcomes", response={200: schemas.Outcomes, **ERRORS}, summary="Published outcomes")
def outcomes(
    request: HttpRequest,
    part: Query[schemas.Slice],
    framework: FrameworkFilter = None,
    area: AreaFilter = None,
    published_from: Day | None = None,
    published_to: Day | None = None,
) -> dict[str, Any]:
    """What inspections and visits found, in the order in which they took place; `overall` may be null, and
    `overall_state` says why."""
    known = load_outcomes()
    of_area = known.of_area(_real_area(area).ons_code, load_register()) if area else known.all
    found = [
        each
        for each in of_area
        if (framework is None or framework in (each.framework, each.framework.partition("@")[0]))
        and (published_from is None or (each.published is not None and each.published >= published_from))
        and (published_to is None or (each.published is not None and each.published <= published_to))
    ]
    return {"total": len(found), "items": [_outcome(each) for each in part.of(found)]}


@api.get("outcomes/{outcome_id}", response={200: schemas.OutcomeOut, **ERRORS}, summary="One published outcome")
def outcome(request: HttpRequest, outcome_id: OutcomeId) -> dict[str, Any]:
    """What one inspection or visit found."""
    for each in load_outcomes().all:
        if each.id == outcome_id:
            return _outcome(each)
    raise Http404(f"There is no outcome {outcome_id}")


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in schemas.OutcomeOut.model_fields if name != "judgements"} | {
        "judgements": dict(outcome.judgements)
    }
