"""Pages about people who are met and what is observed, for the inspectors on the team; agencies name meetings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.errors import NotAllowed
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_nominated_officer
from joint_inspection_web.evidence.actions import expect_stage
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.voices import meetings
from joint_inspection_web.voices.actions import about_reply, expect_asking
from joint_inspection_web.voices.forms import ReadForm, ReplyForm
from joint_inspection_web.voices.meeting_forms import AskForm, ConsentForm, GoForm, OfferForm, WriteForm
from joint_inspection_web.voices.models import Consent, Meeting, Reply
from joint_inspection_web.voices.reading import said_of
from joint_inspection_web.voices.rules import may_ask
from joint_inspection_web.voices.stopping import left_and_used
from joint_inspection_web.voices.views import inspection_for, page_of

LEAFLETS = {"child": "children", "family": "families"}
"""Which leaflet is for whom; everybody else has the one for staff."""


@allow(is_inspector)
@require_http_methods(["GET"])
def people(request: HttpRequest, ref: str) -> HttpResponse:
    """Everybody who was asked and everything that can be observed, with what they said and who goes there."""
    inspection = inspection_for(request, ref)
    found = inspection.meetings.select_related("goes").prefetch_related("consents")
    rows = [(each, words, said_of(each)) for each, words in _with_words(Reader(inspection), found)]
    names = dict(inspection.bodies.values_list("code", "name"))
    return page_of(request, inspection, "people", rows=rows, names=names)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Plan to meet somebody, or to watch something."""
    inspection = inspection_for(request, ref)
    expect_asking(inspection)
    form = AskForm(request.POST or None, inspection=inspection)
    made: list[Meeting] = []
    if done(form, lambda: made.append(meetings.ask(inspection, **form.cleaned_data, **now_by(request)))):
        return redirect("voices:meeting", ref=ref, meeting=made[0].ref)
    return page_of(request, inspection, "ask", form=form)


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, ref: str) -> HttpResponse:
    """What an agency offers for inspectors to watch, and whether somebody comes."""
    inspection = get_inspection(request, ref)
    bodies = {body.code: body for body in inspection.bodies.filter(code__in=speaks_for(request.user))}
    if not bodies:
        raise NotAllowed("Meetings are named by the agencies that are inspected")
    form = OfferForm(request.POST or None, bodies=bodies.values())
    if done(
        form, lambda: meetings.offer(bodies[form.cleaned_data.pop("agency")], **form.cleaned_data, **now_by(request))
    ):
        return redirect("voices:offer", ref=ref)
    rows = _with_words(Reader(inspection), inspection.meetings.filter(agency__in=bodies, offered=True))
    return page_of(
        request, inspection, "offer", form=form, names={code: body.name for code, body in bodies.items()}, rows=rows
    )


