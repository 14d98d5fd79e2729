"""Pages about how agencies take up concerns about one another: by agency, and by case."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_signed_in
from joint_inspection_web.fairness.actions import escalation as actions
from joint_inspection_web.fairness.actions.looks import look
from joint_inspection_web.fairness.children import tracked
from joint_inspection_web.fairness.forms import ProcessForm, StepForm
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import CameOf, EscalationProcess, EscalationStep
from joint_inspection_web.fairness.rules import inspected, may_come_in, may_find, speaks_for_body
from joint_inspection_web.fairness.views.shared import inspection_for, page, to


@allow(is_inspector)
@require_safe
def escalation(request: HttpRequest, ref: str) -> HttpResponse:
    """For each agency: its process, how often it was used, and what the tracked cases show."""
    inspection = inspection_for(request, ref, may_find)
    bodies, words = inspected(inspection), Words(inspection)
    last = {row.body_id: row for row in EscalationProcess.objects.filter(inspection=inspection).order_by("pk")}
    steps = list(EscalationStep.objects.filter(inspection=inspection))
    raised = Counter(step.raised_by_id for step in steps if step.came_of != CameOf.NOT_RAISED)
    resolved = Counter(step.raised_by_id for step in steps if step.came_of == CameOf.RESOLVED)
    missed = Counter(step.raised_by_id for step in steps if step.came_of == CameOf.NOT_RAISED)
    rows = [
        (body, last.get(body.pk), words.of(last[body.pk]) if body.pk in last else {},
         raised[body.pk], resolved[body.pk], missed[body.pk])
        for body in bodies
    ]  # fmt: skip
    asked = [each for each in find(inspection.framework).criteria if "escalation" in each.shared]
    return page(request, inspection, "escalation", rows=rows, asked=asked, steps=len(steps))


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def process(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """How one agency raises concerns with others: told by its own officer, or seen by an inspector."""
    inspection = inspection_for(request, ref, may_come_in)
    body = next((each for each in inspected(inspection) if each.pk == number), None)
    if body is None or not (may_find.test(request.user, inspection) or speaks_for_body.test(request.user, body)):
        raise Http404
    words = Words(inspection)
    rows = list(EscalationProcess.objects.filter(inspection=inspection, body=body).select_related("by").order_by("-pk"))
    form = ProcessForm(request.POST or None, initial=_as_said(rows[0], words) if rows else {})

    def act() -> object:
        return actions.note_process(body, **form.cleaned_data, by=request.user, at=timezone.now())

    if done(form, act):
        return to("escalation" if may_find.test(request.user, inspection) else "front", inspection)
    return page(request, inspection, "process", form=form, body=body, rows=words.beside(rows),
                gone=words.gone if rows else "")  # fmt: skip


def _as_said(row: EscalationProcess, words: Words) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("exists", "used", "resolved", "months")} | words.of(row)


@allow(is_inspector)
@require_safe
def cases(request: HttpRequest, ref: str) -> HttpResponse:
    """The trail in each tracked case: who raised what, by which route, when, and what came of it."""
    inspection = inspection_for(request, ref, may_find)
    words, by_child = Words(inspection), defaultdict(list)
    rows = EscalationStep.objects.filter(inspection=inspection).select_related("raised_by", "raised_with", "by")
    for row, said in words.beside(rows):
        on = date.fromisoformat(said["raised_on"]) if said.get("raised_on") else None
        by_child[said.get("child", "")].append((row, said, on))
    for steps in by_child.values():
        steps.sort(key=lambda each: (each[2] or date.max, each[0].pk))
    children = tracked(inspection)
    if opened := [child for child in by_child if child]:
        look(inspection, children=opened, purpose="Escalation in each case", by=request.user, at=timezone.now())
    without = [child for child in children if child not in by_child]
    return page(request, inspection, "cases", by_child=dict(by_child), without=without, children=children,
                gone=words.gone if by_child else "")  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, ref: str) -> HttpResponse:
    """Note one step of the trail in a tracked case."""
    inspection = inspection_for(request, ref, may_find)
    form = StepForm(request.POST or None, bodies=inspected(inspection), children=tracked(inspection))

    def act() -> object:
        return actions.note_step(inspection, **form.cleaned_data, by=request.user, at=timezone.now())

    if done(form, act):
        return to("cases", inspection)
    return page(
        request, inspection, "form", form=form, heading="Note who took up a concern", button="Note it",
        back={"name": "cases", "text": "Escalation in each case"},
        intro=["What one agency did about another’s part in this child’s case, or ought to have done."],
    )  # fmt: skip
