"""What is recommended to whom, and whose duty stands beside it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.recommendations import Inspected, Recommendation
from joint_inspection.follow_up.responsibility import as_text, responsibility
from joint_inspection.follow_up.split import bodies_named
from joint_inspection_web.accounts.forms import done, now_by, show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.fairness.items import names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports import recommending
from joint_inspection_web.reports.forms import (
    BlockerForm,
    RecommendationForm,
    SplitForm,
    WithdrawForm,
    recommendation_initial,
)
from joint_inspection_web.reports.recommending import NEW, inspected_of
from joint_inspection_web.reports.rules import could_report, may_read
from joint_inspection_web.reports.shared import inspection_for, page, to, to_write
from joint_inspection_web.reports.texts import blockers_of, recommendations_of


@allow(could_report)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Every recommendation with who is accountable and the council's duty beside it; national blockers apart."""
    inspection = inspection_for(request, ref, may_read)
    words = Words(inspection)
    inspected, wrong = inspected_of(inspection, words), recommending.problems_of(inspection, words)
    known, blockers = recommendations_of(inspection, words=words), blockers_of(inspection, words=words)
    rows = [_row(each, inspected) for each in known]
    parted = {code for row in rows for code in row["parts"]}
    return page(
        request, inspection, "recommendations", gone=words.gone, wrong=wrong, blockers=blockers, rows=rows,
        agencies=[each for each in inspected.agencies if each.code in parted],
        departments=inspected.register.departments, findings={each.id: each for each in inspected.findings},
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def recommend(request: HttpRequest, ref: str) -> HttpResponse:
    """Recommend something; a point that names several bodies is split, or goes to the partnership with a lead."""
    inspection = to_write(request, ref)
    return _written(request, inspection, id=NEW, initial={"findings": request.GET.getlist("finding")})


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, ref: str, asked_for: str) -> HttpResponse:
    """Word a recommendation again."""
    inspection = to_write(request, ref)
    found = next((each for each in recommendations_of(inspection) if each.id == asked_for), None)
    if found is None:
        raise Http404
    return _written(request, inspection, id=asked_for, initial=recommendation_initial(found))


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def blocker(request: HttpRequest, ref: str) -> HttpResponse:
    """Note what only the government can change."""
    inspection = to_write(request, ref)
    words = Words(inspection)
    known = recommendations_of(inspection, words=words)
    form = BlockerForm(request.POST or None, inspected=inspected_of(inspection, words), known=known)

    def act() -> None:
        said = form.cleaned_data
        says = NationalBlocker(id=NEW, text=said["text"].strip(), to=said["to"], function=said["function"],
                               blocks=tuple(said["blocks"]), findings=tuple(said["findings"]))  # fmt: skip
        recommending.note_blocker(inspection, says=says, **now_by(request))

    if done(form, act):
        return to("recommendations", inspection)
    return page(request, inspection, "form", form=form, heading="What only the government can change",
                button="Note it")  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, asked_for: str) -> HttpResponse:
    """Take back a recommendation or a blocker."""
    inspection = to_write(request, ref)
    known = [*recommendations_of(inspection), *blockers_of(inspection)]
    found = next((each for each in known if each.id == asked_for), None)
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if done(form, lambda: recommending.withdraw(inspection, asked_for, **form.cleaned_data, **now_by(request))):
        return to("recommendations", inspection)
    return page(request, inspection, "form", form=form, heading=f"Withdraw {asked_for}", says=found.text,
                button="Withdraw it")  # fmt: skip


def _written(request: HttpRequest, inspection: Inspection, *, id: str, initial: dict[str, Any]) -> HttpResponse:
    inspected = inspected_of(inspection, Words(inspection))
    how = request.POST.get("how", "")
    form = RecommendationForm(request.POST or None, inspected=inspected, initial=initial)
    if how == "split" and form.is_valid():
        return _split(request, inspection, form, inspected)
    if how == "partnership" and form.is_valid():
        form = _for_partnership(form, inspected)
    elif done(form, lambda: recommending.recommend(inspection, says=form.says(id), **now_by(request))):
        return to("recommendations", inspection)
    named = bodies_named(form["text"].value() or "", inspected.agencies)
    return page(request, inspection, "recommend", form=form, id=id, named=named if len(named) > 1 else ())


def _split(
    request: HttpRequest, inspection: Inspection, form: RecommendationForm, inspected: Inspected
) -> HttpResponse:
    """One recommendation for each body that the point names, in words of its own."""
    point, names = form.says(NEW), names_of(inspection)
    bodies = {each.code: names[each.code] for each in bodies_named(point.text, inspected.agencies)}
    typed = any(name.startswith("text_") for name in request.POST)
    split = SplitForm(request.POST if typed else None, bodies=bodies, text=point.text)
    if typed and done(split, lambda: recommending.recommend_to_each(
        inspection, point=point, texts=split.texts, **now_by(request)
    )):  # fmt: skip
        return to("recommendations", inspection)
    hidden = [(name, value) for name, values in request.POST.lists() for value in values
              if name not in ("csrfmiddlewaretoken", "how") and not name.startswith("text_")]  # fmt: skip
    return page(request, inspection, "split", form=split, hidden=hidden, point=point)


def _for_partnership(form: RecommendationForm, inspected: Inspected) -> RecommendationForm:
    """The same for the partnership, with whoever was asked first in the lead, to be looked at and kept."""
    point = form.says(NEW)
    partnership = {each.code for each in inspected.agencies if each.kind == "partnership"}
    lead = point.lead or (point.to if point.to not in partnership else None)
    named = bodies_named(point.text, inspected.agencies)
    lead = lead or next((each.code for each in named if each.code not in partnership), None)
    try:
        if lead is None:
            raise NotPossible("Choose first which member of the partnership leads")
        made = recommending.assigned(point, lead=lead, inspected=inspected)
    except NotPossible as error:
        form.add_error(None, str(error))
        return form
    except InvalidInput as error:
        show_problems(form, error)
        return form
    return RecommendationForm(inspected=inspected, initial=recommendation_initial(made))


def _row(each: Recommendation, inspected: Inspected) -> dict[str, Any]:
    found = responsibility(each, bodies=inspected.bodies, register=inspected.register, on=inspected.on)
    parts = dict.fromkeys(each.contributors, "Contributes")
    parts |= {each.to: f"Accountable, {each.control.value} control"} | ({each.lead: "Leads"} if each.lead else {})
    return {"says": each, "found": found, "lines": as_text(found), "parts": parts}
