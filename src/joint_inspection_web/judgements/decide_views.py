"""The page on which inspectors deliberate and their lead writes down what is agreed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.model import words as in_words
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import deciding
from joint_inspection_web.judgements.blind import Standing, last_views, standing_of
from joint_inspection_web.judgements.deliberation import deliberate, dissents, not_settled, turned, unanimous
from joint_inspection_web.judgements.forms import DecideForm
from joint_inspection_web.judgements.policy import choices_of, combination_of, said, viewed
from joint_inspection_web.judgements.revealed import names_of_authors
from joint_inspection_web.judgements.rules import may_decide
from joint_inspection_web.judgements.views import inspection_for, page


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """What follows from the grades chosen, what every other policy would say, and the form of the decision."""
    inspection = inspection_for(request, ref, may_decide)
    standing, words = standing_of(inspection), Words(inspection)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet: nothing is decided before")
    form = _form(request, inspection, standing, words)
    if "show" not in request.POST and done(form, lambda: deciding.decide(
        inspection, agreed=deciding.Agreed(**form.agreed), by=request.user, at=timezone.now()
    )):  # fmt: skip
        return redirect("judgements:front", ref=ref)
    return page(request, inspection, "decide", form=form, **_context(request, inspection, standing, words, form))


def _form(request: HttpRequest, inspection: Inspection, standing: Standing, words: Words) -> DecideForm:
    """The form as it was sent; at first with what was decided last, else with that on which all views agree."""
    framework, rule = find(inspection.framework), combination_of(inspection)
    initial = _initial(request, inspection, standing, words)
    choices: dict[str, Any] = {
        "judgements": {each.id: (each.title, choices_of(framework, each.id)) for each in viewed(framework)},
        "result": choices_of(framework, rule.result) if rule.result else {},
    }  # fmt: skip
    asked = DecideForm(request.POST or None, initial=initial, turned={}, **choices)
    result = asked["result"].value() if rule.result else None
    known = choices_of(framework, rule.result) if rule.result else {}
    found = turned(inspection, asked.grades, result if result in known else None)
    says = {each.judgement: f"{in_words(each.judgement)}: {in_words(each.before)} when last published, now "
            f"{in_words(each.now)}. Why, or what changed in practice" for each in found}  # fmt: skip
    if "show" in request.POST:
        typed = {name: request.POST.get(name, "") for name in request.POST}
        return DecideForm(initial=typed, turned=says, **choices)
    return DecideForm(request.POST or None, initial=initial, turned=says, **choices)


def _initial(request: HttpRequest, inspection: Inspection, standing: Standing, words: Words) -> dict[str, Any]:
    if (found := deciding.decided(inspection, words)) and found[1]:
        what = found[1]
        reasons = {name: what[name] for name in ("departs_because", "settled_because")}
        before = {f"turned_{name}": because for name, because in what["turned_because"].items()}
        grades = {f"grade_{name}": grade for name, grade in what["grades"].items()}
        return {**grades, **before, **reasons, "result": what["result"] or ""}
    agreed = unanimous(last_views(standing, words, reader=request.user))
    proposal = deliberate(inspection, agreed).proposal
    result = (proposal.proposed if proposal else None) or ""
    return {f"grade_{name}": grade for name, grade in agreed.items()} | {"result": result}


def _context(
    request: HttpRequest, inspection: Inspection, standing: Standing, words: Words, form: DecideForm
) -> dict[str, Any]:
    framework, names = find(inspection.framework), names_of_authors(standing)
    last = last_views(standing, words, reader=request.user)
    titles = {each.id: each.title for each in framework.judging.judgements}
    return {
        "found": deliberate(inspection, form.grades), "policy": combination_of(inspection), "said": in_words,
        "lacking": not_settled(inspection, timezone.now()),
        "minority": [(names[view.by], titles[view.judgement], said(framework, view.judgement, view.grade))
                     for view in dissents(form.grades, last)],
        "views": {name: [(names[view.by], said(framework, name, view.grade)) for view in views]
                  for name, views in last.items()},
    }  # fmt: skip
