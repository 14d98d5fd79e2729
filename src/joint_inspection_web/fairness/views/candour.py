"""Pages about what an area told of itself before it was notified."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_signed_in
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions import candour as actions
from joint_inspection_web.fairness.forms import DisclosureForm
from joint_inspection_web.fairness.items import chosen_items
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Disclosure
from joint_inspection_web.fairness.rules import inspected, may_come_in, may_find, spoken_for
from joint_inspection_web.fairness.views.shared import inspection_for, page, to


@allow(is_inspector)
@require_safe
def candour(request: HttpRequest, ref: str) -> HttpResponse:
    """What each agency told of itself before it was notified."""
    inspection = inspection_for(request, ref, may_find)
    words = Words(inspection)
    rows = Disclosure.objects.filter(inspection=inspection).select_related("body").prefetch_related("items")
    rows = words.beside(rows.order_by("told_on", "pk"))
    return page(request, inspection, "candour", rows=rows, gone=words.gone if rows else "",
                notified_on=actions.notified_on(inspection))  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Note something that an agency had told: by an inspector, or by its own officer for an inspector to confirm."""
    inspection = inspection_for(request, ref, may_come_in)
    inspects = may_find.test(request.user, inspection)
    bodies = inspected(inspection) if inspects else spoken_for(request.user, inspection)
    initial = {"body": bodies[0].code} if len(bodies) == 1 else {}
    form = DisclosureForm(request.POST or None, initial=initial, bodies=bodies, framework=find(inspection.framework))

    def act() -> Disclosure:
        said = dict(form.cleaned_data)
        body = next(each for each in bodies if each.code == said.pop("body"))
        return actions.note_disclosure(body, **said, by=request.user, at=timezone.now())

    if done(form, act):
        return to("candour" if inspects else "front", inspection)
    by_officer = ["An inspector will look for it where you say it stands, and confirm it."]
    return page(
        request, inspection, "form", form=form, heading="Note what was told before the notification", button="Note it",
        back={"name": "candour", "text": "Told before the notification"} if inspects else None,
        intro=["What an agency said of its own weaknesses before it knew of the inspection counts to its credit. By "
               "itself it cannot lower a judgement.", *([] if inspects else by_officer)],
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def disclosure(request: HttpRequest, ref: str, disclosure: str) -> HttpResponse:
    """What was told, and which items of evidence tell of the same."""
    inspection = inspection_for(request, ref, may_find)
    rows = Disclosure.objects.select_related("body", "by", "confirmed_by", "inspection")
    found = get_object_or_404(rows, inspection=inspection, ref=disclosure)
    error = None
    if request.method == "POST":
        try:
            chosen = request.POST.getlist("items")
            actions.mark_disclosed(found, items=chosen, by=request.user, at=timezone.now())
            return to("disclosure", inspection, disclosure=found.ref)
        except InvalidInput as raised:
            error = raised.problems[0].says
    linked = {str(each) for each in found.items.values_list("item", flat=True)}
    about = [item for item in reading.every_item(inspection) if item.about == found.body.code]
    near = [item.id for item in about if item.criterion == found.criterion and item.id not in linked]
    words = Words(inspection)
    return page(
        request, inspection, "disclosure", found=found, said=words.of(found), gone=words.gone, error=error,
        linked=chosen_items(inspection, linked, person=request.user).values(),
        near=chosen_items(inspection, near, person=request.user).values(),
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def confirm(request: HttpRequest, ref: str, disclosure: str) -> HttpResponse:
    """An inspector found it where the agency said."""
    inspection = inspection_for(request, ref, may_find)
    found = get_object_or_404(Disclosure.objects.select_related("inspection"), inspection=inspection, ref=disclosure)
    actions.confirm(found, by=request.user, at=timezone.now())
    return to("disclosure", inspection, disclosure=found.ref)
