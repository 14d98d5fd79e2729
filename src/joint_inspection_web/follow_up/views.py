"""Pages about what a report asks of its area, and how the area answers. Each begins at the door."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rules import Predicate

from joint_inspection.errors import InvalidInput
from joint_inspection.follow_up.deadlines import time_for
from joint_inspection.follow_up.standing import reflects_findings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_lead_inspector, is_nominated_officer
from joint_inspection_web.follow_up import actions
from joint_inspection_web.follow_up.asked import asked_of
from joint_inspection_web.follow_up.forms import ActionForm, ReceiptForm
from joint_inspection_web.follow_up.models import Statement
from joint_inspection_web.follow_up.reading import being_written, last_sent, statements_of
from joint_inspection_web.follow_up.rules import (
    could_follow_up,
    is_asked,
    may_judge,
    may_note_receipt,
    may_see,
    may_write,
)
from joint_inspection_web.follow_up.shown import Shown, legend, picture_of, shown
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.published import publication_of


@allow(could_follow_up)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """What the report asks for, and the statement that is written or carried out."""
    inspection = inspection_for(request, ref, may_see)
    found = statements_of(inspection)
    row = last_sent(found) or being_written(found)
    return _shown(request, inspection, row, found)


@allow(could_follow_up)
@require_safe
def statement(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """One statement: the one that is written, or one whose place another took."""
    inspection, found = one_of(request, ref, statement, may_see)
    return _shown(request, inspection, found.row, statements_of(inspection))


@allow(is_nominated_officer | is_lead_inspector)
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    """Note when the report was received."""
    inspection = inspection_for(request, ref, may_note_receipt)
    asked = asked_of(inspection)
    if asked is None:
        raise Http404
    letter = {"due_on": asked.request.due if asked.request.because else None, "because": asked.request.because or ""}
    for_area = is_asked.test(request.user, inspection)
    form = ReceiptForm(request.POST or None, for_area=for_area, initial=letter)
    if done(form, lambda: actions.note_receipt(inspection, **form.cleaned_data, **now_by(request))):
        return redirect("follow_up:front", ref=ref)
    rule = asked.framework.statement
    return page(
        request, inspection, "form", form=form, title="When the report was received", button="Note it",
        intro=[f"The statement is due {time_for(asked.framework)} working days after "
               f"{'publication' if rule.counted_from == 'published' else 'receipt'}, as the framework says."
               if rule.working_days else "The framework gives no number of days: agree a day, and say why."],
    )  # fmt: skip


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """Write a new action."""
    inspection, found = one_of(request, ref, statement, may_write)
    form = ActionForm(request.POST or None, asked=found.asked)
    if done(form, lambda: actions.write_action(found.row, says=form.what, **now_by(request))):
        return redirect("follow_up:statement", ref=ref, statement=statement)
    return page(request, inspection, "write", form=form, found=found, title="A new action")


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """Word an action again, before the statement is sent."""
    inspection, found = one_of(request, ref, statement, may_write)
    before = found.action(action)
    form = ActionForm(request.POST or None, asked=found.asked, initial=ActionForm.initial_of(before))
    if done(form, lambda: actions.write_action(found.row, says=form.what, name=action, **now_by(request))):
        return redirect("follow_up:statement", ref=ref, statement=statement)
    return page(request, inspection, "write", form=form, found=found, title=f"Action {action}", before=before)


@allow(is_nominated_officer)
@require_POST
def drop(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """Take an action out."""
    _, found = one_of(request, ref, statement, may_write)
    actions.drop_action(found.row, name=action, **now_by(request))
    return redirect("follow_up:statement", ref=ref, statement=statement)


@allow(is_nominated_officer)
@require_POST
def take_over(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """Begin with the actions of the statement before."""
    _, found = one_of(request, ref, statement, may_write)
    actions.take_over(found.row, **now_by(request))
    return redirect("follow_up:statement", ref=ref, statement=statement)


@allow(is_nominated_officer)
@require_POST
def send(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """Send the statement."""
    inspection, found = one_of(request, ref, statement, may_write)
    try:
        actions.send(found.row, **now_by(request))
    except InvalidInput as error:
        problems = [each.says for each in error.problems]
        return _shown(request, inspection, found.row, statements_of(inspection), problems=problems)
    return redirect("follow_up:front", ref=ref)


def _shown(
    request: HttpRequest, inspection: Inspection, row: Statement | None, rows: list[Statement], *,
    problems: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    asked, today = asked_of(inspection), timezone.localdate()
    found = shown(row, asked, person=request.user, on=today) if row and asked else None
    waits = being_written(rows)
    return page(
        request, inspection, "front", asked=asked, found=found, problems=problems or [], all_rows=rows, waits=waits,
        title="Statement of action", today=today, publication=publication_of(inspection),
        notes_receipt=not rows and may_note_receipt.test(request.user, inspection),
        picture=picture_of(found) if found and found.told.actions and asked and asked.recommendations else "",
        legend=legend(), reflects=reflects_findings(found.told, on=today) if found else None,
        lacks=actions.unready(found.row, found.asked, at=timezone.now()) if found and found.writes and not found.sent
        else [],
        in_force=found is not None and found.row == last_sent(rows), names=_names(rows),
    )  # fmt: skip


def inspection_names(inspection: Inspection) -> dict[str, str]:
    """Who wrote something, by the reference that the library knows."""
    return _names(statements_of(inspection))


def _names(rows: list[Statement]) -> dict[str, str]:
    return {each.by.ref: each.by.name for row in rows for each in row.entries.all() if each.by}


def one_of(request: HttpRequest, ref: str, statement: str, rule: Predicate) -> tuple[Inspection, Shown]:
    """The inspection and one of its statements as somebody may read it."""
    inspection = inspection_for(request, ref, rule)
    asked = asked_of(inspection)
    row = next((each for each in statements_of(inspection) if each.ref == statement), None)
    if asked is None or row is None:
        raise Http404
    row.inspection = inspection
    return inspection, shown(row, asked, person=request.user, on=timezone.localdate())


def inspection_for(request: HttpRequest, ref: str, rule: Predicate) -> Inspection:
    """The inspection, for somebody whom the rule lets in."""
    inspection = get_inspection(request, ref)
    require(rule, request.user, inspection)
    return inspection


def page(request: HttpRequest, inspection: Inspection, name: str, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    shared = {"inspection": inspection, "inspects": may_judge.test(request.user, inspection)}
    return render(request, f"follow_up/{name}.html", shared | context)
