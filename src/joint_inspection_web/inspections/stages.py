"""How does an inspection go from one stage to the next: announced, begun, paused, put off, ended?

Whatever is not as planned needs a reason; what is put off or stands still needs somebody who answers for it and a day
on which it is looked at again.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.timetable import planned
from joint_inspection.inspections.moving import earliest_again, postponed
from joint_inspection.inspections.said import not_working, said
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import gates, timetables
from joint_inspection_web.inspections.models import (
    ANNOUNCED,
    CALLED_OFF,
    DEFERRED,
    FIELDWORK,
    FIELDWORK_DONE,
    INCOMPLETE,
    PAUSED,
    PUBLISHED,
    STAGES,
    Inspection,
    Stage,
)
from joint_inspection_web.inspections.rules import may_announce, may_call_off, may_deviate, may_lead


@action
def announce(inspection: Inspection, *, by: Person | None, at: datetime) -> Stage:
    """Tell the area. From now on its agencies see the inspection, and it is out of the vault."""
    require(may_announce, by, inspection)
    today = timezone.localdate(at)
    if inspection.stage == DEFERRED:
        raise NotPossible("This inspection was deferred: take it up again with a new first day")
    if today < inspection.notify_on:
        raise NotPossible("The area is told on the day of notification, not before")
    _expect_stage(inspection, ANNOUNCED)
    wrote = timetables.done(inspection, "notify", on=today)
    return _reach(inspection, ANNOUNCED, what="announce", by=by, at=at, wrote=wrote)


@action
def call_off(inspection: Inspection, *, by: Person | None, at: datetime) -> Stage:
    """End an inspection that will not happen. In the vault it stays there."""
    require(may_call_off, by, inspection)
    return _reach(inspection, CALLED_OFF, what="call_off", by=by, at=at)


@action
def begin_fieldwork(inspection: Inspection, *, by: Person | None, at: datetime) -> Stage:
    """Begin on site, or off site where nobody goes there: on the first day, not before."""
    require(may_lead, by, inspection)
    _expect_stage(inspection, FIELDWORK, instead=(PAUSED, INCOMPLETE), do="go on with it")
    if timezone.localdate(at) < inspection.begins_on:
        raise NotPossible(f"Fieldwork begins on {said(inspection.begins_on)}: move that day if it begins earlier")
    return _reach(inspection, FIELDWORK, what="begin_fieldwork", by=by, at=at)


@action
def end_fieldwork(inspection: Inspection, *, by: Person | None, at: datetime, reason: str = "") -> Stage:
    """End the fieldwork: on its last day or later; earlier only with a reason."""
    require(may_lead, by, inspection)
    _expect_stage(inspection, FIELDWORK_DONE)
    if timezone.localdate(at) < inspection.ends_on and not reason.strip():
        raise invalid("reason", f"Fieldwork lasts until {said(inspection.ends_on)}: say why it ends earlier")
    wrote = timetables.done(inspection, "on_site", on=timezone.localdate(at))
    return _reach(
        inspection,
        FIELDWORK_DONE,
        what="end_fieldwork",
        by=by,
        at=at,
        wrote=wrote,
        reason=_reason(reason, needed=False),
    )


@action
def publish(inspection: Inspection, *, by: Person | None, at: datetime) -> Stage:
    """Say that its report is published: part of publishing it, and of nothing else."""
    require(may_lead, by, inspection)
    return _reach(inspection, PUBLISHED, what="publish", by=by, at=at)


@action
def defer(
    inspection: Inspection,
    *,
    reason: str,
    owner: Person | None,
    review_on: date | None,
    by: Person | None,
    at: datetime,
) -> Stage:
    """Put an announced inspection off before it begins."""
    return _deviate(inspection, DEFERRED, "defer", reason=reason, owner=owner, review_on=review_on, by=by, at=at)


@action
def pause(
    inspection: Inspection,
    *,
    reason: str,
    owner: Person | None,
    review_on: date | None,
    by: Person | None,
    at: datetime,
) -> Stage:
    """Leave an inspection that has begun for a while."""
    return _deviate(inspection, PAUSED, "pause", reason=reason, owner=owner, review_on=review_on, by=by, at=at)


@action
def mark_incomplete(
    inspection: Inspection,
    *,
    reason: str,
    owner: Person | None,
    review_on: date | None,
    by: Person | None,
    at: datetime,
) -> Stage:
    """Say that an inspection paused cannot be judged on what there is: more evidence has to be gathered."""
    return _deviate(
        inspection, INCOMPLETE, "mark_incomplete", reason=reason, owner=owner, review_on=review_on, by=by, at=at
    )


@action
def resume(inspection: Inspection, *, reason: str, by: Person | None, at: datetime) -> Stage:
    """Go on with an inspection that stood still; what was to come is later by the working days lost."""
    require(may_deviate, by, inspection)
    _expect_stage(inspection, FIELDWORK, instead=(ANNOUNCED,), do="begin it")
    since = timezone.localdate(_stood_still_since(inspection))
    moved = postponed(timetables.as_planned(inspection), since=since, until=timezone.localdate(at))
    why = _reason(reason)
    wrote = timetables.put(inspection, moved, reason=f"Stood still from {said(since)}: {why}", by=by, at=at)
    return _reach(inspection, FIELDWORK, what="resume", by=by, at=at, wrote=wrote, reason=why)


@action
def take_up_again(inspection: Inspection, *, begins_on: date, reason: str, by: Person | None, at: datetime) -> Stage:
    """Announce an inspection that was deferred, with a new first day and a new timetable from there."""
    require(may_deviate, by, inspection)
    if inspection.stage != DEFERRED:
        raise NotPossible("This inspection is not deferred")
    framework, why = find(inspection.framework), _reason(reason)
    notice = framework.kind(inspection.kind).notice.working_days
    _expect_notice(begins_on, notice=notice, on=timezone.localdate(at))
    steps = planned(framework, notify=add_working_days(begins_on, -notice), kind=inspection.kind)
    wrote = timetables.put(inspection, steps, reason=f"Taken up again: {why}", by=by, at=at)
    return _reach(inspection, ANNOUNCED, what="take_up_again", by=by, at=at, wrote=wrote, reason=why)


def subject_of(inspection: Inspection) -> str:
    """How history names an inspection that something is done to."""
    return f"inspection:{inspection.ref}"


def check_deviation(*, reason: str, owner: Person | None, review_on: date | None, on: date) -> list[Problem]:
    """Everything missing from a deferral, a pause or an inspection left incomplete."""
    problems = []
    if not reason.strip():
        problems.append(Problem(where="reason", says="Say why, in words that the area may read"))
    if owner is None:
        problems.append(Problem(where="owner", says="Name the person who answers for it until it goes on"))
    elif not any(m.organisation.is_inspectorate for m in owner.present_memberships):
        problems.append(Problem(where="owner", says=f"{owner} does not work for an inspectorate"))
    if review_on is None:
        problems.append(Problem(where="review_on", says="Enter the day on which this is looked at again"))
    elif review_on <= on:
        problems.append(Problem(where="review_on", says="Choose a later day on which this is looked at again"))
    elif says := not_working(review_on):
        problems.append(Problem(where="review_on", says=says))
    return problems


def _deviate(
    inspection: Inspection, stage: str, what: str, *, reason: str, owner: Person | None, review_on: date | None,
    by: Person | None, at: datetime,
) -> Stage:  # fmt: skip
    require(may_deviate, by, inspection)
    _expect_stage(inspection, stage)
    if problems := check_deviation(reason=reason, owner=owner, review_on=review_on, on=timezone.localdate(at)):
        raise InvalidInput(problems)
    return _reach(inspection, stage, what=what, by=by, at=at, reason=_reason(reason), owner=owner, review_on=review_on)


def _expect_stage(inspection: Inspection, stage: str, *, instead: tuple[str, ...] = (), do: str = "") -> None:
    """Raise NotPossible where a stage does not follow, or is reached in another way from here."""
    now = inspection.stage
    if now in instead:
        raise NotPossible(f"This inspection is {_words(now)}: {do}")
    if stage not in STAGES[now]:
        raise NotPossible(f"This inspection is {_words(now)}: it cannot become {_words(stage)}")


def _words(stage: str) -> str:
    return stage.replace("_", " ")


def _reason(reason: str, *, needed: bool = True) -> str:
    if needed and not reason.strip():
        raise invalid("reason", "Say why, in words that the area may read")
    return reason.strip()


def _stood_still_since(inspection: Inspection) -> datetime:
    """When an inspection that is paused, or was and is incomplete now, was left."""
    return inspection.stages.filter(stage=PAUSED).order_by("pk").last().at


def _expect_notice(begins_on: date, *, notice: int, on: date) -> None:
    if says := not_working(begins_on):
        raise invalid("begins_on", says)
    if begins_on < (earliest := earliest_again(on=on, notice=notice)):
        says = f"The area has {notice} working days of notice: choose {said(earliest)} or later"
        raise invalid("begins_on", says)


def _reach(
    inspection: Inspection, stage: str, *, what: str, by: Person | None, at: datetime, wrote: list[Model] = (),
    reason: str = "", owner: Person | None = None, review_on: date | None = None,
) -> Stage:  # fmt: skip
    """Reach a stage: ask everything that has to be right before it, and let everything follow that follows from it."""
    _expect_stage(inspection, stage)
    gates.expect_open(inspection, stage, at=at)
    reached = Stage.objects.create(
        inspection=inspection, stage=stage, at=at, by=by, reason=reason, owner=owner, review_on=review_on
    )
    record(f"inspections.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[*wrote, reached])
    gates.follow(inspection, stage, by=by, at=at)
    return reached
