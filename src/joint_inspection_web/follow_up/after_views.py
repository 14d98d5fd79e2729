"""Pages about what becomes of a statement: progress, verification, the view of the plan, visits, the impact."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from joint_inspection.follow_up import statement as library
from joint_inspection.follow_up.impact import impact_of
from joint_inspection.follow_up.standing import Series, Stands, series
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector, is_nominated_officer
from joint_inspection_web.design.drawings.course import course
from joint_inspection_web.design.drawings.intervals import Interval, intervals
from joint_inspection_web.follow_up import after, fresh
from joint_inspection_web.follow_up.after import Counted
from joint_inspection_web.follow_up.forms import (
    STATES,
    AfreshForm,
    ImpactForm,
    ProgressForm,
    ReviewForm,
    VerifyForm,
    VisitForm,
)
from joint_inspection_web.follow_up.possible import expect_in_force, expect_unjudged
from joint_inspection_web.follow_up.reading import has_part, is_sent, last_sent, statements_of
from joint_inspection_web.follow_up.rules import could_follow_up, may_judge, may_report, may_see, may_verify
from joint_inspection_web.follow_up.shown import Shown
from joint_inspection_web.follow_up.views import inspection_names, one_of, page
from joint_inspection_web.inspections.rules import speaks_for


@allow(could_follow_up)
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """One action from its promise to its impact; a form tells how it goes on."""
    inspection, found = one_of(request, ref, statement, may_report if request.method == "POST" else may_see)
    promised = found.action(action)
    unit = promised.measure.unit if promised.measure else ""
    form = ProgressForm(request.POST or None, unit=unit)
    if done(form, lambda: after.report_progress(found.row, name=action, **form.cleaned_data, **now_by(request))):
        return redirect("follow_up:action", ref=ref, statement=statement, action=action)
    told = series(found.told, promised, on=found.on)
    checks = [each for each in found.told.impact if each.action == action]
    return page(
        request, inspection, "action", states=STATES, others=_others(found, promised), found=found,
        action=promised, title=f"Action {action}", told=told,
        form=form if _reports(found, promised, request.user) else None, names=inspection_names(inspection),
        picture=course_of(told, promised) if told and told.points else "",
        progress=found.told.progress_of(action), checks=[(each, impact_of(each), _drawn(each)) for each in checks],
        verifications=[each for each in found.told.verifications if each.action == action],
        visits=[each for each in found.told.visits if action in each.looked_at],
        verifies=may_verify.test(request.user, inspection)
        and found.stands(promised) in (Stands.DONE, Stands.NOT_CONFIRMED, Stands.VERIFIED)
        and not after.why_not_by(found.row, action, request.user),
    )  # fmt: skip


@allow(is_inspector | is_nominated_officer)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """Say whether an action was really done."""
    inspection, found = one_of(request, ref, statement, may_verify)
    promised = found.action(action)
    form = VerifyForm(request.POST or None)

    def act() -> Any:
        said = form.cleaned_data
        confirmed = said["confirmed"] == "yes"
        return after.verify(found.row, name=action, confirmed=confirmed, because=said["because"], **now_by(request))

    if done(form, act):
        return redirect("follow_up:action", ref=ref, statement=statement, action=action)
    return page(
        request,
        inspection,
        "form",
        form=form,
        title=f"Was action {action} done?",
        button="Say so",
        intro=[promised.says],
    )


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def impact(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """Compare cases read afresh with those read before."""
    inspection, found = one_of(request, ref, statement, may_judge)
    promised = found.action(action)
    form = ImpactForm(request.POST or None)

    def act() -> Any:
        said = form.cleaned_data
        target = said["target"] / 100 if said["target"] is not None else None
        return after.check_impact(
            found.row, name=action, what=said["what"], stratum=said["stratum"], better=said["better"], target=target,
            before=Counted(part=said["before_part"], whole=said["before_whole"]),
            after=Counted(part=said["after_part"], whole=said["after_whole"]), **now_by(request),
        )  # fmt: skip

    if done(form, act):
        return redirect("follow_up:action", ref=ref, statement=statement, action=action)
    intro = [
        promised.says, "Read the same kind of cases as before, drawn afresh. Leave out those that were read before: "
        "their records were put right because they were read. Few children, or a difference that chance alone could "
        "make, mean that it cannot be told; that is an answer.",
    ]  # fmt: skip
    return page(request, inspection, "form", form=form, title="Did it help children?", button="Compare", intro=intro)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def afresh(request: HttpRequest, ref: str, statement: str, action: str) -> HttpResponse:
    """Draw cases afresh from newer lists; the children drawn are shown by their pseudonyms, and that is recorded."""
    inspection, found = one_of(request, ref, statement, may_judge)
    promised, strata = found.action(action), fresh.strata_of(inspection)
    form = AfreshForm(request.POST or None, strata=strata)
    if done(form, lambda: fresh.draw_afresh(found.row, name=action, **form.cleaned_data, **now_by(request))):
        return redirect("follow_up:afresh", ref=ref, statement=statement, action=action)
    made = fresh.draw_of(found.row, action)
    drawn = fresh.drawn_again(found.row, made, **now_by(request)) if made and strata else None
    return page(
        request, inspection, "afresh", form=form if strata and drawn is None else None, action=promised, found=found,
        drawn=drawn, made=made, title="Cases drawn afresh",
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """Judge whether the plan reflects the findings."""
    inspection, found = one_of(request, ref, statement, may_judge)
    if request.method == "GET":
        expect_unjudged(found.row)
    form = ReviewForm(request.POST or None, asked=found.asked)

    def act() -> Any:
        said = form.cleaned_data | {"reflects": form.cleaned_data["reflects"] == "yes"}
        return after.review(found.row, **said, **now_by(request))

    if done(form, act):
        return redirect("follow_up:front", ref=ref)
    return page(request, inspection, "form", form=form, title="Does the plan reflect the findings?", button="Say so")


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, ref: str, statement: str) -> HttpResponse:
    """Note a monitoring visit."""
    inspection, found = one_of(request, ref, statement, may_judge)
    if request.method == "GET":
        expect_in_force(found.row)
    form = VisitForm(request.POST or None, actions=found.told.actions)
    if done(form, lambda: after.note_visit(found.row, **form.cleaned_data, **now_by(request))):
        return redirect("follow_up:front", ref=ref)
    return page(request, inspection, "form", form=form, title="A monitoring visit", button="Note the visit")


def course_of(told: Series, promised: library.Action) -> str:
    """The picture of a measure."""
    return course(
        [(each.on, each.value) for each in told.points], target=told.target, until=promised.due, unit=told.unit,
        id=f"course-{promised.id}", title=f"Action {promised.id}: its measure from the baseline on",
        describes="A point for each day on which it was measured, and a dashed line at the target. The table says the "
        "same.",
    )  # fmt: skip


def _drawn(check: library.ImpactCheck) -> str:
    pairs = (("Before", check.before), ("Now", check.after))
    rows = [Interval(name=name, share=each.share, low=each.low, high=each.high) for name, each in pairs]
    return intervals(
        rows, target=check.target, id=f"impact-{check.action}-{check.on}", title="The share before and now",
        describes="Each share with the interval in which it lies in 95 samples of 100.",
    )  # fmt: skip


def _others(found: Shown, promised: library.Action) -> list[str]:
    return [each.name for each in found.asked.agencies if each.code in promised.with_others]


def _reports(found: Shown, promised: library.Action, person: Person) -> bool:
    """Whether somebody reports of an action: of the statement that is carried out, with a part in it."""
    rows = statements_of(found.row.inspection)
    if not is_sent(found.row) or last_sent(rows) != found.row:
        return False
    return found.writes or (bool(speaks_for(person)) and has_part(promised, speaks_for(person), found.asked))
