"""The way out: two people release the text, every inspectorate signs it, the lead publishes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection.record.report import Report
from joint_inspection.reports.signing import PEOPLE
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.reports import releasing
from joint_inspection_web.reports.checking import wrong_with_text
from joint_inspection_web.reports.drafting import STAGES, is_corrected
from joint_inspection_web.reports.forms import CorrectForm, ReleaseForm, SignForm
from joint_inspection_web.reports.models import Release, SignOff
from joint_inspection_web.reports.picture import in_words, stations, way_out
from joint_inspection_web.reports.published import publication_of
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.rules import (
    could_report,
    may_publish,
    may_read,
    may_release,
    may_sign,
    signs_for,
    taking_part,
)
from joint_inspection_web.reports.shared import inspection_for, page, to

TOLD_APART = ("report", "recommendations")
"""What stands in the way and has a place of its own; it may quote findings, which inspectors wrote for themselves."""


@allow(could_report)
@require_safe
def out(request: HttpRequest, ref: str) -> HttpResponse:
    """How far the text is on its way out, and what this person can do about it."""
    return _out(request, inspection_for(request, ref, may_read))


@allow(could_report)
@require_POST
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Release the text after having looked through it."""
    inspection = inspection_for(request, ref, may_release)
    form = ReleaseForm(request.POST)
    if done(form, lambda: releasing.release(inspection, digest=form.cleaned_data["digest"], **now_by(request))):
        return to("out", inspection)
    return _out(request, inspection, releasing=form, form=form)


@allow(could_report)
@require_POST
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """Sign the text for one's own inspectorate."""
    inspection = inspection_for(request, ref, may_sign)
    form = _sign_form(request, inspection, None, sent=request.POST)
    if done(form, lambda: releasing.sign(inspection, **form.cleaned_data, **now_by(request))):
        return to("out", inspection)
    return _out(request, inspection, signing=form, form=form)


@allow(is_inspector)
@require_POST
def publish(request: HttpRequest, ref: str) -> HttpResponse:
    """Publish it, for good."""
    inspection = inspection_for(request, ref, may_publish)
    try:
        releasing.publish(inspection, **now_by(request))
    except InvalidInput as error:
        return _out(request, inspection, problems=[each.says for each in error.problems])
    return to("out", inspection)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin a correction of what is published."""
    inspection = inspection_for(request, ref, may_publish)
    if request.method == "GET":
        releasing.expect_correctable(inspection)
    form = CorrectForm(request.POST or None)
    if done(form, lambda: releasing.correct(inspection, **form.cleaned_data, **now_by(request))):
        return to("front", inspection)
    return page(
        request, inspection, "form", form=form, heading="Correct what is published", button="Begin a correction",
        says="What was published stays as it is. The correction is released, signed and published again, and says what "
             "it takes the place of, and why.",
    )  # fmt: skip


def _out(request: HttpRequest, inspection: Inspection, **more: Any) -> HttpResponse:
    words = Words(inspection)
    record, published = record_of(inspection, words=words), publication_of(inspection)
    report, names = record.report, taking_part(inspection)
    going = inspection.stage in STAGES or is_corrected(inspection)
    signed, released = _signed(inspection, words, report), _released(inspection, report)
    wrong = wrong_with_text(inspection, record) if going else []
    stands = gates.in_the_way(inspection, PUBLISHED, at=timezone.now()) if going and report else []
    others = [each.says for each in stands if each.where not in TOLD_APART]
    whole = report is not None and not wrong
    done_by_all = len(released) >= PEOPLE and len(signed) == len(names)
    far = stations(written=whole, released=len(released), signed=len(signed), of=len(names),
                   published=published is not None and not going)  # fmt: skip
    forms = {"signing": _sign_form(request, inspection, report), "releasing": ReleaseForm(initial=_digest(report))}
    return page(
        request, inspection, "out", report=report, going=going, wrong=wrong, signed=signed, released=released,
        names=names, others=others, gone=words.gone, chain=inspection.publications.select_related("by", "supersedes"),
        mine=signs_for(request.user, inspection) - {each["code"] for each in signed},
        may_release=request.user.pk not in {each.by_id for each in released},
        ready=going and whole and not stands and done_by_all,
        unsound=sum(each.where == "recommendations" for each in stands),
        picture=way_out(far), far=in_words(far),
        **forms | {"problems": []} | more,
    )  # fmt: skip


def _sign_form(request: HttpRequest, inspection: Inspection, report: Report | None, *, sent: Any = None) -> SignForm:
    names = taking_part(inspection)
    mine = {code: names[code] for code in signs_for(request.user, inspection)}
    return SignForm(sent, inspectorates=mine, initial=_digest(report) | {"inspectorate": min(mine, default="")})


def _digest(report: Report | None) -> dict[str, str]:
    return {"digest": report.digest} if report else {}


def _signed(inspection: Inspection, words: Words, report: Report | None) -> list[dict[str, Any]]:
    rows = SignOff.objects.filter(inspection=inspection, digest=report.digest if report else "").select_related("by")
    return [{"row": row, "code": row.inspectorate, "dissent": words.of(row).get("dissent", "")} for row in rows]


def _released(inspection: Inspection, report: Report | None) -> list[Release]:
    digest = report.digest if report else ""
    return list(Release.objects.filter(inspection=inspection, digest=digest).select_related("by"))
