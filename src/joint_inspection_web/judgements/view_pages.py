"""The page of one judgement: one's own view while it is written, and everybody's after the reveal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Judgement
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.fairness.forms import OnlyForm
from joint_inspection_web.fairness.items import chosen_items, offer
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.rules import inspected
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import actions
from joint_inspection_web.judgements.blind import (
    CITED,
    Standing,
    drafts_of,
    first_views,
    has_sealed,
    last_views,
    standing_of,
)
from joint_inspection_web.judgements.checking import Citable, check, citable
from joint_inspection_web.judgements.forms import ViewForm
from joint_inspection_web.judgements.policy import choices_of, is_told_in_words, said, viewed
from joint_inspection_web.judgements.possible import STAGES
from joint_inspection_web.judgements.revealed import names_of_authors
from joint_inspection_web.judgements.rules import could_judge, may_judge
from joint_inspection_web.judgements.shared import inspection_for, page


@allow(could_judge)
@require_http_methods(["GET", "POST"])
def view(request: HttpRequest, ref: str, judgement: str) -> HttpResponse:
    """One judgement: one's own view while it is written; after the reveal everybody's, and what one thinks then."""
    inspection = inspection_for(request, ref, may_judge)
    found = next((each for each in viewed(find(inspection.framework)) if each.id == judgement), None)
    if found is None:
        raise Http404
    standing, words = standing_of(inspection), Words(inspection)
    mine = standing.of(request.user)
    known = citable(inspection, words=words, person=request.user)
    shown = {"judgement": found, "is_revealed": standing.is_revealed, "gone": words.gone,
             "views": _views(request, inspection, found, standing, words, known)}  # fmt: skip
    owes = mine is not None and found in viewed(known.framework, inspectorate=mine.inspectorate)
    open_now = owes and inspection.stage in STAGES and (standing.is_revealed or not has_sealed(mine))
    if request.method == "POST" or open_now:
        before = _mine(request, standing, found, words)
        return _written(request, inspection, shown, known, before)
    return page(request, inspection, "view", **shown)


def _written(
    request: HttpRequest, inspection: Inspection, shown: dict[str, Any], known: Citable, before: View | None
) -> HttpResponse:
    """The form of one's own view: a draft, or what one thinks after the reveal."""
    judgement, again = shown["judgement"], shown["is_revealed"]
    under = known.under(judgement.id)
    items = [item for item in known.items if item.criterion in under]
    form = _form(request, known, judgement, before, again=again)

    def write() -> None:
        act = actions.give_again if again else actions.draft
        act(inspection, view=_as_view(judgement, form.cleaned_data), **now_by(request))

    if done(form, write):
        return redirect("judgements:view", ref=inspection.ref, judgement=judgement.id)
    only = OnlyForm(request.POST or request.GET, bodies=inspected(inspection))
    return page(
        request, inspection, "write", form=form, again=again, kept=before is not None, only=only,
        offer=offer(inspection, only.of(items), first=form.cited, person=request.user), names=known.names,
        missing=check(before, known) if before and not again else (),
        findings=[each for each in known.findings if each.criterion in under], **shown,
    )  # fmt: skip


def _as_view(judgement: Judgement, given: dict[str, Any]) -> View:
    return View(
        judgement=judgement.id, by="", grade=given["grade"] or None, because=given["because"],
        **{name: tuple(given[name]) for name in CITED},
    )  # fmt: skip


def _mine(request: HttpRequest, standing: Standing, judgement: Judgement, words: Words) -> View | None:
    mine = standing.of(request.user)
    if mine is None:
        return None
    if not standing.is_revealed:
        return drafts_of(mine, words).get(judgement.id)
    found = last_views(standing, words, reader=request.user).get(judgement.id, ())
    return next((each for each in found if each.by == mine.author), None)


def _form(request: HttpRequest, known: Citable, judgement: Judgement, before: View | None, *, again: bool) -> ViewForm:
    """The form as it was sent; where only other evidence was asked for, with what was typed so far."""
    under = known.under(judgement.id)
    kept = [*before.supports, *before.against] if before else []
    choices: dict[str, Any] = {
        "grades": choices_of(known.framework, judgement.id),
        "items": [*(item.id for item in known.items if item.criterion in under), *kept],
        "findings": [each.id for each in known.findings if each.criterion in under],
        "in_words": is_told_in_words(known.framework, judgement.id),
    }
    if "show" in request.POST:
        return ViewForm(initial=ViewForm.typed(request.POST), **choices)
    initial = {name: getattr(before, name) for name in (*CITED, "grade")} if before else {}
    initial |= {"because": before.because} if before and not again else {}
    return ViewForm(request.POST or None, initial=initial, **choices)


def _views(
    request: HttpRequest, inspection: Inspection, judgement: Judgement, standing: Standing, words: Words, known: Citable
) -> list[dict[str, Any]]:
    """The views of one judgement that somebody may read, with what they cite as far as they may know of it."""
    if standing.round is None:
        return []
    first = {each.by: each for each in first_views(standing, words, reader=request.user).get(judgement.id, ())}
    last = {each.by: each for each in last_views(standing, words, reader=request.user).get(judgement.id, ())}
    names, views = names_of_authors(standing), [*first.values(), *last.values()]
    shown: dict[str, Any] = chosen_items(inspection, [id for each in views for id in (*each.supports, *each.against)],
                         person=request.user)  # fmt: skip
    cited = shown | {each.id: each for each in known.findings}
    return [
        {"name": names[by], "said": [
            _said(each, cited, later=later) | {"grade": said(known.framework, judgement.id, each.grade)}
            for each, later in ((first.get(by), False), (last[by] if last[by] != first.get(by) else None, True)) if each
        ]}
        for by in sorted(last)
    ]  # fmt: skip


def _said(view: View, known: dict[str, Any], *, later: bool) -> dict[str, Any]:
    return {
        "later": later, "because": view.because,
        "hidden": sum(id not in known for name in CITED for id in getattr(view, name)),
        **{name: [known[id] for id in getattr(view, name) if id in known] for name in CITED},
    }  # fmt: skip
