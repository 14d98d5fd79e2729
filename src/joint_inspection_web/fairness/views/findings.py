"""Pages about findings: drafted on evidence, worded again, withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.evidence.findings import hearsay_in
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions import findings as actions
from joint_inspection_web.fairness.forms import FindingForm, OnlyForm, ReasonForm
from joint_inspection_web.fairness.items import chosen_items, every_item, names_of, offer
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Finding, FindingVersion, Point
from joint_inspection_web.fairness.rules import inspected, may_find, may_put
from joint_inspection_web.fairness.views.shared import inspection_for, page, to
from joint_inspection_web.fairness.written import FindingIn
from joint_inspection_web.inspections.models import Inspection

Write = Callable[[FindingIn], FindingVersion]


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Draft a finding: first its criterion is chosen, then the evidence for it and against it."""
    inspection = inspection_for(request, ref, may_find)
    criterion = request.GET.get("criterion", "")
    if criterion not in {each.id for each in find(inspection.framework).criteria}:
        return _choose(request, inspection)

    def write(says: FindingIn) -> FindingVersion:
        return actions.draft(inspection, says=says, by=request.user, at=timezone.now())

    return _written(request, inspection, criterion, write, initial={}, finding=None)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def word_again(request: HttpRequest, ref: str, finding: str) -> HttpResponse:
    """Word a finding anew, or rest it on other evidence."""
    inspection = inspection_for(request, ref, may_find)
    found = get_object_or_404(Finding.objects.select_related("inspection"), inspection=inspection, ref=finding)
    before = actions.latest(found)
    said = Words(inspection).of(before)
    initial = {
        "text": said.get("text", ""), "waiver": said.get("waiver", ""), "about": before.about,
        "direction": before.direction, "supports": before.supports, "against": before.against,
    }  # fmt: skip

    def write(says: FindingIn) -> FindingVersion:
        return actions.word_again(found, says=says, by=request.user, at=timezone.now())

    return _written(request, inspection, before.criterion, write, initial=initial, finding=found)


@allow(is_inspector)
@require_safe
def finding(request: HttpRequest, ref: str, finding: str) -> HttpResponse:
    """One finding: what it says, what it rests on, whether it stands, and everything it said before."""
    inspection = inspection_for(request, ref, may_find)
    found = get_object_or_404(Finding, inspection=inspection, ref=finding)
    words, items, names = Words(inspection), every_item(inspection), names_of(inspection)
    now = actions.latest(found)
    value = actions.as_finding(now, words)
    shown = chosen_items(inspection, [*now.supports, *now.against], person=request.user)
    versions = found.versions.select_related("by", "waived_by").order_by("-pk")
    points = Point.objects.filter(finding=found).select_related("body", "reply")
    return page(
        request, inspection, "finding", found=found, now=now, said=words.of(now), gone=words.gone, shown=shown,
        hearsay=hearsay_in(value, items), problems=actions.problems_of(now, words, items, names), names=names,
        there={item.id for item in items}, versions=words.beside(versions), points=points,
        leads=may_put.test(request.user, inspection), form=ReasonForm(),
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def withdraw(request: HttpRequest, ref: str, finding: str) -> HttpResponse:
    """Take a finding back."""
    inspection = inspection_for(request, ref, may_find)
    found = get_object_or_404(Finding.objects.select_related("inspection"), inspection=inspection, ref=finding)
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.withdraw(found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return to("front", inspection)
    return page(request, inspection, "form", form=form, heading="Withdraw the finding", button="Withdraw it")


def _choose(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    noted = Counter(item.criterion for item in reading.every_item(inspection))
    rows = [(each, noted[each.id]) for each in find(inspection.framework).criteria]
    return page(request, inspection, "criterion", rows=rows)


def _written(
    request: HttpRequest, inspection: Inspection, criterion: str, write: Write, *, initial: dict[str, Any],
    finding: Finding | None,
) -> HttpResponse:  # fmt: skip
    known = reading.outlines(inspection, person=request.user)
    under = [item for item in known if item.criterion == criterion]
    kept = [id for key in ("supports", "against") for id in initial.get(key, ())]
    form = _form(request, initial, bodies=inspected(inspection), items=[*(item.id for item in under), *kept])
    if form.is_valid():
        try:
            version = write(FindingIn.sent({**form.cleaned_data, "criterion": criterion}))
            return to("finding", inspection, finding=version.finding.ref)
        except InvalidInput as error:
            show_problems(form, error)
        except NotPossible as error:
            form.add_error(None, str(error))
    only = OnlyForm(request.POST or request.GET, bodies=inspected(inspection))
    chosen = next(each for each in find(inspection.framework).criteria if each.id == criterion)
    return page(
        request, inspection, "finding_form", form=form, criterion=chosen, finding=finding, only=only,
        offer=offer(inspection, only.of(under), first=form.cited, person=request.user), names=names_of(inspection),
        leads=may_put.test(request.user, inspection), hidden=len(set(kept) - {item.id for item in known}),
    )  # fmt: skip


def _form(request: HttpRequest, initial: dict[str, Any], **choices: Any) -> FindingForm:
    """The form as it was sent; where only other evidence was asked for, with what was typed so far."""
    if "show" in request.POST:
        return FindingForm(initial=FindingForm.typed(request.POST), **choices)
    return FindingForm(request.POST or None, initial=initial, **choices)
