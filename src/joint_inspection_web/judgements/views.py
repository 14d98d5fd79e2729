"""Pages about judging together. Each begins at the door, and looks at nobody else's views before the reveal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rules import Predicate

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Judgement
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.fairness.forms import OnlyForm
from joint_inspection_web.fairness.items import chosen_items, offer
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.rules import inspected
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import actions
from joint_inspection_web.judgements.blind import (
    Standing,
    drafts_of,
    first_views,
    has_sealed,
    is_waived,
    last_views,
    standing_of,
)
from joint_inspection_web.judgements.decided import decided_of
from joint_inspection_web.judgements.forms import AskForm, ViewForm, WaitForm
from joint_inspection_web.judgements.models import Asked
from joint_inspection_web.judgements.policy import choices_of, combination_of, frozen, is_told_in_words, said, viewed
from joint_inspection_web.judgements.revealed import agreement_of, movements_of, names_of_authors
from joint_inspection_web.judgements.rules import could_judge, may_decide, may_judge, may_see_judging


@allow(could_judge)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """How the result is made, one's own first views, and after the reveal everybody's beside one another."""
    inspection = inspection_for(request, ref, may_see_judging)
    return _front(request, inspection)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for first views; from then on nobody is exchanged."""
    inspection = inspection_for(request, ref, may_decide)
    people = actions.who_could(inspection)
    usual = find(inspection.framework).judging.blind_first_views
    form = AskForm(request.POST or None, people=people, initial={"how": usual})
    if done(form, lambda: actions.ask_for_views(inspection, **form.asked, by=request.user, at=timezone.now())):
        return redirect("judgements:front", ref=ref)
    taking_part = [body.code for body in inspection.bodies.all() if body.kind == "inspectorate"]
    without = [sentence(title_of(code)) for code in taking_part if code not in people]
    return page(request, inspection, "ask", form=form, without=without)


@allow(is_inspector)
@require_POST
def seal(request: HttpRequest, ref: str) -> HttpResponse:
    """Seal all of one's own first views."""
    inspection = inspection_for(request, ref, may_judge)
    try:
        actions.seal_views(inspection, by=request.user, at=timezone.now())
    except InvalidInput as error:
        return _front(request, inspection, problems=[each.says for each in error.problems])
    return redirect("judgements:front", ref=ref)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def wait_no_longer(request: HttpRequest, ref: str, who: str) -> HttpResponse:
    """Wait no longer for the first views of somebody who cannot give them."""
    inspection = inspection_for(request, ref, may_decide)
    asked = next((each for each in standing_of(inspection).asked if each.person.ref == who), None)
    if asked is None:
        raise Http404
    form = WaitForm(request.POST or None)
    if done(form, lambda: actions.wait_no_longer(inspection, asked, **form.cleaned_data, by=request.user,
                                                 at=timezone.now())):  # fmt: skip
        return redirect("judgements:front", ref=ref)
    return page(request, inspection, "wait", form=form, asked=asked)


@allow(could_judge)
@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, ref: str, judgement: str) -> HttpResponse:
    """One judgement: one's own view while it is written; after the reveal everybody's, and what one thinks then."""
    inspection = inspection_for(request, ref, may_judge)
    found = next((each for each in viewed(find(inspection.framework)) if each.id == judgement), None)
    if found is None:
        raise Http404
    standing = standing_of(inspection)
    mine = standing.of(request.user)
    owes = mine is not None and found in viewed(find(inspection.framework), inspectorate=mine.inspectorate)
    writes = owes and (standing.is_revealed or not has_sealed(mine))
    if request.method == "POST" or writes:
        return _written(request, inspection, found, standing)
    return _shown(request, inspection, found, standing)


def _written(request: HttpRequest, inspection: Inspection, judgement: Judgement, standing: Standing) -> HttpResponse:
    """The form of one's own view: a draft, or what one thinks after the reveal."""
    framework, words, again = find(inspection.framework), Words(inspection), standing.is_revealed
    under = {each.id for each in framework.criteria if each.judgement == judgement.id}
    known = outlines(inspection, person=request.user)
    items = [item for item in known if item.criterion in under] if under else list(known)
    before = _mine(request, standing, judgement, words)
    initial = {"grade": before.grade, "supports": before.supports, "against": before.against,
               "because": "" if again else before.because} if before else {}  # fmt: skip
    kept = [*before.supports, *before.against] if before else []
    form = _form(
        request, initial, grades=choices_of(framework, judgement.id), items=[*(item.id for item in items), *kept],
        in_words=is_told_in_words(framework, judgement.id),
    )  # fmt: skip
    act = actions.give_again if again else actions.draft

    def write() -> None:
        given = form.cleaned_data
        view = View(
            judgement=judgement.id, by="", grade=given["grade"] or None, supports=tuple(given["supports"]),
            against=tuple(given["against"]), because=given["because"],
        )  # fmt: skip
        act(inspection, view=view, by=request.user, at=timezone.now())

    if done(form, write):
        return redirect("judgements:view", ref=inspection.ref, judgement=judgement.id)
    only = OnlyForm(request.POST or request.GET, bodies=inspected(inspection))
    mine = standing.of(request.user)
    missing = actions.check(inspection, before, person=request.user) if before and not again and mine else ()
    return page(
        request, inspection, "write", form=form, judgement=judgement, again=again, kept=before is not None,
        only=only, offer=offer(inspection, only.of(items), first=form.cited, person=request.user), missing=missing,
        views=_views(request, inspection, judgement, standing, words),
    )  # fmt: skip


