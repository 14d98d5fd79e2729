"""Pages about oneself: what one declares, and to which teams one is asked; and what people of one's inspectorate know.

Whoever is asked to join learns the framework, the theme and the role, and the days unless the visit is without notice:
never the area, before they have declared.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection.inspections.settings import team_settings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.bodies import known
from joint_inspection_web.accounts.forms import done
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.inspections.work import address
from joint_inspection_web.teams import actions
from joint_inspection_web.teams.cover import counts, theme_of
from joint_inspection_web.teams.declared import is_clear, may_come_back, present_interests
from joint_inspection_web.teams.forms import CompetenceForm, InterestForm
from joint_inspection_web.teams.models import Ask, Competence, Interest
from joint_inspection_web.teams.rules import may_record_competence, may_record_of


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What one declares, what one is asked, and what one's inspectorate recorded that one knows."""
    form = InterestForm(request.POST or None)
    if done(form, lambda: actions.add_interest(**form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("declarations:mine")
    context = {
        "form": form, "interests": present_interests(request.user), "asks": [_told(each) for each in _asks(request)],
        "competences": Competence.objects.filter(person=request.user, ended_at=None), "settings": team_settings(),
        "bodies": {code: body for code, body in known().items() if body[1] != "inspectorate"},
    }  # fmt: skip
    return render(request, "teams/mine.html", context)


def _asks(request: HttpRequest) -> list[Ask]:
    found = Ask.objects.filter(person=request.user, withdrawn_at=None).select_related("inspection", "person")
    return [each for each in found if each.inspection.stage not in actions.OVER]


def _told(asked: Ask) -> dict[str, Any]:
    """What somebody may know of an inspection before its area: nothing by which it could be told."""
    inspection, framework = asked.inspection, find(asked.inspection.framework)
    chosen = theme_of(inspection)
    theme = next((each.title for each in framework.cycle.themes if each.id == chosen), None)
    days = None if inspection.no_notice else (inspection.begins_on, inspection.ends_on)
    return {
        "ask": asked, "framework": framework.title, "kind": framework.kind(inspection.kind).title, "theme": theme,
        "at_risk": address("safety:report", inspection.ref) if may_come_back(asked.person, inspection) else None,
        "days": days, "settled": is_clear(asked), "waits": asked.declared_at is not None and asked.cleared_at is None,
    }  # fmt: skip


@allow(is_signed_in)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back something declared by mistake."""
    interest = get_object_or_404(Interest, pk=number, person=request.user)
    actions.withdraw_interest(interest, by=request.user, at=timezone.now())
    return redirect("declarations:mine")


@allow(is_signed_in)
@require_POST
def declare(request: HttpRequest, number: int) -> HttpResponse:
    """Say that everything is declared."""
    asked = get_object_or_404(Ask.objects.select_related("inspection", "person"), pk=number, person=request.user)
    actions.declare(asked, by=request.user, at=timezone.now())
    return redirect("declarations:mine")


@allow(may_record_competence)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The inspectors of one's own inspectorate and the sector advisers, with what they know."""
    codes = [m.organisation.code for m in request.user.present_memberships if m.organisation.is_inspectorate]
    found = Person.objects.filter(is_active=True, memberships__ended_at=None).exclude(pk=request.user.pk)
    own = found.filter(memberships__organisation__code__in=codes)
    advisers = found.filter(memberships__role=Role.SECTOR_ADVISER)
    people = (own | advisers).distinct().prefetch_related("competences")
    today = timezone.localdate()
    context = {"people": [(each, _fresh(each, today)) for each in people], "settings": team_settings()}
    return render(request, "teams/people.html", context)


def _fresh(person: Person, today: Any) -> list[str]:
    years = team_settings().fresh.years
    known_now = {each.competence for each in person.competences.all() if counts(each, on=today, years=years)}
    return sorted(team_settings().title(each) for each in known_now)


@allow(may_record_competence)
@require_http_methods(["GET", "POST"])
def competence(request: HttpRequest, ref: str) -> HttpResponse:
    """What one person knows, since when and how it showed; a form records more."""
    person = get_object_or_404(Person, ref=ref)
    require(may_record_of, request.user, person)
    form = CompetenceForm(request.POST or None)
    if done(form, lambda: actions.record_competence(person, **form.cleaned_data, by=request.user, at=timezone.now())):
        return redirect("declarations:competence", ref=ref)
    today, years = timezone.localdate(), team_settings().fresh.years
    rows = person.competences.select_related("recorded_by")
    context = {
        "person": person, "form": form, "settings": team_settings(), "years": years,
        "rows": [(each, counts(each, on=today, years=years)) for each in rows],
    }  # fmt: skip
    return render(request, "teams/competence.html", context)


@allow(may_record_competence)
@require_POST
def end_competence(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Say that somebody no longer has a competence."""
    row = get_object_or_404(Competence.objects.select_related("person"), pk=number, person__ref=ref)
    actions.end_competence(row, by=request.user, at=timezone.now())
    return redirect("declarations:competence", ref=ref)
