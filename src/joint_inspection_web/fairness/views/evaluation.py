"""Pages of the joint evaluation: each side fills in its own, and inspectors see them side by side when they may."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_signed_in
from joint_inspection_web.fairness.actions import evaluation as actions
from joint_inspection_web.fairness.actions.looks import look
from joint_inspection_web.fairness.children import by_marks
from joint_inspection_web.fairness.evaluations import Side, Sides, compare
from joint_inspection_web.fairness.forms import EvaluationForm
from joint_inspection_web.fairness.rules import inspected, may_come_in, may_find, speaks_for_body, spoken_for
from joint_inspection_web.fairness.views.shared import inspection_for, page, to
from joint_inspection_web.inspections.models import Body, Inspection

INSPECTORS = 0
"""The number of the inspectors' side in an address."""


@allow(is_signed_in)
@require_safe
def evaluation(request: HttpRequest, ref: str) -> HttpResponse:
    """The children followed, who has sent what, and for inspectors how far the sides agree."""
    inspection = inspection_for(request, ref, may_come_in)
    tool = find(inspection.framework).joint_evaluation
    if tool is None:
        return page(request, inspection, "evaluation", tool=None)
    marks, sides = by_marks(inspection), Sides(inspection)
    children = list(marks.values())
    inspects = may_find.test(request.user, inspection)
    bodies = inspected(inspection) if inspects else spoken_for(request.user, inspection)
    rows = [(child, mark, [(body, sides.of(body, child)) for body in bodies],
             sides.of(None, child) if inspects else None) for mark, child in marks.items()]  # fmt: skip
    agreed = [(body, compare(sides, body, tool, children)) for body in bodies] if inspects else []
    agreed = [(body, found) for body, found in agreed if any(row.found.children for row in found)]
    return page(request, inspection, "evaluation", tool=tool, rows=rows, bodies=bodies, agreed=agreed,
                gone=sides.words.gone if sides.any else "")  # fmt: skip


@allow(is_inspector)
@require_safe
def child(request: HttpRequest, ref: str, mark: str) -> HttpResponse:
    """One child: what each agency says beside what the inspectors say, as soon as inspectors may see it."""
    inspection = inspection_for(request, ref, may_find)
    found, tool, sides = _child(inspection, mark), actions.tool_of(inspection), Sides(inspection)
    sees = sides.open_to_inspectors(found)
    sent = [(body, sides.sent_of(body, [found]).get(found)) for body in inspected(inspection)]
    look(inspection, children=[found], purpose="Joint evaluation", by=request.user, at=timezone.now())
    return page(
        request, inspection, "child", child=found, mark=mark, tool=tool, sees=sees, mine=sides.of(None, found),
        sent=[(body, side) for body, side in sent if side], gone=sides.words.gone,
        grades={grade.id: grade.title for grade in tool.scale.grades} | {actions.CANNOT_SAY: "cannot say"},
    )  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def side(request: HttpRequest, ref: str, mark: str, number: int) -> HttpResponse:
    """What one side says of a child: written, kept, sent; after that it can be read and not changed."""
    inspection = inspection_for(request, ref, may_come_in)
    body = _body(request, inspection, number)
    found, tool = _child(inspection, mark), actions.tool_of(inspection)
    mine = Sides(inspection).of(body, found)
    form = EvaluationForm(request.POST or None, tool=tool, initial=_as_said(mine))

    def act() -> object:
        return actions.save_evaluation(
            inspection, body=body, child=found, **form.what(), send="send" in request.POST, by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    if done(form, act):
        return to("evaluation", inspection)
    return page(
        request, inspection, "side", form=form, body=body, child=found, tool=tool, mine=mine,
        grades={grade.id: grade.title for grade in tool.scale.grades} | {actions.CANNOT_SAY: "We cannot say"},
    )  # fmt: skip


def _child(inspection: Inspection, mark: str) -> str:
    found = by_marks(inspection).get(mark)
    if found is None:
        raise Http404
    return found


def _body(request: HttpRequest, inspection: Inspection, number: int) -> Body | None:
    """The side that somebody writes for; for others it is not there."""
    if number == INSPECTORS:
        require(may_find, request.user, inspection)
        return None
    body = next((each for each in inspected(inspection) if each.pk == number), None)
    if body is None or not speaks_for_body.test(request.user, body):
        raise Http404
    return body


def _as_said(side: Side | None) -> dict[str, Any]:
    if side is None:
        return {}
    given = {name: grade for name, (grade, _) in side.answers.items()}
    whys = {f"{name}_why": why for name, (_, why) in side.answers.items()}
    return given | whys | {"text": side.text}
