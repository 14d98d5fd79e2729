"""Pages about the team of one inspection. Each begins at the door."""

from __future__ import annotations

import json
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.inspections.settings import team_settings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_planner, is_quality_assurance, is_signed_in
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import Inspection, SeatRole
from joint_inspection_web.inspections.rules import may_see_names
from joint_inspection_web.teams import actions
from joint_inspection_web.teams.cover import Cover, cover_of, open_asks, said
from joint_inspection_web.teams.declared import is_clear, is_refused, is_stale, known_of, present_interests, vicinity_of
from joint_inspection_web.teams.forms import AcceptForm, AgainForm, AskForm, PartForm, RulingForm, ThemeForm
from joint_inspection_web.teams.models import Ask
from joint_inspection_web.teams.rules import (
    may_accept,
    may_ask,
    may_rule,
    may_say_part,
    may_see_declarations,
    plans_for,
)

STAFF = is_inspector | is_planner | is_quality_assurance
MOST_SEATS = 40
"""How many people one request of other software may seat."""


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """The team: by name for those who work with it, by role and knowledge for the area."""
    return _front(request, get_inspection(request, ref))


def _front(request: HttpRequest, inspection: Inspection, *, again_for: int = 0, **tried: Form) -> HttpResponse:
    """The team; with a form that was ``tried``, and whom it would have declare again."""
    user, cover = request.user, cover_of(inspection)
    may = {
        "ask": may_ask.test(user, inspection), "accept": may_accept.test(user, inspection),
        "see_names": may_see_names.test(user, inspection),
        "see_declarations": may_see_declarations.test(user, inspection),
    }  # fmt: skip
    mine = plans_for(user, inspection)
    reads_asks = may["ask"] or may["see_declarations"]
    asks = [(each, _state(each, cover)) for each in open_asks(inspection)] if reads_asks else []
    context = {
        "inspection": inspection, "cover": cover, "may": may, "settings": team_settings(), "said": said,
        "gaps": [(gap, cover.accepted(gap)) for gap in cover.gaps],
        "asks": asks, "again_for": again_for,
        "to_declare_again": [each for each, state in asks if state in ("seated", "clear") or each.pk == again_for],
        "advisers": _advisers(inspection) if may["ask"] else [],
        "participations": list(inspection.participations.select_related("by")),
        "inspectorates": inspection.bodies.filter(kind="inspectorate"), "mine": mine,
        "ask_form": AskForm(), "again_form": AgainForm(), "part_form": PartForm(inspectorates=mine),
        "theme_form": ThemeForm(cover=cover), "accept_form": AcceptForm(cover=cover), "form": None,
        "over": inspection.stage in actions.OVER,
    } | tried  # fmt: skip
    context["form"] = next(iter(tried.values()), None)
    return render(request, "teams/front.html", context)


def _state(asked: Ask, cover: Cover) -> str:
    """Where an ask has got to, in a word of its own."""
    if any(each.seat.person_id == asked.person_id for each in cover.sitting) and is_clear(asked):
        return "seated"
    if asked.declared_at is None:
        return "asked"
    if is_stale(asked):
        return "stale"
    if asked.cleared_at:
        return "clear"
    return "refused" if is_refused(asked) else "to_rule"


def _advisers(inspection: Inspection) -> list[tuple[Person, tuple[str, ...]]]:
    """Sector advisers with an account, each with why they may not advise here, if they may not."""
    near = vicinity_of(inspection)
    found = Person.objects.filter(
        is_active=True, memberships__role=Role.SECTOR_ADVISER, memberships__ended_at=None
    ).prefetch_related("memberships__organisation", "interests")
    return [
        (each, near.why_not_adviser(known_of(each, [one for one in each.interests.all() if not one.withdrawn_at])))
        for each in found.distinct()[:200]
    ]


@allow(STAFF)
@require_POST
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask somebody to join the team."""
    inspection = get_inspection(request, ref)
    require(may_ask, request.user, inspection)
    form = AskForm(request.POST)
    return _done(
        request, inspection, "ask_form", form, lambda: actions.ask(inspection, **form.cleaned_data, **now_by(request))
    )


@allow(STAFF)
@require_POST
def again(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Have somebody declare again."""
    inspection, asked = _asked(request, ref, number)
    require(may_ask, request.user, inspection)
    form = AgainForm(request.POST)
    if done(form, lambda: actions.ask_again(asked, **form.cleaned_data, **now_by(request))):
        return redirect("teams:front", ref=ref)
    return _front(request, inspection, again_form=form, again_for=asked.pk)


