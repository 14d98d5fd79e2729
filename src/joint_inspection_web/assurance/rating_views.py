"""Pages about second ratings: what was drawn and who rates it, and the rater's own pages.

A rater comes in by their naming alone: they may have no other way to know of the inspection.
"""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.assurance import second as actions
from joint_inspection_web.assurance.choosing import could_be_drawn, could_rate, is_sealed, still_blind
from joint_inspection_web.assurance.compared import beside
from joint_inspection_web.assurance.forms import DrawForm, GradeForm, RaterForm, SealForm
from joint_inspection_web.assurance.models import Drawn, Query, SecondRater
from joint_inspection_web.assurance.queries import standings, unresolved
from joint_inspection_web.assurance.rules import could_rate as could_be_rater
from joint_inspection_web.assurance.rules import may_draw, rates_it
from joint_inspection_web.evidence.reading import outside_boxes
from joint_inspection_web.fairness.items import shown
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import assures_it
from joint_inspection_web.judgements.policy import choices_of, is_told_in_words, said


@allow(could_be_rater)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What waits for quality assurance across inspections, and what somebody is asked to rate."""
    draws = may_draw.test(request.user)
    mine = SecondRater.objects.filter(person=request.user).select_related("drawn__inspection")
    known = Inspection.objects.visible_to(request.user)
    asked = known.filter(pk__in=Query.objects.values("inspection")) if draws else []
    queried = [(each, len(unresolved(standings(each)))) for each in asked if assures_it.test(request.user, each)]
    drawn = Drawn.objects.filter(inspection__in=known).select_related("inspection") if draws else []
    return render(request, "assurance/quality.html", {
        "draws": draws, "queried": queried, "said_ref": said_ref,
        "mine": [(each, is_sealed(each)) for each in mine if rates_it.test(request.user, each)],
        "drawn": [(each, (last := each.raters.last()), last is not None and is_sealed(last)) for each in drawn],
    })  # fmt: skip


@allow(may_draw)
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Draw inspections that were decided for a second rating."""
    refs = sorted(set(could_be_drawn(request.user).order_by().values_list("framework", flat=True)))
    form = DrawForm(request.POST or None, versions={ref: said_ref(ref) for ref in refs})
    if done(form, lambda: actions.draw(**form.cleaned_data, **now_by(request))):
        return redirect("quality:front")
    return render(request, "assurance/draw.html", {"form": form, "any": bool(refs)})


@allow(may_draw)
@require_http_methods(["GET", "POST"])
def drawn(request: HttpRequest, drawn: str) -> HttpResponse:
    """One inspection that was drawn: who rates it, and both ratings once both are in."""
    known = Inspection.objects.visible_to(request.user)
    found = get_object_or_404(Drawn.objects.select_related("inspection", "draw"), ref=drawn, inspection__in=known)
    rater = found.raters.select_related("person").last()
    sealed = rater is not None and is_sealed(rater)
    blind = found.inspection_id in still_blind(request.user)
    form = RaterForm(request.POST or None, people=could_rate(found.inspection))
    if done(form, lambda: actions.name_rater(found, **form.cleaned_data, **now_by(request))):
        return redirect("quality:drawn", drawn=drawn)
    return render(request, "assurance/drawn.html", {
        "found": found, "rater": rater, "sealed": sealed, "inspection": found.inspection,
        "form": None if sealed else form, "beside": beside(rater) if sealed and not blind else [],
    })  # fmt: skip


@allow(could_be_rater)
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest, rater: str) -> HttpResponse:
    """One's own second rating: how far it is, and sealing it."""
    mine = _mine(request, rater)
    inspection, sealed = mine.drawn.inspection, is_sealed(mine)
    framework, drafts = find(inspection.framework), actions.drafts_of(mine)
    form = SealForm(request.POST or None)
    if done(form, lambda: actions.seal(mine, **form.cleaned_data, **now_by(request))):
        return redirect("quality:second", rater=rater)
    rows = [(name, title, said(framework, name, drafts[name]["grade"]) if name in drafts else "")
            for name, title in actions.to_rate(inspection).items()]  # fmt: skip
    return render(request, "assurance/second.html", {
        "mine": mine, "inspection": inspection, "rows": rows, "sealed": sealed, "form": None if sealed else form,
        "beside": beside(mine) if sealed else [], "gone": Words(inspection).gone, "said_ref": said_ref,
    })  # fmt: skip


@allow(could_be_rater)
@require_http_methods(["GET", "POST"])
def judgement(request: HttpRequest, rater: str, judgement: str) -> HttpResponse:
    """One judgement: its evidence, once the rater opened it, and what they think."""
    mine = _mine(request, rater)
    inspection = mine.drawn.inspection
    title = actions.to_rate(inspection).get(judgement)
    if title is None or is_sealed(mine):
        raise Http404
    if "open" in request.POST:
        actions.open_evidence(mine, judgement=judgement, **now_by(request))
        return redirect("quality:judgement", rater=rater, judgement=judgement)
    framework = find(inspection.framework)
    form = GradeForm(
        request.POST or None, grades=choices_of(framework, judgement), initial=actions.drafts_of(mine).get(judgement)
    )
    if is_told_in_words(framework, judgement):
        form.fields["grade"].label = "How grave is what was found"
    if done(form, lambda: actions.draft(mine, judgement=judgement, **form.cleaned_data, **now_by(request))):
        return redirect("quality:second", rater=rater)
    under = {each.id: each.title for each in framework.criteria if each.judgement == judgement}
    under = under or {each.id: each.title for each in framework.criteria}
    opened = _opened_today(mine, judgement, at=timezone.now())
    items = shown(inspection, outside_boxes(inspection, criteria=under)) if opened else []
    return render(request, "assurance/judgement.html", {
        "mine": mine, "inspection": inspection, "title": title, "form": form, "opened": opened,
        "by_criterion": [(name, [each for each in items if each.item.criterion == id]) for id, name in under.items()],
        "number": len(items),
    })  # fmt: skip


def _mine(request: HttpRequest, ref: str) -> SecondRater:
    """One's own naming as a second rater; nothing is found where it is somebody else's."""
    found = SecondRater.objects.select_related("drawn__inspection", "drawn__draw").filter(ref=ref).first()
    if found is None or not rates_it.test(request.user, found):
        raise Http404
    return found


def _opened_today(rater: SecondRater, judgement: str, *, at: datetime) -> bool:
    """Words are open for the day on which they were opened."""
    last = rater.openings.filter(judgement=judgement).last()
    return last is not None and timezone.localdate(last.at) == timezone.localdate(at)
