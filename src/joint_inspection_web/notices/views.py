"""Pages about who was told what: the board for inspectorates, each agency's own notice. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.inspections.letters import NOTHING_ASKED, as_text
from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.notices import actions, board, deferrals
from joint_inspection_web.notices.forms import ConfirmForm, ContactForm, ReceiptForm, RemindForm, SupplyForm
from joint_inspection_web.notices.models import Notice
from joint_inspection_web.notices.rules import (
    may_answer,
    may_decide,
    may_follow_up,
    may_name_contact,
    may_see_board,
    may_see_notices,
)
from joint_inspection_web.notices.told import addressees


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has received their notice and who has not; for an agency, its own."""
    inspection = _inspection(request, ref)
    sees_all = may_see_board.test(request.user, inspection)
    own = None if sees_all else speaks_for(request.user)
    requests = inspection.deferral_requests.select_related("body", "by", "decision__owner", "decision__by")
    shown = [one for one in requests.prefetch_related("decision__reviews") if own is None or one.body.code in own]
    today = timezone.localdate()
    return page(
        request, inspection, "board" if sees_all else "own",
        lines=board.lines(inspection, at=timezone.now(), bodies=own),
        requests=[(one, _overdue(one, inspection)) for one in shown], addressees=addressees(inspection),
        follows_up=may_follow_up.test(request.user, inspection), settings=notice_settings(), today=today,
        may_ask=inspection.stage in deferrals.MAY_ASK,
    )  # fmt: skip


def _overdue(asked: Any, inspection: Inspection) -> bool:
    decision = getattr(asked, "decision", None)
    return bool(decision) and board.is_overdue(decision, on=timezone.localdate(), stage=inspection.stage)


@allow(is_signed_in)
@require_safe
def due(request: HttpRequest, ref: str) -> HttpResponse:
    """What each agency was asked for, by when, and how far it is."""
    inspection = _inspection(request, ref)
    own = None if may_see_board.test(request.user, inspection) else speaks_for(request.user)
    lines = board.lines(inspection, at=timezone.now(), bodies=own)
    found = board.due(inspection, [line.notice for line in lines], on=timezone.localdate())
    lines.sort(key=lambda line: line.notice.pk)
    return page(request, inspection, "due", lines=lines, due=found, own=own, nothing=NOTHING_ASKED)


@allow(is_signed_in)
@require_safe
def told(request: HttpRequest, ref: str) -> HttpResponse:
    """Every notice there ever was, its receipt and reminders, and every contact named: who was told what, and when."""
    inspection = _inspection(request, ref)
    own = None if may_see_board.test(request.user, inspection) else speaks_for(request.user)
    notices = inspection.notices.select_related("body", "by", "receipt__by", "replaced_by")
    contacts = inspection.contacts.select_related("body", "entered_by")
    return page(
        request, inspection, "told",
        notices=[one for one in notices.prefetch_related("reminders__by") if own is None or one.body.code in own],
        contacts=[one for one in contacts if own is None or one.body.code in own], own=own,
    )  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, ref: str, notice: str) -> HttpResponse:
    """One agency's letter, word for word; the agency confirms that it has it."""
    inspection, found = get_notice(request, ref, notice)
    answers = may_answer.test(request.user, found.body)
    if request.method == "POST":
        require(may_answer, request.user, found.body)
    form = ConfirmForm(request.POST or None, initial={"who": request.user.name})
    if done(form, lambda: actions.confirm(found, **form.cleaned_data, **by(request))):
        return redirect("notices:letter", ref=ref, notice=notice)
    return page(
        request, inspection, "letter", notice=found, letter=found.letter, receipt=getattr(found, "receipt", None),
        form=form, replaced=getattr(found, "replaced_by", None), nothing=NOTHING_ASKED,
        may_confirm=answers and not hasattr(found, "receipt") and not hasattr(found, "replaced_by"),
    )  # fmt: skip


@allow(is_signed_in)
@require_safe
def text(request: HttpRequest, ref: str, notice: str) -> HttpResponse:
    """The letter in plain text, to send it in another way."""
    _, found = get_notice(request, ref, notice)
    response = HttpResponse(as_text(found.letter), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notice-{found.ref}.txt"'
    return response


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, ref: str, notice: str) -> HttpResponse:
    """Note that an agency said it has its notice."""
    inspection, found = get_notice(request, ref, notice)
    require(may_follow_up, request.user, inspection)
    form = ReceiptForm(request.POST or None)
    if done(form, lambda: actions.note_receipt(found, **form.cleaned_data, **by(request))):
        return redirect("notices:front", ref=ref)
    return page(request, inspection, "receipt", notice=found, form=form)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, ref: str, notice: str) -> HttpResponse:
    """Note that an agency was reminded."""
    inspection, found = get_notice(request, ref, notice)
    require(may_follow_up, request.user, inspection)
    form = RemindForm(request.POST or None)
    if done(form, lambda: actions.remind(found, **form.cleaned_data, **by(request))):
        return redirect("notices:front", ref=ref)
    return page(request, inspection, "remind", notice=found, form=form, reminders=found.reminders.select_related("by"))


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Whom inspectors ask in one agency; another takes the place of the one before."""
    inspection, body = get_body(request, ref, number)
    require(may_name_contact, request.user, body)
    form = ContactForm(request.POST or None)
    if done(form, lambda: actions.name_contact(body, **form.cleaned_data, **by(request))):
        return redirect("notices:front", ref=ref)
    return page(
        request, inspection, "contact", body=body, form=form,
        named=inspection.contacts.filter(body=body).select_related("entered_by").order_by("-pk"),
    )  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def supply(request: HttpRequest, ref: str, notice: str, duty: str) -> HttpResponse:
    """Say that something asked for was sent."""
    inspection, found = get_notice(request, ref, notice)
    require(may_answer, request.user, found.body)
    asked = next((each for each in found.letter.duties if each.id == f"request:{duty}"), None)
    if asked is None:
        raise Http404
    form = SupplyForm(request.POST or None)
    if done(form, lambda: actions.supply(found, duty=asked.id, **form.cleaned_data, **by(request))):
        return redirect("notices:due", ref=ref)
    return page(request, inspection, "supply", notice=found, duty=asked, form=form)


def _inspection(request: HttpRequest, ref: str) -> Inspection:
    inspection = get_inspection(request, ref)
    require(may_see_notices, request.user, inspection)
    return inspection


def get_notice(request: HttpRequest, ref: str, notice: str) -> tuple[Inspection, Notice]:
    """A notice that this person may read: all of them, or those of their own agency."""
    inspection = _inspection(request, ref)
    found = inspection.notices.select_related("body", "by", "receipt", "replaced_by").filter(ref=notice).first()
    if found is None:
        raise Http404
    found.inspection = found.body.inspection = inspection
    if not (may_see_board.test(request.user, inspection) or found.body.code in speaks_for(request.user)):
        raise Http404
    return inspection, found


def get_body(request: HttpRequest, ref: str, number: int) -> tuple[Inspection, Body]:
    """An agency inspected; others than one's own are there for inspectorates alone."""
    inspection = _inspection(request, ref)
    body = inspection.agencies.filter(pk=number).first()
    if body is None:
        raise Http404
    body.inspection = inspection
    if not (may_see_board.test(request.user, inspection) or body.code in speaks_for(request.user)):
        raise Http404
    return inspection, body


def by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": request.user, "at": timezone.now()}


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page of this part."""
    more = {"inspection": inspection, "has_errors": bool(context.get("form") and context["form"].errors),
            "decides": may_decide.test(request.user, inspection)}  # fmt: skip
    return render(request, f"notices/{name}.html", more | context)
