"""What does the announcement tell each agency? One letter an addressee, made when the area is told and not before."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import Problem
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.letters import Letter, check_letter, duties_of, sample_of
from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import title_of
from joint_inspection_web.history.record import record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection, SeatRole
from joint_inspection_web.inspections.timetables import as_planned
from joint_inspection_web.notices.models import Notice


def check_notices(inspection: Inspection, at: datetime) -> list[Problem]:
    """Everything for which a notice cannot be made: asked before the area is told."""
    bodies = addressees(inspection)
    if not bodies:
        says = "No agency that is inspected is known here, so nobody can be told: look at the area's agencies"
        return [Problem(where="notices", says=says)]
    letters = _letters(inspection, bodies, on=timezone.localdate(at))
    return [problem for letter in letters for problem in check_letter(letter, settings=notice_settings())]


def make_notices(inspection: Inspection, *, by: Person | None, at: datetime) -> None:
    """Make one notice an agency, in the action that announces; where there was one before, this one takes its place."""
    bodies = addressees(inspection)
    before = {notice.body_id: notice for notice in present(inspection)}
    letters = _letters(inspection, bodies, on=timezone.localdate(at))
    made = [
        Notice.objects.create(
            inspection=inspection, body=body, office=letter.office, told=letter.as_json(), at=at, by=by,
            replaces=before.get(body.pk),
        )
        for body, letter in zip(bodies, letters, strict=True)
    ]  # fmt: skip
    record("notices.make", by=by, at=at, subject=subject_of(inspection), wrote=made)


def addressees(inspection: Inspection) -> list[Body]:
    """The agencies inspected, each addressed once."""
    return list(inspection.agencies)


def present(inspection: Inspection) -> list[Notice]:
    """The notices that count: none that another took the place of."""
    found = inspection.notices.filter(replaced_by=None).select_related("body", "receipt", "by")
    return list(found.prefetch_related("reminders__by"))


def _letters(inspection: Inspection, bodies: list[Body], *, on: date) -> list[Letter]:
    framework = find(inspection.framework)
    settings, steps = notice_settings(), as_planned(inspection)
    names = tuple(
        title_of(code) for code in inspection.bodies.filter(kind="inspectorate").values_list("code", flat=True)
    )
    contact = _contact(inspection)
    return [
        Letter(
            office=settings.offices.get(body.kind, ""), body=body.name, area=inspection.area_name,  # type: ignore[call-overload]
            framework=framework.title, visit=framework.kind(inspection.kind).title, told_on=on,
            begins_on=inspection.begins_on, ends_on=inspection.ends_on, contact=contact, inspectorates=names,
            conduct=settings.conduct.says, deferral=settings.deferral.says,
            sample=sample_of(framework, agency_kind=body.kind),
            duties=duties_of(framework, steps, agency_kind=body.kind, notify=inspection.notify_on),
        )
        for body in bodies
    ]  # fmt: skip


def _contact(inspection: Inspection) -> str:
    """The lead inspector by name, who is the point of contact; before there is one, the office."""
    seat = inspection.seats.filter(role=SeatRole.LEAD_INSPECTOR, ended_at=None).select_related("person").first()
    return f"{seat.person.name}, lead inspector, {seat.person.email}" if seat else "the lead inspector"
