"""Pages on which agencies read a draft and say what is wrong, and on which inspectors answer; one log for both."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.frameworks.load import find
from joint_inspection.reports.accuracy import window
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_nominated_officer, is_signed_in
from joint_inspection_web.accuracy import log as logs
from joint_inspection_web.accuracy import points as actions
from joint_inspection_web.accuracy import rounds
from joint_inspection_web.accuracy.forms import AnswerForm, PointForm, RemarkForm
from joint_inspection_web.accuracy.models import AccuracyFile, AccuracyPoint, Round
from joint_inspection_web.accuracy.rules import is_its_own, may_answer, may_follow, may_read_point, may_send, was_asked
from joint_inspection_web.accuracy.shown import days_left, drawn, legend, parts_of, standings
from joint_inspection_web.accuracy.waiting import answers_due
from joint_inspection_web.fairness.files import KINDS, MOST_FILES, sent_back
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.rules import inspected, spoken_for
from joint_inspection_web.inspections.door import get_inspection
from joint_inspection_web.inspections.models import FIELDWORK_DONE, Body, Inspection
from joint_inspection_web.reports.texts import last_draft, report_of, text_of


@allow(is_signed_in)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """For inspectors: what is out, and how far each agency is. For an agency: the draft, sentence by sentence."""
    inspection = get_inspection(request, ref)
    if may_follow.test(request.user, inspection):
        return _board(request, inspection)
    return _draft(request, inspection)


@allow(is_inspector)
@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send the last draft to every agency."""
    inspection = get_inspection(request, ref)
    rounds.send_draft(inspection, **now_by(request))
    return redirect("accuracy:front", ref=ref)


@allow(is_inspector)
@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """End the round that is open."""
    inspection = get_inspection(request, ref)
    require(may_send, request.user, inspection)
    rounds.end_round(_round(inspection), **now_by(request))
    return redirect("accuracy:front", ref=ref)


