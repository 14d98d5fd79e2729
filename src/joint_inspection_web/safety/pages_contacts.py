"""Whom to ring, area by area: entered by the lead or the area's own officer. The page begins at the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.areas import load_register
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.rules import leads_it
from joint_inspection_web.safety import contacts as actions
from joint_inspection_web.safety.forms import ContactForm
from joint_inspection_web.safety.rules import may_enter_contacts


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest, ref: str) -> HttpResponse:
    """Every office entered in this inspection; a form enters another."""
    inspection = get_inspection(request, ref)
    require(may_enter_contacts, request.user, inspection)
    form = ContactForm(request.POST or None, inspection=inspection)
    if done(form, lambda: actions.enter_contact(inspection, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("safety:contacts", ref=ref)
    context = {
        "inspection": inspection, "form": form, "missing": actions.missing(inspection),
        "entered": inspection.safety_contacts.filter(ended_at=None).select_related("entered_by", "confirmed_by"),
        "leads": leads_it.test(request.user, inspection),
        "areas": [*load_register().fictional, *load_register().active(timezone.localdate())],
    }  # fmt: skip
    return render(request, "safety/contacts.html", context)


@allow(is_signed_in)
@require_POST
def confirm(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A number was tried and is right."""
    inspection = get_inspection(request, ref)
    require(may_enter_contacts, request.user, inspection)
    contact = get_object_or_404(inspection.safety_contacts.select_related("inspection"), pk=number)
    actions.confirm_contact(contact, by=request.user, at=timezone.now())
    return redirect("safety:contacts", ref=ref)
