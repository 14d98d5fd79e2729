"""Pages about queries of quality assurance on one inspection: all of them, a new one, and one with its answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_quality_assurance
from joint_inspection_web.assurance import queries
from joint_inspection_web.assurance.forms import QueryForm, TurnForm
from joint_inspection_web.assurance.models import About, Query, TurnKind
from joint_inspection_web.assurance.rules import asked_it, could_query, may_answer, may_ask, may_read_queries
from joint_inspection_web.design.words import day
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.views.shared import inspection_for
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.reports.rules import may_read

ACTS = {
    TurnKind.ANSWER: ("Answer", queries.answer),
    TurnKind.FURTHER: ("Ask further: something is still open", queries.ask_further),
    TurnKind.RESOLVED: ("Resolve it: the answer settles it", queries.resolve),
    TurnKind.WITHDRAWN: ("Withdraw it", queries.withdraw),
}


@allow(could_query)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Every query, those that stand in the way of publication first."""
    inspection = inspection_for(request, ref, may_read_queries)
    found, words = queries.standings(inspection), Words(inspection)
    rows = [(each, words.of(each.query).get("text", ""), what_about(each.query)) for each in found]
    return page(
        request, inspection, "front", rows=rows, open=len(queries.unresolved(found)), gone=words.gone if rows else "",
        asks=may_ask.test(request.user, inspection),
    )  # fmt: skip


@allow(is_quality_assurance)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask about a sentence of the draft, a finding or a judgement."""
    inspection = inspection_for(request, ref, may_ask)
    judgements = {each.id: each.title for each in find(inspection.framework).judging.judgements}
    form = QueryForm(
        request.POST or None, findings=findings_of(inspection), judgements=judgements, initial=_meant(request)
    )
    if done(form, lambda: queries.ask(inspection, **form.asked, **now_by(request))):
        return redirect("assurance:front", ref=ref)
    return page(request, inspection, "ask", form=form)


@allow(could_query)
@require_http_methods(["GET", "POST"])
def query(request: HttpRequest, ref: str, thread: str) -> HttpResponse:
    """One query with all that was said about it, and what may be done now."""
    inspection = inspection_for(request, ref, may_read_queries)
    found = get_object_or_404(Query.objects.select_related("inspection", "by"), inspection=inspection, ref=thread)
    standing, words = queries.standing_of(found), Words(inspection)
    choices = possible(request, standing)
    form = TurnForm(request.POST or None, choices=choices)

    def act() -> object:
        return ACTS[TurnKind(form.cleaned_data["does"])][1](found, text=form.cleaned_data["text"], **now_by(request))

    if done(form, act):
        return redirect("assurance:query", ref=ref, thread=thread)
    turns = [(turn, words.of(turn).get("text", "")) for turn in standing.turns]
    return page(
        request, inspection, "query", found=found, standing=standing, asked=words.of(found).get("text", ""),
        turns=turns, sentence=_sentence(request, found),
        form=form if choices or form.errors else None, what=what_about(found), gone=words.gone,
    )  # fmt: skip


def _sentence(request: HttpRequest, query: Query) -> str:
    """The sentence that a query is about, as it stands now, for whoever may read the draft."""
    if query.about != About.SENTENCE or not may_read.test(request.user, query.inspection):
        return ""
    return queries.sentence_of(query.inspection, query.which) or "It is not in the draft any more."


def possible(request: HttpRequest, standing: queries.Standing) -> list[tuple[str, str]]:
    """What somebody may do about a query now, the next step first."""
    inspection, does = standing.query.inspection, []
    if standing.is_closed or inspection.stage == PUBLISHED:
        return []
    if may_answer.test(request.user, inspection):
        does = [TurnKind.ANSWER]
    elif may_ask.test(request.user, inspection) and not standing.waits_for_team:
        does = [TurnKind.RESOLVED, TurnKind.FURTHER]
    elif asked_it.test(request.user, standing.query) and not standing.is_answered:
        does = [TurnKind.WITHDRAWN]
    return [(kind.value, ACTS[kind][0]) for kind in does]


def what_about(query: Query) -> str:
    """What a query is about, in words."""
    if query.about == About.SENTENCE:
        return f"Sentence {query.which} of the draft"
    if query.about == About.FINDING:
        return f"Finding: {findings_of(query.inspection).get(query.which, query.which)}"
    if query.about == About.JUDGEMENT:
        titles = {each.id: each.title for each in find(query.inspection.framework).judging.judgements}
        return f"Judgement: {titles.get(query.which, query.which)}"
    return "The inspection as a whole"


def findings_of(inspection: Inspection) -> dict[str, str]:
    """Findings by reference, told by their criterion and day: quality assurance reads no words about children."""
    titles = {each.id: each.title for each in find(inspection.framework).criteria}
    found = {}
    for finding in inspection.findings.prefetch_related("versions"):
        if last := max(finding.versions.all(), key=lambda each: each.pk, default=None):
            found[finding.ref] = f"{titles.get(last.criterion, last.criterion)}, {last.direction}, {day(last.at)}"
    return found


def _meant(request: HttpRequest) -> dict[str, str]:
    """What an address says the query is about: ``?about=sentence&which=s12``."""
    about, which = request.GET.get("about", ""), request.GET.get("which", "")
    return {"about": about, about: which} if about in (About.SENTENCE, About.FINDING, About.JUDGEMENT) else {}


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page about one inspection."""
    return render(request, f"assurance/{name}.html", {"inspection": inspection, **context})
