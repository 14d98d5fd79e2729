"""Pages about points put to agencies, and their answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.evidence import model
from joint_inspection.evidence.replies import may_be_shown
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_lead_inspector, is_signed_in
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions import replies as actions
from joint_inspection_web.fairness.actions.findings import latest
from joint_inspection_web.fairness.files import KINDS, MOST_FILES, sent_back
from joint_inspection_web.fairness.forms import AnswerForm, PointForm
from joint_inspection_web.fairness.items import Shown, chosen_items
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Finding, Point, ReplyFile
from joint_inspection_web.fairness.rules import inspected, may_come_in, may_find, may_put, was_put_to
from joint_inspection_web.fairness.views.shared import inspection_for, page, to
from joint_inspection_web.inspections.models import Body, Inspection


@allow(is_inspector)
@require_safe
def points(request: HttpRequest, ref: str) -> HttpResponse:
    """Every point put, with its answer; those that wait first."""
    inspection = inspection_for(request, ref, may_find)
    rows = (
        Point.objects.filter(inspection=inspection).select_related("body", "reply").order_by("-reply", "due_on", "pk")
    )
    rows = sorted(rows, key=lambda each: (hasattr(each, "reply"), each.due_on, each.pk))
    words = Words(inspection)
    return page(
        request, inspection, "points", rows=words.beside(rows), today=timezone.localdate(),
        gone=words.gone if rows else "", leads=may_put.test(request.user, inspection), bodies=inspected(inspection),
    )  # fmt: skip


@allow(is_lead_inspector)
@require_http_methods(["GET", "POST"])
def put(request: HttpRequest, ref: str) -> HttpResponse:
    """Put a point to an agency: about one body, under one criterion."""
    inspection = inspection_for(request, ref, may_put)
    body = next((each for each in inspected(inspection) if each.code == request.GET.get("body")), None)
    finding = Finding.objects.filter(inspection=inspection, ref=request.GET.get("finding", "")).first()
    criteria = {each.id for each in find(inspection.framework).criteria}
    criterion = latest(finding).criterion if finding else request.GET.get("criterion", "")
    if body is None or criterion not in criteria:
        return page(request, inspection, "point_choose", bodies=inspected(inspection), chosen=body)
    offered = _offered(inspection, body, criterion, person=request.user)
    form = PointForm(request.POST or None, items=[each.id for each in offered])

    def act() -> Point:
        said = form.cleaned_data
        return actions.put_point(inspection, body=body.code, criterion=criterion, finding=finding, by=request.user,
                                 at=timezone.now(), **said)  # fmt: skip

    if done(form, act):
        return to("points", inspection)
    return page(request, inspection, "point_form", form=form, body=body, criterion=criterion, offered=offered)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, ref: str, point: str) -> HttpResponse:
    """One point: its agency's officer answers, inspectors read the answer."""
    inspection = inspection_for(request, ref, may_come_in)
    found = _point(request, inspection, point)
    answers = was_put_to.test(request.user, found)
    if request.method == "POST":
        require(was_put_to, request.user, found)
    reply = getattr(found, "reply", None)
    form = AnswerForm(request.POST or None)

    def act() -> Any:
        files = [(each.name, each.read()) for each in request.FILES.getlist("files")]
        return actions.answer_point(found, **form.cleaned_data, files=files, by=request.user, at=timezone.now())

    if done(form, act):
        return to("point", inspection, point=found.ref)
    words = Words(inspection)
    rests_on = _rests_on(inspection, found)
    return page(
        request, inspection, "point", found=found, said=words.of(found), reply=reply, gone=words.gone,
        answer=words.of(reply) if reply else {}, files=words.beside(reply.files.all()) if reply else [],
        form=form if answers and reply is None else None, rests_on=rests_on, today=timezone.localdate(),
        most=MOST_FILES, kinds=", ".join(kind[1:] for kind in KINDS),
    )  # fmt: skip


@allow(is_signed_in)
@require_safe
def file(request: HttpRequest, ref: str, point: str, file: str) -> HttpResponse:
    """A file that came with an answer, for the inspectors and for the agency that sent it."""
    inspection = inspection_for(request, ref, may_come_in)
    found = _point(request, inspection, point)
    row = get_object_or_404(ReplyFile, reply__point=found, ref=file)
    row.inspection = inspection
    return sent_back(row)


def _point(request: HttpRequest, inspection: Inspection, ref: str) -> Point:
    """A point, for inspectors and for the agency it was put to; for others it is not there."""
    rows = Point.objects.select_related("body__inspection", "inspection", "finding", "by", "reply__by")
    found = get_object_or_404(rows, inspection=inspection, ref=ref)
    if not (may_find.test(request.user, inspection) or was_put_to.test(request.user, found)):
        raise Http404
    return found


def _offered(inspection: Inspection, body: Body, criterion: str, *, person: Person) -> list[Shown]:
    """What may be shown to the agency under a criterion."""
    about = model.Body(code=body.code, kind=body.kind, name=body.name)
    ids = [
        item.id for item in reading.every_item(inspection) if item.criterion == criterion and may_be_shown(item, about)
    ]
    return list(reversed(chosen_items(inspection, ids, person=person).values()))


def _rests_on(inspection: Inspection, point: Point) -> list[model.Item]:
    """What the agency is told of, without any words of the notebook."""
    return [item for item in reading.every_item(inspection) if item.id in point.shown]