@allow(STAFF)
@require_POST
def let_off(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take back that somebody was asked."""
    _, asked = _asked(request, ref, number)
    actions.let_off(asked, **now_by(request))
    return redirect("teams:front", ref=ref)


@allow(STAFF)
@require_POST
def seat(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Seat somebody who was asked and is cleared."""
    inspection, asked = _asked(request, ref, number)
    require(may_ask, request.user, inspection)
    form = AskForm({"person": asked.person.email, "role": asked.role})
    if done(form, lambda: actions.seat(asked, **now_by(request)), stays=False):
        return redirect("teams:front", ref=ref)
    return _front(request, inspection, ask_form=form)


@allow(STAFF)
@require_http_methods(["GET", "POST"])
def ruling(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What somebody declared that has to do with the area, and whether they may join."""
    inspection, asked = _asked(request, ref, number)
    require(may_rule, request.user, asked)
    form = RulingForm(request.POST or None)
    if done(form, lambda: actions.rule(asked, **form.cleaned_data, **now_by(request))):
        return redirect("teams:front", ref=ref)
    interests = present_interests(asked.person)
    found = vicinity_of(inspection).found_in(known_of(asked.person, interests))
    says = actions.in_the_way(asked, interests) if asked.role == SeatRole.SECTOR_ADVISER else ()
    context = {
        "inspection": inspection, "asked": asked, "form": form, "found": found,
        "too_near": [each for each in says if isinstance(each, str)], "interests": interests,
        "rulings": asked.rulings.select_related("by"),
    }  # fmt: skip
    return render(request, "teams/ruling.html", context)


@allow(STAFF)
@require_POST
def part(request: HttpRequest, ref: str) -> HttpResponse:
    """Say for one's own inspectorate whether it takes part."""
    inspection = get_inspection(request, ref)
    require(may_say_part, request.user, inspection)
    form = PartForm(request.POST, inspectorates=plans_for(request.user, inspection))
    return _done(
        request, inspection, "part_form", form, lambda: actions.say_part(inspection, **form.what(), **now_by(request))
    )


@allow(STAFF)
@require_POST
def theme(request: HttpRequest, ref: str) -> HttpResponse:
    """Say which theme the inspection looks at."""
    inspection = get_inspection(request, ref)
    require(may_ask, request.user, inspection)
    form = ThemeForm(request.POST, cover=cover_of(inspection))
    return _done(
        request, inspection, "theme_form", form,
        lambda: actions.choose_theme(inspection, **form.cleaned_data, **now_by(request)),
    )  # fmt: skip


@allow(STAFF)
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept gaps in writing."""
    inspection = get_inspection(request, ref)
    require(may_accept, request.user, inspection)
    form = AcceptForm(request.POST, cover=cover_of(inspection))
    return _done(
        request, inspection, "accept_form", form,
        lambda: actions.accept_gaps(inspection, **form.cleaned_data, **now_by(request)),
    )  # fmt: skip


@allow(STAFF)
@require_http_methods(["GET", "POST"])
def as_json(request: HttpRequest, ref: str) -> HttpResponse:
    """The team for other software; a document of seats asks people to join, by the same rule as the page."""
    inspection = get_inspection(request, ref)
    require(may_ask, request.user, inspection)
    if request.method == "POST":
        try:
            actions.ask_several(inspection, _read_seats(request.body), **now_by(request))
        except InvalidInput as error:
            return JsonResponse({"says": [str(problem) for problem in error.problems]}, status=422)
    return JsonResponse(_document(inspection))


def _read_seats(body: bytes) -> list[tuple[Person, str]]:
    """``{"seats": [{"person": email, "role": …}]}``; raises InvalidInput with every problem."""
    try:
        seats = json.loads(body)["seats"]
        given = [{"person": each["person"], "role": each["role"]} for each in seats]
    except (ValueError, KeyError, TypeError):
        raise invalid("seats", 'Send {"seats": [{"person": email address, "role": role}]}') from None
    if not 0 < len(given) <= MOST_SEATS:
        raise invalid("seats", f"Send 1 to {MOST_SEATS} seats")
    forms = [AskForm(each) for each in given]
    problems = [
        Problem(where=f"seats.{place}.{name}", says=says)
        for place, form in enumerate(forms)
        for name, found in form.errors.items()
        for says in found
    ]
    if problems:
        raise InvalidInput(problems)
    return [(form.cleaned_data["person"], form.cleaned_data["role"]) for form in forms]


def _document(inspection: Inspection) -> dict[str, Any]:
    cover = cover_of(inspection)
    return {
        "inspection": inspection.ref, "theme": cover.theme,
        "seats": [
            {"person": each.seat.person.email, "role": each.seat.role, "body": each.body,
             "competences": sorted(each.member.competences)}
            for each in cover.sitting
        ],
        "asked": [{"person": each.person.email, "role": each.role} for each in open_asks(inspection)],
        "gaps": [{"id": gap.id, "says": said(gap), "accepted": cover.accepted(gap) is not None} for gap in cover.gaps],
        "refused": [problem.says for problem in cover.refused],
    }  # fmt: skip


def _asked(request: HttpRequest, ref: str, number: int) -> tuple[Inspection, Ask]:
    inspection = get_inspection(request, ref)
    asks = Ask.objects.filter(inspection=inspection, withdrawn_at=None).select_related("person", "inspection")
    return inspection, get_object_or_404(asks, pk=number)


def _done(request: HttpRequest, inspection: Inspection, name: str, form: Form, act: Any) -> HttpResponse:
    """Do it and go back to the team, or show the team with what was typed and what is wrong."""
    if done(form, act):
        return redirect("teams:front", ref=inspection.ref)
    return _front(request, inspection, **{name: form})
