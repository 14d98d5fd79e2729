"""Pages about inspections. Each page about one inspection begins at the door, ``get_inspection``."""

from django.db.models import Count, OuterRef, Subquery
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by, show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions
from joint_inspection_web.inspections.days import TITLES, coming, rows_of, words_for
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.expertise import expertise
from joint_inspection_web.inspections.forms import AccessForm, OpenForm, SeatForm
from joint_inspection_web.inspections.models import CALLED_OFF, STAGES, Inspection, Look, TimetableRow, VaultAccess
from joint_inspection_web.inspections.now import now
from joint_inspection_web.inspections.rules import (
    is_named_for_it,
    may_call_off,
    may_deviate,
    may_open,
    may_read_vault_register,
    may_see_names,
    may_staff,
)
from joint_inspection_web.inspections.waiting import waiting
from joint_inspection_web.inspections.work import address, standing, work


@allow(is_signed_in)
@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """The inspections that the person may know of. One in the vault is listed by its reference alone."""
    return render(
        request,
        "inspections/list.html",
        {"inspections": Inspection.objects.visible_to(request.user), "said_ref": said_ref},
    )


@allow(may_open)
@require_http_methods(["GET", "POST"])
def open_inspection(request: HttpRequest) -> HttpResponse:
    """Open an inspection."""
    form = OpenForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.open_inspection(**form.what(), by=request.user, at=timezone.now())
            return redirect("inspections:show", ref=made.ref)
        except InvalidInput as error:
            show_problems(form, error)
    register = load_register()
    areas = [*register.fictional, *register.active(timezone.localdate())]
    return render(request, "inspections/open.html", {"form": form, "areas": areas})


UNCOUNTED = ("inspections.look", "judgements.draft", "judgements.seal")
"""What no number on a page may tell of: looks into the vault, and whether somebody has given a first view."""


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def inspection(request: HttpRequest, ref: str) -> HttpResponse:
    """One inspection: where, when, who; a form seats somebody on the team."""
    inspection = get_inspection(request, ref)
    if request.method == "POST":
        require(may_staff, request.user, inspection)
    form = SeatForm(request.POST or None)
    if done(form, lambda: actions.add_person(inspection, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("inspections:show", ref=ref)
    return _show(request, inspection, form)


def _show(request: HttpRequest, inspection: Inspection, form: Form) -> HttpResponse:
    framework, who = find(inspection.framework), standing(request.user, inspection)
    context = {
        "inspection": inspection,
        "now": now(inspection, person=request.user, at=timezone.now()),
        "waiting": waiting(inspection, person=request.user, at=timezone.now()),
        "at": timezone.now(),
        "looks": address("notices:put_off", inspection.ref) if may_deviate.test(request.user, inspection) else None,
        "coming": _coming(request, inspection, framework, who),
        "titles": TITLES,
        "work": work(inspection, standing=who),
        "framework": framework,
        "said_ref": said_ref,
        "form": form,
        "bodies": inspection.bodies.all(),
        "seats": inspection.seats.filter(ended_at=None).select_related("person"),
        "sees_names": (sees_names := may_see_names.test(request.user, inspection)),
        "expertise": {} if sees_names else expertise(inspection),
        "stages": inspection.stages.select_related("by", "owner"),
        "done": Entry.objects.filter(subject=actions.subject_of(inspection)).exclude(what__in=UNCOUNTED).count(),
        "may_staff": may_staff.test(request.user, inspection),
        "may_call_off": CALLED_OFF in STAGES[inspection.stage] and may_call_off.test(request.user, inspection),
        "is_named": inspection.no_notice and is_named_for_it.test(request.user, inspection),
    }
    return render(request, "inspections/show.html", context)


def _coming(
    request: HttpRequest, inspection: Inspection, framework: Framework, who: frozenset[str]
) -> list[TimetableRow]:
    """The person's own next steps."""
    words = words_for(inspection, framework, person=request.user, standing=who)
    return coming(rows_of(inspection.timetable.all(), words=words, standing=who), on=timezone.localdate())


@allow(is_signed_in)
@require_POST
def remove_person(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take somebody off the team."""
    inspection = get_inspection(request, ref)
    seat = get_object_or_404(inspection.seats.select_related("person"), pk=number)
    actions.remove_person(seat, by=request.user, at=timezone.now())
    return redirect("inspections:show", ref=ref)


@allow(is_signed_in)
@require_POST
def announce(request: HttpRequest, ref: str) -> HttpResponse:
    """Tell the area."""
    inspection = get_inspection(request, ref)
    actions.announce(inspection, by=request.user, at=timezone.now())
    return redirect("inspections:show", ref=ref)


@allow(is_signed_in)
@require_POST
def call_off(request: HttpRequest, ref: str) -> HttpResponse:
    """End an inspection that will not happen."""
    inspection = get_inspection(request, ref)
    actions.call_off(inspection, by=request.user, at=timezone.now())
    return redirect("inspections:show", ref=ref)


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def vault(request: HttpRequest, ref: str) -> HttpResponse:
    """Who may know of an inspection in the vault, and every look they took; a form names another person."""
    inspection = get_inspection(request, ref)
    _expect_named(request, inspection)
    form = AccessForm(request.POST or None)
    if done(form, lambda: actions.grant_access(inspection, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("inspections:vault", ref=ref)
    context = {
        "inspection": inspection,
        "form": form,
        "accesses": inspection.accesses.select_related("person", "granted_by"),
        "looks": inspection.looks.select_related("person"),
    }
    return render(request, "inspections/vault.html", context)


@allow(is_signed_in)
@require_POST
def withdraw_access(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """End somebody's knowing of an inspection in the vault."""
    inspection = get_inspection(request, ref)
    _expect_named(request, inspection)
    access = get_object_or_404(VaultAccess.objects.select_related("inspection"), inspection=inspection, pk=number)
    actions.withdraw_access(access, by=request.user, at=timezone.now())
    if access.person_id == request.user.pk:
        return redirect("inspections:list")
    return redirect("inspections:vault", ref=ref)


def _expect_named(request: HttpRequest, inspection: Inspection) -> None:
    """The page exists only for the people named for the inspection."""
    if not is_named_for_it.test(request.user, inspection):
        raise Http404


@allow(may_read_vault_register)
@require_safe
def vault_register(request: HttpRequest) -> HttpResponse:
    """Who was named for which inspection, why, and how often they looked: by reference alone, never by area or date."""
    looks = Look.objects.filter(inspection=OuterRef("inspection"), person=OuterRef("person")).order_by()
    counted = looks.values("person").annotate(number=Count("pk")).values("number")
    accesses = VaultAccess.objects.select_related("inspection", "person", "granted_by").annotate(
        looks=Subquery(counted)
    )
    return render(request, "inspections/vault_register.html", {"accesses": accesses})
