"""Pages for cases referred back: an inspector sends one, the agency's officer acknowledges and answers. Each begins at
the door."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import NotPossible
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.casedata.store import whose_are
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.safety import cases as actions
from joint_inspection_web.safety.forms import AnswerForm, CaseForm
from joint_inspection_web.safety.models import ReferredBack
from joint_inspection_web.safety.rules import answers_for, may_read_case, may_refer_back
from joint_inspection_web.safety.words import Words


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, ref: str) -> HttpResponse:
    """Send a child's case back."""
    inspection = get_inspection(request, ref)
    require(may_refer_back, request.user, inspection)
    form = CaseForm(request.POST or None, bodies=inspection.agencies)
    made: list[ReferredBack] = []
    now = {"by": request.user, "at": timezone.now()}
    if done(form, lambda: made.append(actions.refer_back(inspection, **form.what(), **now))):
        return redirect("safety:case", ref=ref, case=made[0].ref)
    return render(request, "safety/refer.html", {"inspection": inspection, "form": form})


@allow(is_signed_in)
@require_safe
def case(request: HttpRequest, ref: str, case: str) -> HttpResponse:
    """One case: what needs doing, by when, and what became of it."""
    found = _get_case(request, ref, case)
    if request.user.pk != found.by_id and not answers_for.test(request.user, found):
        actions.read_case(found, by=request.user, at=timezone.now())
    return _case(request, found)


@allow(is_signed_in)
@require_POST
def acknowledge(request: HttpRequest, ref: str, case: str) -> HttpResponse:
    """The agency has it."""
    found = _get_case(request, ref, case)
    actions.acknowledge(found, by=request.user, at=timezone.now())
    return redirect("safety:case", ref=ref, case=case)


@allow(is_signed_in)
@require_POST
def answer(request: HttpRequest, ref: str, case: str) -> HttpResponse:
    """The agency closes it."""
    found, form = _get_case(request, ref, case), AnswerForm(request.POST)
    require(answers_for, request.user, found)
    if done(form, lambda: actions.answer(found, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("safety:case", ref=ref, case=case)
    return _case(request, found, form=form)


@allow(is_signed_in)
@require_POST
def whose(request: HttpRequest, ref: str, case: str) -> HttpResponse:
    """Which child of the agency's own lists it is, for its officer; recorded."""
    found = _get_case(request, ref, case)
    require(answers_for, request.user, found)
    words = Words(found.inspection).open(found.sealed, about=actions.about(found))
    if words is None:
        raise NotPossible("The words of this case are gone, and the lists with them")
    child = words["child"].strip().lower()
    own = whose_are(found.inspection, [child], person=request.user, purpose="To act on a case referred back")
    return _case(request, found, own=own.get(child, "none of the children on your lists"))


def _get_case(request: HttpRequest, ref: str, case: str) -> ReferredBack:
    """A case that the person may read; for anybody else there is none."""
    inspection = get_inspection(request, ref)
    found = actions.visible_cases(inspection, person=request.user).filter(ref=case).first()
    if found is None or not may_read_case.test(request.user, found):
        raise Http404
    return found


def _case(request: HttpRequest, found: ReferredBack, **more: Any) -> HttpResponse:
    words = Words(found.inspection)
    form: Form = more.pop("form", None) or AnswerForm()
    context = {
        "inspection": found.inspection, "case": found, "form": form, "has_errors": form.errors, "own": None,
        "words": words.open(found.sealed, about=actions.about(found)),
        "answer": words.open(found.sealed_answer, about=f"{actions.about(found)} answer"),
        "answers": answers_for.test(request.user, found), "overdue": actions.overdue(found, now=timezone.now()),
    } | more  # fmt: skip
    return render(request, "safety/case.html", context)
