"""Pages about what agencies say of one another: hearsay, and concerns passed to host inspectorates."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.hosts import host_of
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.design.words import title_of
from joint_inspection_web.enquiries.actions import open_line
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions import referrals as actions
from joint_inspection_web.fairness.forms import ReferralAnswerForm, ReferralForm
from joint_inspection_web.fairness.items import chosen_items, names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Referral
from joint_inspection_web.fairness.rules import hosts_it, inspected, may_find
from joint_inspection_web.fairness.views.shared import inspection_for, page, to

PAGE = 20


@allow(is_inspector)
@require_safe
def hearsay(request: HttpRequest, ref: str) -> HttpResponse:
    """What agencies say of one another, newest first, and what became of it."""
    inspection = inspection_for(request, ref, may_find)
    noted = reversed(reading.outlines(inspection, person=request.user))
    part = Paginator([item.id for item in noted if is_hearsay(item)], PAGE).get_page(request.GET.get("page"))
    shown = chosen_items(inspection, part.object_list, person=request.user)
    referred = {str(row.item): row for row in Referral.objects.filter(inspection=inspection, item__isnull=False)}
    kinds = {body.code: body.kind for body in inspection.bodies.all()}
    hosts = {code: host_of(kind) for code, kind in kinds.items()}
    return page(
        request, inspection, "hearsay", rows=[shown[id] for id in part.object_list if id in shown], part=part,
        referred=referred, hosts=hosts, names=names_of(inspection),
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def enquire(request: HttpRequest, ref: str, item: str) -> HttpResponse:
    """Open a line of enquiry from what one agency says of another."""
    inspection = inspection_for(request, ref, may_find)
    found = reading.item(inspection, item, person=request.user)
    if found is None:
        raise Http404
    if found.box:
        raise NotPossible("This lies in the sealed box of your inspectorate: open the line in words of your own")
    names = names_of(inspection)
    about, by = names.get(found.about, found.about), names.get(found.speaker_agency or "", "another agency")
    criterion = next((each.title for each in find(inspection.framework).criteria if each.id == found.criterion), "")
    asks = f"{criterion}: what does {about} itself show and say, given what {by} says of it?"
    try:
        open_line(
            inspection, asks=asks, origin="hearsay", source=f"item {found.id}", by=request.user, at=timezone.now()
        )
    except InvalidInput as error:
        raise NotPossible(error.problems[0].says) from None
    return redirect("enquiries:front", ref=ref)


@allow(is_inspector)
@require_safe
def referrals(request: HttpRequest, ref: str) -> HttpResponse:
    """Every concern passed to a host inspectorate; those that wait first."""
    inspection = inspection_for(request, ref, may_find)
    rows = Referral.objects.filter(inspection=inspection).select_related("about", "answer")
    rows = sorted(rows, key=lambda each: (hasattr(each, "answer"), each.due_on, each.pk))
    words = Words(inspection)
    return page(
        request, inspection, "referrals", rows=words.beside(rows), today=timezone.localdate(),
        gone=words.gone if rows else "",
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, ref: str) -> HttpResponse:
    """Pass a concern on, perhaps one that an item of hearsay tells of."""
    inspection = inspection_for(request, ref, may_find)
    id = request.GET.get("item", "")
    item = reading.item(inspection, id, person=request.user) if id else None
    if id and item is None:
        raise Http404
    initial = (
        {"about": item.about, "criterion": item.criterion, "text": "" if item.box else item.text or ""} if item else {}
    )
    framework, bodies = find(inspection.framework), inspected(inspection)
    form = ReferralForm(
        request.POST or None, initial=initial | {"days": actions.DAYS}, bodies=bodies, framework=framework
    )

    def act() -> Referral:
        return actions.refer(inspection, **form.cleaned_data, item=id, by=request.user, at=timezone.now())

    if done(form, act):
        return to("referrals", inspection)
    hosts = sorted({f"{title_of(host_of(body.kind))} for {body.name}" for body in bodies})
    return page(
        request, inspection, "form", form=form, heading="Refer a concern", button="Refer the concern",
        back={"name": "referrals", "text": "Concerns referred"},
        intro=["A concern goes to the inspectorate that inspects the agency, which looks for itself and answers."],
        notes=hosts,
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, ref: str, referral: str) -> HttpResponse:
    """One concern, and what its host inspectorate answers."""
    inspection = inspection_for(request, ref, may_find)
    rows = Referral.objects.select_related("about", "inspection", "answer__by", "by")
    found = get_object_or_404(rows, inspection=inspection, ref=referral)
    form = ReferralAnswerForm(request.POST or None)

    def act() -> object:
        return actions.answer_referral(found, **form.cleaned_data, by=request.user, at=timezone.now())

    if done(form, act):
        return to("referral", inspection, referral=found.ref)
    words, answer = Words(inspection), getattr(found, "answer", None)
    return page(
        request, inspection, "referral", found=found, said=words.of(found), answer=answer, gone=words.gone,
        answered=words.of(answer) if answer else {}, today=timezone.localdate(),
        form=form if answer is None and hosts_it.test(request.user, found) else None,
        own=found.to in request.user.organisation_codes,
    )  # fmt: skip
