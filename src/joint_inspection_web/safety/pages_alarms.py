"""Pages for a child at risk: the first one, the report, and what is done about each alarm. Each begins at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by, show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.safety import alarms as actions
from joint_inspection_web.safety.cases import counted, overdue, visible_cases
from joint_inspection_web.safety.clock import still_due
from joint_inspection_web.safety.contacts import contacts_of, missing
from joint_inspection_web.safety.door import inspection_to_tell_of
from joint_inspection_web.safety.forms import ReceiptForm, ReportForm, SaysForm, ToldForm
from joint_inspection_web.safety.models import Alarm, Contact
from joint_inspection_web.safety.routing import is_kept, to_tell
from joint_inspection_web.safety.rules import (
    may_enter_contacts,
    may_follow_up,
    may_handle_alarm,
    may_identify,
    may_raise,
    may_refer_back,
    may_see_safety,
)
from joint_inspection_web.safety.words import Words


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Children at risk, whom to ring, cases referred back; for an agency's officer its contacts and its cases alone."""
    inspection = get_inspection(request, ref)
    require(may_see_safety, request.user, inspection)
    now, on_team = timezone.now(), may_raise.test(request.user, inspection)
    found = actions.visible_alarms(inspection, person=request.user)
    cases = visible_cases(inspection, person=request.user)
    alarms = [(one, still_due(one, one.steps.all(), now=now)) for one in found]
    context = {
        "inspection": inspection, "on_team": on_team, "missing": missing(inspection),
        "contacts": contacts_of(inspection, inspection.area),
        "alarms": alarms, "cases": [(one, overdue(one, now=now)) for one in cases],
        "counted": counted(inspection, at_risk=len(alarms)) if on_team else None,
        "may_refer": may_refer_back.test(request.user, inspection),
        "may_enter": may_enter_contacts.test(request.user, inspection),
    }  # fmt: skip
    return render(request, "safety/front.html", context)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """A child is at risk: one short form, at any stage."""
    inspection = inspection_to_tell_of(request, ref)
    contacts = contacts_of(inspection, inspection.area)
    form = ReportForm(request.POST or None, inspection=inspection, writer=request.user, contacts=contacts)
    if form.is_valid():
        said = form.what()
        try:
            made = actions.raise_alarm(inspection, report=said, by=request.user, at=timezone.now())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            if not may_raise.test(request.user, inspection):
                return _raised(request, made, contacts_of(inspection, made.area))
            if made.sealed:
                return redirect("safety:alarm", ref=ref, alarm=made.ref)
            return _alarm(request, made, words=said.words)
    areas = [*load_register().fictional, *load_register().active(timezone.localdate())]
    context = {"inspection": inspection, "form": form, "contacts": contacts, "areas": areas}
    return render(request, "safety/report.html", context)


def _raised(request: HttpRequest, made: Alarm, contacts: list[Contact]) -> HttpResponse:
    """Whom to tell now, for somebody who stands back: the team does the rest."""
    kept = [one.contact for one in made.kept_from.select_related("contact") if one.contact]
    offices = to_tell(made, contacts, kept=kept, at=timezone.now())
    return render(request, "safety/raised.html", {"inspection": made.inspection, "alarm": made, "to_tell": offices})


@allow(is_signed_in)
@require_safe
def alarm(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """One alarm: whom to tell now, what was done, what is due."""
    found = _get_alarm(request, ref, alarm)
    if found.raised_by_id != request.user.pk:
        actions.read_alarm(found, by=request.user, at=timezone.now())
    words = Words(found.inspection).open(found.sealed, about=actions.about(found))
    return _alarm(request, found, words=words)


@allow(is_signed_in)
@require_POST
def told(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """Somebody was told."""
    found = _get_alarm(request, ref, alarm)
    form = ToldForm(request.POST, offices=contacts_of(found.inspection, found.area))
    return _done(request, found, form, "told_form", lambda: actions.note_told(found, **form.what(), **now_by(request)))


@allow(is_signed_in)
@require_POST
def receipt(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """Somebody took it."""
    found, form = _get_alarm(request, ref, alarm), ReceiptForm(request.POST, prefix="receipt")
    return _done(
        request, found, form, "receipt_form",
        lambda: actions.note_receipt(found, **form.cleaned_data, **now_by(request)),
    )  # fmt: skip


@allow(is_signed_in)
@require_POST
def follow_up(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """A senior inspector follows up."""
    found, form = _get_alarm(request, ref, alarm), SaysForm(request.POST, prefix="follow")
    require(may_follow_up, request.user, found)
    return _done(
        request, found, form, "follow_form", lambda: actions.follow_up(found, **form.cleaned_data, **now_by(request))
    )


@allow(is_signed_in)
@require_POST
def close(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """A senior inspector closes it."""
    found, form = _get_alarm(request, ref, alarm), SaysForm(request.POST, prefix="close")
    require(may_follow_up, request.user, found)
    return _done(
        request, found, form, "close_form", lambda: actions.close_alarm(found, **form.cleaned_data, **now_by(request))
    )


@allow(is_signed_in)
@require_POST
def identify(request: HttpRequest, ref: str, alarm: str) -> HttpResponse:
    """Which child it is, by the area's own identifiers, shown once."""
    found = _get_alarm(request, ref, alarm)
    own = actions.identify(found, by=request.user, at=timezone.now())
    return render(request, "safety/identify.html", {"inspection": found.inspection, "alarm": found, "own": own})


def _get_alarm(request: HttpRequest, ref: str, alarm: str) -> Alarm:
    """An alarm that the person may handle; for anybody else there is none."""
    inspection = get_inspection(request, ref)
    found = actions.visible_alarms(inspection, person=request.user).filter(ref=alarm).first()
    if found is None or not may_handle_alarm.test(request.user, found):
        raise Http404
    return found


def _done(request: HttpRequest, found: Alarm, form: Form, name: str, act: Callable[[], Any]) -> HttpResponse:
    """Do it and show the alarm again, or say beside the fields what is wrong."""
    if done(form, act):
        return redirect("safety:alarm", ref=found.inspection.ref, alarm=found.ref)
    words = Words(found.inspection).open(found.sealed, about=actions.about(found))
    return _alarm(request, found, words=words, **{name: form})


def _alarm(request: HttpRequest, found: Alarm, *, words: dict[str, str] | None, **forms: Form) -> HttpResponse:
    inspection, now = found.inspection, timezone.now()
    contacts = contacts_of(inspection, found.area)
    kept = [one.contact for one in found.kept_from.select_related("contact") if one.contact]
    steps = list(found.steps.select_related("contact", "by"))
    offices = [one for one in contacts if not is_kept(one, kept)]
    context: dict[str, Any] = {
        "inspection": inspection, "alarm": found, "words": words,
        "to_tell": to_tell(found, contacts, kept=kept, at=now), "due": still_due(found, steps, now=now),
        "steps": actions.opened_steps(found, steps, Words(inspection)),
        "kept": found.kept_from.select_related("person", "contact"),
        "may_follow": may_follow_up.test(request.user, found), "may_identify": may_identify.test(request.user, found),
        "told_form": ToldForm(offices=offices), "receipt_form": ReceiptForm(prefix="receipt"),
        "follow_form": SaysForm(prefix="follow"), "close_form": SaysForm(prefix="close"),
    } | forms  # fmt: skip
    context["has_errors"] = any(form.errors for form in forms.values())
    return render(request, "safety/alarm.html", context)