def _mine(request: HttpRequest, standing: Standing, judgement: Judgement, words: Words) -> View | None:
    mine = standing.of(request.user)
    if mine is None:
        return None
    if not standing.is_revealed:
        return drafts_of(mine, words).get(judgement.id)
    found = last_views(standing, words, reader=request.user).get(judgement.id, ())
    return next((each for each in found if each.by == mine.author), None)


def _form(request: HttpRequest, initial: dict[str, Any], **choices: Any) -> ViewForm:
    """The form as it was sent; where only other evidence was asked for, with what was typed so far."""
    if "show" in request.POST:
        return ViewForm(initial=ViewForm.typed(request.POST), **choices)
    return ViewForm(request.POST or None, initial=initial, **choices)


def _shown(request: HttpRequest, inspection: Inspection, judgement: Judgement, standing: Standing) -> HttpResponse:
    views = _views(request, inspection, judgement, standing, Words(inspection))
    return page(request, inspection, "view", judgement=judgement, views=views, is_revealed=standing.is_revealed)


def _views(
    request: HttpRequest, inspection: Inspection, judgement: Judgement, standing: Standing, words: Words
) -> list[dict[str, Any]]:
    """The views of one judgement that somebody may read, with the evidence cited as far as they may know of it."""
    if standing.round is None:
        return []
    found = first_views(standing, words, reader=request.user).get(judgement.id, ())
    last = {view.by: view for view in last_views(standing, words, reader=request.user).get(judgement.id, ())}
    cited = [id for view in (*found, *last.values()) for id in (*view.supports, *view.against)]
    shown = chosen_items(inspection, cited, person=request.user)
    framework, names = find(inspection.framework), names_of_authors(standing)
    return [
        {
            "name": names[view.by], "grade": said(framework, judgement.id, view.grade), "because": view.because,
            "supports": [shown[id] for id in view.supports if id in shown],
            "against": [shown[id] for id in view.against if id in shown],
            "hidden": sum(id not in shown for id in (*view.supports, *view.against)),
            "later": last[view.by] if last[view.by] != view else None,
            "later_grade": said(framework, judgement.id, last[view.by].grade),
        }
        for view in found
    ]  # fmt: skip


def _front(request: HttpRequest, inspection: Inspection, *, problems: list[str] | None = None) -> HttpResponse:
    standing, words = standing_of(inspection), Words(inspection)
    mine = standing.of(request.user)
    framework = find(inspection.framework)
    return page(
        request, inspection, "front", standing=standing, mine=mine, sealed=has_sealed(mine), gone=words.gone,
        waived={each.pk: words.of(each.waiver).get("reason", "") for each in standing.asked if is_waived(each)},
        own=_own(standing, mine, words, inspection) if mine and not standing.is_revealed else [],
        policy=frozen(inspection), combination=combination_of(inspection), problems=problems or [],
        titles={each.id: each.title for each in framework.judging.judgements},
        table=_table(request, inspection, standing, words) if standing.is_revealed else None,
        possible=inspection.stage in actions.STAGES,
        decided=decided_of(inspection, words, standing) if standing.is_revealed else None,
    )  # fmt: skip


def _own(standing: Standing, mine: Asked, words: Words, inspection: Inspection) -> list[dict[str, Any]]:
    """One's own judgements, and how far each is."""
    framework, drafts = find(inspection.framework), drafts_of(mine, words)
    items = outlines(inspection, person=mine.person)
    return [
        {
            "judgement": each,
            "grade": said(framework, each.id, drafts[each.id].grade) if each.id in drafts else "",
            "ready": each.id in drafts and not actions.checked(drafts[each.id], items, framework),
        }
        for each in viewed(framework, inspectorate=mine.inspectorate)
    ]  # fmt: skip


def _table(request: HttpRequest, inspection: Inspection, standing: Standing, words: Words) -> dict[str, Any]:
    """Judgement by author: the first view, and where it moved to."""
    framework = find(inspection.framework)
    first = first_views(standing, words, reader=request.user)
    last = last_views(standing, words, reader=request.user)
    names = names_of_authors(standing)
    rows = []
    for each in viewed(framework):
        before = {view.by: view for view in first.get(each.id, ())}
        now = {view.by: view for view in last.get(each.id, ())}
        cells = [
            {"first": said(framework, each.id, before[by].grade),
             "now": said(framework, each.id, now[by].grade) if now[by].grade != before[by].grade else ""}
            if by in before else None
            for by in names
        ]  # fmt: skip
        rows.append({"judgement": each, "cells": cells})
    return {
        "names": list(names.values()), "rows": rows, "agreement": agreement_of(framework, first),
        "moved": movements_of(framework, first, last),
    }  # fmt: skip


def inspection_for(request: HttpRequest, ref: str, rule: Predicate) -> Inspection:
    """The inspection, for somebody whom the rule lets in."""
    inspection = get_inspection(request, ref)
    require(rule, request.user, inspection)
    return inspection


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    shared = {
        "inspection": inspection, "framework": find(inspection.framework),
        "leads": may_decide.test(request.user, inspection), "judges": may_judge.test(request.user, inspection),
    }  # fmt: skip
    return render(request, f"judgements/{name}.html", shared | context)