@allow(is_nominated_officer)
@require_POST
def finish(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Say for an agency that it has nothing to add."""
    inspection = _asked(request, ref)
    rounds.finish(_round(inspection), body=_body(inspection, number), **now_by(request))
    return redirect("accuracy:front", ref=ref)


@allow(is_nominated_officer)
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, ref: str, sentence: str = "") -> HttpResponse:
    """Say what is wrong in a sentence of the draft, or in the draft as a whole."""
    inspection = _asked(request, ref)
    round, words, own = _round(inspection), Words(inspection), spoken_for(request.user, inspection)
    if request.method == "GET":
        rounds.expect_open(round)
    report = text_of(round.draft, words=words)
    said = report.sentence(sentence) if report else None
    if sentence and said is None:
        raise Http404
    form = PointForm(request.POST or None, bodies=own, initial={"body": own[0].code if len(own) == 1 else ""})

    def act() -> AccuracyPoint:
        given = dict(form.cleaned_data)
        body = next(each for each in own if each.code == given.pop("body"))
        files = [(each.name, each.read()) for each in request.FILES.getlist("files")]
        return actions.make_point(round, body=body, sentence=sentence, **given, files=files, **now_by(request))

    if done(form, act):
        return redirect("accuracy:front", ref=ref)
    return page(request, inspection, "comment", form=form, sentence=said, bodies=own, words=words, most=MOST_FILES,
                kinds=", ".join(kind[1:] for kind in KINDS))  # fmt: skip


@allow(is_signed_in)
@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, ref: str, point: str) -> HttpResponse:
    """One point with all that was said about it; either side may add a remark."""
    inspection, found = _point(request, ref, point)
    speaks = is_its_own.test(request.user, found) or may_answer.test(request.user, inspection)
    if request.method == "POST" and not speaks:
        require(may_answer, request.user, inspection)
    form = RemarkForm(request.POST or None)
    if done(form, lambda: actions.add_remark(found, **form.cleaned_data, **now_by(request))):
        return redirect("accuracy:point", ref=ref, point=point)
    words = Words(inspection)
    report = text_of(found.round.draft, words=words)
    [(_, said)] = logs.entries([found], words)
    goes_on = inspection.stage == FIELDWORK_DONE
    return page(
        request, inspection, "point", point=found, said=said, words=words, form=form if speaks and goes_on else None,
        sentence=report.sentence(found.sentence) if report and found.sentence else None, files=list(found.files.all()),
        answers=goes_on and may_answer.test(request.user, inspection), due=answers_due(found.round),
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, point: str) -> HttpResponse:
    """Answer a point: accepted or not, why, and what changed for it."""
    inspection, found = _point(request, ref, point)
    require(may_answer, request.user, inspection)
    if request.method == "GET":
        rounds.expect_drafting(inspection)
    words = Words(inspection)
    form = AnswerForm(
        request.POST or None, changed=actions.changed_since(found.round, words), sentence=found.sentence,
        decisions=actions.decisions_since(found.round), initial={"on_judgement": "none"},
    )  # fmt: skip
    if done(form, lambda: actions.answer_point(found, **form.said, **now_by(request))):
        return redirect("accuracy:point", ref=ref, point=point)
    report, now = text_of(found.round.draft, words=words), report_of(inspection, words=words)
    [(_, said)] = logs.entries([found], words)
    return page(
        request, inspection, "answer", form=form, point=found, said=said, words=words,
        sentence=report.sentence(found.sentence) if report and found.sentence else None,
        stands=now.sentence(found.sentence) is not None if now and found.sentence else False,
    )  # fmt: skip


@allow(is_signed_in)
@require_safe
def file(request: HttpRequest, ref: str, point: str, file: str) -> HttpResponse:
    """Something that came with a point, for inspectors and for the agency that sent it."""
    inspection, found = _point(request, ref, point)
    row = get_object_or_404(AccuracyFile, point=found, ref=file)
    row.inspection = inspection
    return sent_back(row)


@allow(is_signed_in)
@require_safe
def log(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Everything said about one agency's points: the same page, and the same table, for it and for inspectors."""
    inspection = get_inspection(request, ref)
    body = _body(inspection, number)
    if not (may_follow.test(request.user, inspection) or body in _commenting(request.user, inspection)):
        raise Http404
    words = Words(inspection)
    found = logs.entries(actions.points_of(inspection, body), words)
    if request.GET.get("form") == "csv":
        response = HttpResponse(logs.as_csv(found).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="facts.csv"'
        return response
    return page(request, inspection, "log", body=body, found=found, words=words)


def page(request: HttpRequest, inspection: Inspection, name: str, *, words: Words, **context: Any) -> HttpResponse:
    """A page with what every template here needs."""
    shared = {
        "inspection": inspection, "framework": find(inspection.framework), "gone": words.gone,
        "follows": may_follow.test(request.user, inspection),
    }  # fmt: skip
    return render(request, f"accuracy/{name}.html", shared | context)


def _board(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """What is out, how far each agency is, and what waits for an answer."""
    round, draft, words = rounds.last_round(inspection), last_draft(inspection), Words(inspection)
    found = (
        standings(round, inspected(inspection), actions.points_of(inspection, *inspected(inspection))) if round else []
    )
    ended = round is not None and rounds.ended(round)
    could = inspection.stage == FIELDWORK_DONE and may_send.test(request.user, inspection)
    new = draft is not None and (round is None or (ended and round.draft_id != draft.pk))
    today = timezone.localdate()
    return page(
        request, inspection, "board", words=words, round=round, ended=ended, draft=draft, found=found, today=today,
        window=window(find(inspection.framework), inspection.kind), may_send=could and new,
        may_end=could and round is not None and not ended and (today > round.due_on or not rounds.unfinished(round)),
        picture=drawn(found) if any(each.points for each in found) else None,
        left=days_left(round, today) if round else 0,
        waiting=[(each, words.of(each)) for each in rounds.unanswered(inspection)],
        due=answers_due(round) if round else None, legend=legend(),
    )  # fmt: skip


def _draft(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """The draft as an agency reads it, with its own points beside the sentences."""
    own, words = _commenting(request.user, inspection), Words(inspection)
    if not own:
        raise Http404
    round = _round(inspection)
    report, found = text_of(round.draft, words=words), logs.entries(actions.points_of(inspection, *own), words)
    done = set(round.finished.values_list("body", flat=True))
    here = [(point, said) for point, said in found if point.round_id == round.pk]
    return page(
        request, inspection, "draft", words=words, round=round, own=own, found=found,
        open=inspection.stage == FIELDWORK_DONE and not rounds.ended(round),
        draft_parts=parts_of(report, find(inspection.framework)) if report else [],
        beside={id: [each for each in here if each[0].sentence == id] for id in {p.sentence for p, _ in here}},
        unfinished=[body for body in own if body.pk not in done], today=timezone.localdate(),
        left=days_left(round, timezone.localdate()), due=answers_due(round),
    )  # fmt: skip


def _commenting(user: Person, inspection: Inspection) -> list[Body]:
    """The agencies for which somebody reads the draft; none before one was sent."""
    return spoken_for(user, inspection) if was_asked.test(user, inspection) else []


def _asked(request: HttpRequest, ref: str) -> Inspection:
    """The inspection, for an officer to whom a draft was sent; for anybody else there is nothing here."""
    inspection = get_inspection(request, ref)
    if not was_asked.test(request.user, inspection):
        raise Http404
    return inspection


def _round(inspection: Inspection) -> Round:
    found = rounds.last_round(inspection)
    if found is None:
        raise Http404
    return found


def _body(inspection: Inspection, number: int) -> Body:
    for body in inspected(inspection):
        if body.pk == number:
            return body
    raise Http404


def _point(request: HttpRequest, ref: str, point: str) -> tuple[Inspection, AccuracyPoint]:
    """A point, for inspectors and for the agency that made it; for others it is not there."""
    inspection = get_inspection(request, ref)
    rows = AccuracyPoint.objects.select_related("body__inspection", "inspection", "round__draft__inspection",
                                                "round__inspection")  # fmt: skip
    found = get_object_or_404(rows, inspection=inspection, ref=point)
    if not may_read_point.test(request.user, found):
        raise Http404
    return inspection, found
