"""Pages for keeping and destroying: the register of child data, holds, early destruction, certificates.

The data protection officer sees which inspections hold lists, how often they were opened and until when they are kept;
the lists themselves stay closed to them.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_data_protection_officer, is_signed_in
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.forms import HoldForm, ReasonForm
from joint_inspection_web.casedata.models import Certificate, Key
from joint_inspection_web.casedata.rules import may_confirm, may_keep
from joint_inspection_web.inspections.models import Inspection


@allow(is_data_protection_officer)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every inspection for which lists were ever sent, or words kept; of one in the vault by reference alone."""
    keys = Key.objects.select_related("inspection").annotate(openings=Count("inspection__openings", distinct=True))
    held = {key.pk for key in keys.filter(inspection__holds__lifted_at=None, inspection__holds__isnull=False)}
    hidden = set(Inspection.objects.still_in_vault().values_list("pk", flat=True))
    return render(request, "casedata/register.html", {"keys": keys, "held": held, "hidden": hidden})


@allow(is_signed_in)
@require_safe
def kept(request: HttpRequest, ref: str) -> HttpResponse:
    """What is kept of one inspection, until when, who opened it, and how it ends."""
    return _kept(request, _get_key(request, ref))


@allow(is_data_protection_officer)
@require_POST
def place_hold(request: HttpRequest, ref: str) -> HttpResponse:
    """Stop everything of one inspection from being destroyed."""
    key, form = _get_key(request, ref), HoldForm(request.POST)
    if form.is_valid():
        destruction.place_hold(key.inspection, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("child_data:kept", ref=ref)
    return _kept(request, key, hold_form=form)


@allow(is_data_protection_officer)
@require_POST
def lift_hold(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Let the clock run again."""
    key, form = _get_key(request, ref), ReasonForm(request.POST, prefix=f"lift-{number}")
    hold = get_object_or_404(key.inspection.holds.select_related("inspection"), pk=number)
    if form.is_valid():
        destruction.lift_hold(hold, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("child_data:kept", ref=ref)
    return _kept(request, key, lift_form=form)


@allow(is_data_protection_officer)
@require_POST
def propose(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for an early destruction."""
    key, form = _get_key(request, ref), ReasonForm(request.POST, prefix="propose")
    if done(form, lambda: destruction.propose(key.inspection, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("child_data:kept", ref=ref)
    return _kept(request, key, propose_form=form)


@allow(is_signed_in)
@require_POST
def answer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Confirm or refuse what somebody else asked for."""
    key = _get_key(request, ref)
    proposal = get_object_or_404(key.inspection.destruction_proposals.select_related("inspection"), pk=number)
    if request.POST.get("answer") == "destroy":
        destruction.confirm(proposal, by=request.user, at=timezone.now())
    else:
        destruction.refuse(proposal, by=request.user, at=timezone.now())
    return redirect("child_data:kept", ref=ref)


@allow(is_signed_in)
@require_safe
def certificate(request: HttpRequest, ref: str, number: str) -> HttpResponse:
    """What was destroyed, when, by whom and under which rule; as a document for machines too."""
    key = _get_key(request, ref)
    found = get_object_or_404(Certificate.objects.select_related("inspection"), inspection=key.inspection, ref=number)
    if request.GET.get("form") == "json":
        return JsonResponse(found.content, json_dumps_params={"indent": 2})
    return render(request, "casedata/certificate.html", {"certificate": found, "inspection": key.inspection})


def _get_key(request: HttpRequest, ref: str) -> Key:
    """The key of an inspection, for the data protection officer and whoever leads it; else nothing is found."""
    key = Key.objects.select_related("inspection").filter(inspection__ref=ref).first()
    if key is None or not may_confirm.test(request.user, key.inspection):
        raise Http404
    return key


def _kept(request: HttpRequest, key: Key, **forms: Any) -> HttpResponse:
    inspection = key.inspection
    context = {
        "key": key, "inspection": inspection, "uploads": inspection.uploads.select_related("body"),
        "openings": inspection.openings.select_related("person"), "may_keep": may_keep.test(request.user),
        "holds": inspection.holds.select_related("placed_by", "lifted_by"),
        "proposal": inspection.destruction_proposals.filter(answered_at=None).select_related("asked_by").first(),
        "certificates": inspection.certificates.all(),
        "hold_form": HoldForm(), "propose_form": ReasonForm(prefix="propose"), "lift_form": None, **forms,
    }  # fmt: skip
    context["has_errors"] = any(form.errors for form in forms.values())
    return render(request, "casedata/kept.html", context)
