"""The pages on which inspectors see what follows from their judgements, and their lead writes down what is agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.frameworks.grades import said_grade
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import deciding
from joint_inspection_web.judgements.blind import last_views, standing_of
from joint_inspection_web.judgements.checking import Citable, citable
from joint_inspection_web.judgements.deciding import Views
from joint_inspection_web.judgements.deliberation import (
    deliberate,
    dissents,
    evidence_of,
    not_settled,
    unanimous,
)
from joint_inspection_web.judgements.earlier import turned
from joint_inspection_web.judgements.forms import DecideForm
from joint_inspection_web.judgements.policy import choices_of, combination_of, said, viewed
from joint_inspection_web.judgements.revealed import names_of_authors
from joint_inspection_web.judgements.rules import could_judge, may_decide, may_see_judging
from joint_inspection_web.judgements.shared import inspection_for, page


@allow(could_judge)
@require_safe
def follows(request: HttpRequest, ref: str) -> HttpResponse:
    """What follows from what is decided; before a decision, from that on which all views agree."""
    inspection = inspection_for(request, ref, may_see_judging)
    last = _revealed(request, inspection)
    found = deciding.decided(inspection, Words(inspection))
    grades = found[1].get("grades", {}) if found else unanimous(last)
    return page(
        request, inspection, "follows", found=deliberate(inspection, grades), said=_says(find(inspection.framework)),
        policy=combination_of(inspection), is_decided=found is not None,
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """What follows from the grades chosen, what every other policy would say, and the form of the decision."""
    inspection = inspection_for(request, ref, may_decide)
    last, words = _revealed(request, inspection), Words(inspection)
    known = citable(inspection, words=words, person=request.user)
    form = _form(request, inspection, last, known, words)
    act = deciding.decide
    if "show" not in request.POST and done(
        form, lambda: act(inspection, agreed=deciding.Agreed(**form.agreed), **now_by(request))
    ):
        return redirect("judgements:front", ref=ref)
    return page(request, inspection, "decide", form=form, **_context(inspection, last, known, form))


def _revealed(request: HttpRequest, inspection: Inspection) -> Views:
    """All views as they stand; raises NotPossible before the reveal."""
    standing = standing_of(inspection)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet: nothing is decided before")
    return last_views(standing, Words(inspection), reader=request.user)


def _form(request: HttpRequest, inspection: Inspection, last: Views, known: Citable, words: Words) -> DecideForm:
    """The form as it was sent; at first with what was decided last, else with that on which all views agree."""
    framework = known.framework
    rule, initial = framework.judging.combination, _initial(inspection, last, words)
    choices: dict[str, Any] = {
        "judgements": {each.id: (each.title, choices_of(framework, each.id)) for each in viewed(framework)},
        "findings": {each.id: _findings(known, each.id) for each in viewed(framework)},
        "result": choices_of(framework, rule.result) if rule.result and rule.result not in rule.inputs else {},
    }
    asked = DecideForm(request.POST or None, initial=initial, turned={}, **choices)
    shows = "show" in request.POST
    result = asked["result"].value() if choices["result"] else None
    result = result if result in choices["result"] else _proposed(inspection, asked.grades) if shows else None
    found = turned(inspection, asked.grades, result, on=timezone.localdate())
    says = {each.key: each.asks for each in found}
    if shows:
        cited = _cited({name: grade for name, grade in asked.grades.items() if not asked.names(name)}, last)
        typed = DecideForm.typed(request.POST) | cited | {"result": result or ""}
        return DecideForm(initial=typed, turned=says, **choices)
    return DecideForm(request.POST or None, initial=initial, turned=says, **choices)


def _findings(known: Citable, judgement: str) -> dict[str, str]:
    under = known.under(judgement)
    return {each.id: f"{sentence(each.direction)}: {each.text}" for each in known.findings if each.criterion in under}


def _initial(inspection: Inspection, last: Views, words: Words) -> dict[str, Any]:
    if (found := deciding.decided(inspection, words)) and found[1]:
        what = found[1]
        reasons = {name: what[name] for name in ("departs_because", "settled_because")}
        reasons |= {f"turned_{name}": because for name, because in what["turned_because"].items()}
        return _as_fields(what["grades"], what["result"]) | reasons | _named(what["rests_on"])
    grades = unanimous(last)
    return _as_fields(grades, _proposed(inspection, grades)) | _cited(grades, last)


def _proposed(inspection: Inspection, grades: Mapping[str, str]) -> str | None:
    """What the policy proposes, if it can say anything."""
    proposal = deliberate(inspection, grades).proposal
    return proposal.proposed if proposal else None


def _as_fields(grades: Mapping[str, str], result: str | None) -> dict[str, Any]:
    return {f"grade_{name}": grade for name, grade in grades.items()} | {"result": result or ""}


def _cited(grades: Mapping[str, str], last: Views) -> dict[str, Any]:
    """The findings that those who think so cite, ticked."""
    return _named({name: asdict(evidence_of(name, grade, last.get(name, ()))) for name, grade in grades.items()})


def _named(cited: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    ticked = {f"for_{name}": list(each["findings"]) for name, each in cited.items()}
    return ticked | {f"against_{name}": list(each["findings_against"]) for name, each in cited.items()}


def _context(inspection: Inspection, last: Views, known: Citable, form: DecideForm) -> dict[str, Any]:
    framework, names = known.framework, names_of_authors(standing_of(inspection))
    titles = {each.id: each.title for each in framework.judging.judgements}
    notes = {name: evidence_of(name, grade, last.get(name, ())) for name, grade in form.grades.items()}
    return {
        "found": deliberate(inspection, form.grades), "policy": combination_of(inspection), "said": _says(framework),
        "lacking": not_settled(inspection, timezone.now()),
        "minority": [(names[view.by], titles[view.judgement], said(framework, view.judgement, view.grade))
                     for view in dissents(form.grades, last)],
        "views": {name: [(names[view.by], said(framework, name, view.grade)) for view in views]
                  for name, views in last.items()},
        "notes": {name: (len(each.supports), len(each.against)) for name, each in notes.items()},
    }  # fmt: skip


def _says(framework: Framework) -> Callable[[str | None], str]:
    """A proposed grade in the framework's words, or in those of another policy."""
    result = framework.judging.combination.result or ""
    titles = {grade: title for each in viewed(framework) for grade, title in choices_of(framework, each.id).items()}

    def says(grade: str | None) -> str:
        if grade is None:
            return "No overall grade"
        return (
            said_grade(framework.ref, result, grade).title if result else titles.get(grade, sentence(title_of(grade)))
        )

    return says