@allow(is_nominated_officer)
@require_POST
def call_off(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """What an agency named does not take place."""
    inspection = get_inspection(request, ref)
    mine = inspection.meetings.filter(agency__in=speaks_for(request.user), offered=True)
    found = get_object_or_404(mine, ref=meeting)
    found.inspection = inspection
    meetings.call_off(found, **now_by(request))
    return redirect("voices:offer", ref=ref)


@allow(is_inspector)
@require_http_methods(["GET"])
def meeting(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """One meeting: who it is, what they said about taking part, what was noted, what became of it."""
    return _show(request, _meeting(request, ref, meeting))


@allow(is_inspector)
@require_POST
def go(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """Say who goes there."""
    found = _meeting(request, ref, meeting)
    form = GoForm(request.POST, inspection=found.inspection)
    if done(form, lambda: meetings.go(found, person=form.cleaned_data["goes"], **now_by(request)), stays=False):
        return redirect("voices:meeting", ref=ref, meeting=meeting)
    return _show(request, found, go_form=form)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """Record what they say about taking part."""
    found = _meeting(request, ref, meeting)
    expect_asking(found.inspection)
    form = ConsentForm(request.POST or None)
    if done(form, lambda: meetings.record_consent(found, **form.cleaned_data, **now_by(request))):
        return redirect("voices:meeting", ref=ref, meeting=meeting)
    return page_of(request, found.inspection, "consent", form=form, meeting=found, leaflet=_leaflet(request, found))


@allow(is_inspector)
@require_POST
def stop(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """They stop: withdraw what was not used."""
    meetings.stop(_meeting(request, ref, meeting), **now_by(request))
    return redirect("voices:meeting", ref=ref, meeting=meeting)


@allow(is_inspector)
@require_POST
def withdraw(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """They stopped by their code: withdraw what was not used."""
    meetings.withdraw_unused(_meeting(request, ref, meeting), **now_by(request))
    return redirect("voices:meeting", ref=ref, meeting=meeting)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """Note what was said or seen as evidence."""
    found = _meeting(request, ref, meeting)
    form = WriteForm(request.POST or None, meeting=found)
    if request.method == "GET":
        meetings.expect_agreed(found)
        expect_stage(found.inspection)
    if done(form, lambda: meetings.write_down(found, **form.cleaned_data, **now_by(request))):
        return redirect("voices:meeting", ref=ref, meeting=meeting)
    return page_of(request, found.inspection, "note", form=form, meeting=found)


@allow(is_inspector)
@require_POST
def give_code(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """A code to hand over, shown once."""
    found = _meeting(request, ref, meeting)
    code = meetings.give_code(found, **now_by(request))
    return page_of(request, found.inspection, "code", meeting=found, code=code, said=_absolute(request, "heard:said"))


@allow(is_inspector)
@require_POST
def tell(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """Tell those who were met what became of what they said."""
    found, form = _meeting(request, ref, meeting), ReplyForm(request.POST)
    require(may_ask, request.user, found.inspection)
    if done(form, lambda: meetings.tell(found, says=form.cleaned_data["says"], **now_by(request))):
        return redirect("voices:meeting", ref=ref, meeting=meeting)
    return _show(request, found, reply_form=form)


@allow(is_inspector)
@require_POST
def reach(request: HttpRequest, ref: str, meeting: str) -> HttpResponse:
    """How to reach them again, for this one look."""
    found, form = _meeting(request, ref, meeting), ReadForm(request.POST)
    said: dict[str, str] = {}
    if done(form, lambda: said.update(meetings.read_reach(found, **form.cleaned_data, **now_by(request)))):
        return page_of(request, found.inspection, "reach", meeting=found, said=said)
    return _show(request, found, read_form=form)


def _show(request: HttpRequest, found: Meeting, **forms: Any) -> HttpResponse:
    inspection = found.inspection
    context = {
        "go_form": GoForm(inspection=inspection, initial={"goes": found.goes_id}), "read_form": ReadForm(),
        "reply_form": ReplyForm(), **forms,
    }  # fmt: skip
    prefetch_related_objects([found], "consents__by")
    reader, (unused, used) = Reader(inspection), left_and_used(found, request.user)
    ((_, words),) = _with_words(reader, [found])
    return page_of(
        request, inspection, "meeting", meeting=found, words=words, consents=_consents(reader, found),
        agency=inspection.bodies.filter(code=found.agency).first(), used=used, left=unused,
        replies=_replies(reader, found), leaflet=_leaflet(request, found),
        interpreters=meetings.INTERPRETERS, advocates=meetings.ADVOCATES,
        has_errors=any(form.errors for form in forms.values()), **context,
    )  # fmt: skip


def _meeting(request: HttpRequest, ref: str, meeting: str) -> Meeting:
    inspection = inspection_for(request, ref)
    found = get_object_or_404(inspection.meetings.select_related("goes", "by"), ref=meeting)
    found.inspection = inspection
    return found


def _with_words(reader: Reader, found: Iterable[Meeting]) -> list[tuple[Meeting, dict[str, Any]]]:
    """Each meeting with who it is; without, where the key is gone."""
    return [(each, reader.plain(each.sealed, about=meetings.about_meeting(each)) or {}) for each in found]


def _consents(reader: Reader, found: Meeting) -> list[tuple[Consent, dict[str, Any]]]:
    return [(row, reader.plain(row.sealed, about=meetings.about_consent(row)) or {}) for row in found.consents.all()]


def _replies(reader: Reader, found: Meeting) -> list[tuple[Reply, str]]:
    rows = found.replies.all()
    return [(row, (reader.plain(row.sealed, about=about_reply(row)) or {}).get("says", "")) for row in rows]


def _leaflet(request: HttpRequest, found: Meeting) -> str:
    return _absolute(request, "heard:leaflet", who=LEAFLETS.get(found.kind, "staff"))


def _absolute(request: HttpRequest, name: str, **parts: str) -> str:
    return request.build_absolute_uri(reverse(name, kwargs=parts))
