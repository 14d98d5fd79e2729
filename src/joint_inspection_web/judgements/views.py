"""Pages about judging together. Each begins at the door, and looks at nobody else's views before the reveal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import actions, asking
from joint_inspection_web.judgements.blind import Standing, drafts_of, has_sealed, is_waived, standing_of
from joint_inspection_web.judgements.checking import check, citable
from joint_inspection_web.judgements.decided import decided_of
from joint_inspection_web.judgements.forms import AskForm, WaitForm
from joint_inspection_web.judgements.models import Asked
from joint_inspection_web.judgements.policy import combination_of, frozen, said, viewed
from joint_inspection_web.judgements.possible import STAGES
from joint_inspection_web.judgements.revealed import beside_one_another
from joint_inspection_web.judgements.rules import could_judge, may_decide, may_judge, may_see_judging
from joint_inspection_web.judgements.shared import inspection_for, page


@allow(could_judge)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """How the result is made, one's own first views, and after the reveal everybody's beside one another."""
    return _front(request, inspection_for(request, ref, may_see_judging))


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for first views; from then on nobody is exchanged."""
    inspection = inspection_for(request, ref, may_decide)
    people = asking.who_could(inspection)
    usual = find(inspection.framework).judging.blind_first_views
    form = AskForm(request.POST or None, people=people, initial={"how": usual})
    if done(form, lambda: asking.ask_for_views(inspection, **form.asked, **now_by(request))):
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
        actions.seal_views(inspection, **now_by(request))
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
    if done(form, lambda: asking.wait_no_longer(inspection, asked, **form.cleaned_data, **now_by(request))):
        return redirect("judgements:front", ref=ref)
    return page(request, inspection, "wait", form=form, asked=asked)


def _front(request: HttpRequest, inspection: Inspection, *, problems: list[str] | None = None) -> HttpResponse:
    standing, words = standing_of(inspection), Words(inspection)
    mine, revealed = standing.of(request.user), standing.is_revealed
    decided = decided_of(inspection, words, standing) if revealed else None
    return page(
        request, inspection, "front", standing=standing, mine=mine, sealed=has_sealed(mine), gone=words.gone,
        waived={each.pk: words.of(each.waiver).get("reason", "") for each in standing.asked if is_waived(each)},
        own=_own(standing, mine, words, inspection) if mine and not revealed else [],
        policy=frozen(inspection), combination=combination_of(inspection), problems=problems or [],
        table=beside_one_another(inspection, standing, words, reader=request.user,
                                 decided=decided["says"]["grades"] if decided else {}) if revealed else None,
        possible=inspection.stage in STAGES, decided=decided,
    )  # fmt: skip


def _own(standing: Standing, mine: Asked, words: Words, inspection: Inspection) -> list[dict[str, Any]]:
    """One's own judgements, and how far each is."""
    drafts, known = drafts_of(mine, words), citable(inspection, words=words, person=mine.person)
    return [
        {
            "judgement": each,
            "grade": said(known.framework, each.id, drafts[each.id].grade) if each.id in drafts else "",
            "ready": each.id in drafts and not check(drafts[each.id], known),
        }
        for each in viewed(known.framework, inspectorate=mine.inspectorate)
    ]
