"""Pages about what was found before: what may be a repeat, and how a person says it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.areas import load_register
from joint_inspection.follow_up.repeats import Found, may_repeat
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.areas.reading import framework_title
from joint_inspection_web.follow_up import repeated
from joint_inspection_web.follow_up.forms import RepeatForm
from joint_inspection_web.follow_up.rules import may_judge
from joint_inspection_web.follow_up.views import inspection_for, page


@allow(is_inspector)
@require_safe
def repeats(request: HttpRequest, ref: str) -> HttpResponse:
    """Each weakness that was found, what was found before and may be the same, and what somebody said of it."""
    inspection, today = inspection_for(request, ref, may_judge), timezone.localdate()
    own, earlier = repeated.own_findings(inspection, on=today), repeated.earlier_findings(inspection, on=today)
    links, known = repeated.links_of(inspection), {each.id: each for each in earlier}
    rows = [
        (
            each,
            [(row, known[row.earlier]) for row in links.values() if row.later == each.id and row.earlier in known],
            [one for one in may_repeat(each, earlier, load_register()) if (each.id, one.id) not in links],
        )
        for each in own
        if each.direction != "context"
    ]
    came_back = {(each.finding, each.earlier): each for each in repeated.returned(inspection, on=today)}
    return page(
        request, inspection, "repeats", rows=rows, came_back=came_back, kinds=repeated.KINDS, area=area_name,
        earlier=earlier, framework_title=framework_title, title="Was it found before?",
    )  # fmt: skip


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, ref: str, finding: str, earlier: str) -> HttpResponse:
    """Say how a finding relates to an earlier one."""
    inspection, today = inspection_for(request, ref, may_judge), timezone.localdate()
    later = _one(repeated.own_findings(inspection, on=today), finding)
    before = _one(repeated.earlier_findings(inspection, on=today), earlier)
    form = RepeatForm(request.POST or None, kinds=[(str(kind), says) for kind, says in repeated.KINDS.items()])
    if done(form, lambda: repeated.say_repeat(inspection, later=finding, earlier=earlier, **form.cleaned_data,
                                              **now_by(request))):  # fmt: skip
        return redirect("follow_up:repeats", ref=ref)
    return page(
        request, inspection, "link", form=form, later=later, before=before, area=area_name,
        framework_title=framework_title, title="How do they relate?",
    )  # fmt: skip


def area_name(code: str) -> str:
    """The name of an area."""
    return load_register().get(code).name


def _one(findings: tuple[Found, ...], id: str) -> Found:
    for each in findings:
        if each.id == id:
            return each
    raise Http404
