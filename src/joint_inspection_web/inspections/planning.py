"""What is done to an inspection's days? A step moves or is done; an activity is proposed and the council answers."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.moving import check_move
from joint_inspection.inspections.plan import DaysOnSite, check_activity, days_on_site, why_not_on
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import timetables
from joint_inspection_web.inspections.models import (
    ANNOUNCED,
    CALLED_OFF,
    DEFERRED,
    FIELDWORK,
    INCOMPLETE,
    PAUSED,
    UNANNOUNCED,
    Activity,
    Answer,
    Inspection,
    Part,
    Says,
    TimetableRow,
)
from joint_inspection_web.inspections.rules import may_answer_plan, may_deviate, may_plan
from joint_inspection_web.inspections.stages import subject_of
from joint_inspection_web.inspections.work import is_planned_with_area

PLANNED_IN = (ANNOUNCED, FIELDWORK, PAUSED, INCOMPLETE)
"""While the lead and the council plan the days on site."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the lead wants to do on one day on site."""

    day: date
    part: str
    what: str
    whom: str
    where: str


@action
def move_step(
    row: TimetableRow, *, first: date, last: date, reason: str, by: Person | None, at: datetime
) -> TimetableRow:
    """Move a step to other days, for a reason that is kept beside what was planned."""
    inspection = row.inspection
    require(may_deviate, by, inspection)
    _expect_movable(row)
    steps = timetables.as_planned(inspection)
    problems = list(
        check_move(steps, row.step, first=first, last=last, framework=find(inspection.framework), kind=inspection.kind)
    )
    if (first, last) == (row.first, row.last):
        problems.append(Problem(where="first", says="The step stands there already: choose other days"))
    if not reason.strip():
        problems.append(Problem(where="reason", says="Say why it is moved"))
    if problems:
        raise InvalidInput(problems)
    moved = [replaced(each, first=first, last=last) if each.step == row.step else each for each in steps]
    wrote = timetables.put(inspection, moved, reason=reason.strip(), by=by, at=at)
    record("inspections.move_step", by=by, at=at, subject=subject_of(inspection), wrote=wrote)
    row.refresh_from_db()
    return row


@action
def note_done(row: TimetableRow, *, on: date, by: Person | None, at: datetime) -> TimetableRow:
    """Note the day on which a step really happened; what was planned stays beside it."""
    require(may_deviate, by, row.inspection)
    if row.done_on is not None:
        raise NotPossible("When this step happened is noted already")
    if on > timezone.localdate(at):
        raise invalid("done_on", "Enter today or an earlier day: only what has happened is noted")
    if on < row.inspection.notify_on:
        raise invalid("done_on", "Enter a day from the notification on")
    row.done_on = on
    row.save()
    record("inspections.note_done", by=by, at=at, subject=subject_of(row.inspection), wrote=[row])
    return row


def _expect_movable(row: TimetableRow) -> None:
    stage = row.inspection.stage
    if stage in (CALLED_OFF, DEFERRED):
        raise NotPossible(f"This inspection is {stage.replace('_', ' ')}: its days do not move now")
    if row.done_on is not None:
        raise NotPossible("This step has happened: it cannot move any more")
    if row.stage == "notify" and stage != UNANNOUNCED:
        raise NotPossible("The area has been told: that day cannot move any more")


@action
def propose(inspection: Inspection, proposal: Proposal, *, by: Person | None, at: datetime) -> Activity:
    """Propose something to the council for one day on site."""
    require(may_plan, by, inspection)
    made = _propose(inspection, proposal, instead_of=None, by=by, at=at)
    record("inspections.propose", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def propose_instead(activity: Activity, proposal: Proposal, *, by: Person | None, at: datetime) -> Activity:
    """Propose something else in the place of an activity."""
    inspection = activity.inspection
    require(may_plan, by, inspection)
    _expect_present(activity)
    made = _propose(inspection, proposal, instead_of=activity, by=by, at=at)
    record("inspections.propose_instead", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def take_other_time(activity: Activity, *, by: Person | None, at: datetime) -> Activity:
    """Take the time that the council proposed: the activity is agreed there."""
    inspection = activity.inspection
    require(may_plan, by, inspection)
    _expect_present(activity)
    answer = activity.answers.last()
    if answer is None or answer.says != Says.ANOTHER_TIME:
        raise NotPossible("The council has not proposed another time")
    proposal = Proposal(day=answer.day, part=answer.part, what=activity.what, whom=activity.whom, where=activity.where)
    made = _propose(inspection, proposal, instead_of=activity, by=by, at=at)
    agreed = Answer.objects.create(
        activity=made, says=Says.AGREED, reason="The council proposed this time", by=by, at=at
    )
    record("inspections.take_other_time", by=by, at=at, subject=subject_of(inspection), wrote=[made, agreed])
    return made


@action
def withdraw(activity: Activity, *, reason: str, by: Person | None, at: datetime) -> Answer:
    """Take an activity out of the plan again."""
    require(may_plan, by, activity.inspection)
    return _answer(activity, Says.WITHDRAWN, reason=reason, by=by, at=at)


@action
def answer(
    activity: Activity, *, says: str, reason: str = "", day: date | None = None, part: str = "", by: Person | None,
    at: datetime,
) -> Answer:  # fmt: skip
    """Say for the council whether an activity can take place, or when it could."""
    require(may_answer_plan, by, activity.inspection)
    if says not in (Says.AGREED, Says.NOT_POSSIBLE, Says.ANOTHER_TIME):
        raise invalid("says", "Choose an answer")
    if says == Says.ANOTHER_TIME:
        _check_other_time(activity, day, part, on=timezone.localdate(at))
        return _answer(activity, says, reason=reason, day=day, part=part, by=by, at=at)
    return _answer(activity, says, reason=reason, by=by, at=at)


def _check_other_time(activity: Activity, day: date | None, part: str, *, on: date) -> None:
    problems = []
    if day is None:
        problems.append(Problem(where="day", says="Enter the day that you propose"))
    elif wrong := why_not_on(on_site(activity.inspection), day, on=on):
        problems.append(Problem(where="day", says=wrong))
    if part not in Part.values:
        problems.append(Problem(where="part", says="Choose which part of the day"))
    if (day, part) == (activity.day, activity.part):
        problems.append(Problem(where="day", says="This is the time that was asked for: agree to it instead"))
    if problems:
        raise InvalidInput(problems)


def on_site(inspection: Inspection) -> DaysOnSite:
    """The days on site of an inspection, fixed and free."""
    return days_on_site(timetables.as_planned(inspection))


def why_not_there(activity: Activity, on_site: DaysOnSite) -> str | None:
    """What is wrong with the day of an activity, now that the days on site may have moved; None for nothing."""
    return why_not_on(on_site, activity.day, on=activity.day)


def _propose(
    inspection: Inspection, proposal: Proposal, *, instead_of: Activity | None, by: Person | None, at: datetime
) -> Activity:
    _expect_planning(inspection)
    today = timezone.localdate(at)
    problems = [
        *check_activity(
            on_site(inspection),
            day=proposal.day,
            what=proposal.what,
            whom=proposal.whom,
            where=proposal.where,
            on=today,
        ),
        *([] if proposal.part in Part.values else [Problem(where="part", says="Choose which part of the day")]),
    ]
    if problems:
        raise InvalidInput(problems)
    return Activity.objects.create(
        inspection=inspection, day=proposal.day, part=proposal.part, what=proposal.what.strip(),
        whom=proposal.whom.strip(), where=proposal.where.strip(), proposed_at=at, proposed_by=by, instead_of=instead_of,
    )  # fmt: skip


def _answer(
    activity: Activity, says: str, *, reason: str, by: Person | None, at: datetime, day: date | None = None,
    part: str = "",
) -> Answer:  # fmt: skip
    _expect_planning(activity.inspection)
    _expect_present(activity)
    if says != Says.AGREED and not reason.strip():
        raise invalid("reason", "Say why")
    made = Answer.objects.create(activity=activity, says=says, reason=reason.strip(), day=day, part=part, by=by, at=at)
    subject = subject_of(activity.inspection)
    record("inspections.answer", by=by, at=at, subject=subject, wrote=[made])
    return made


def _expect_planning(inspection: Inspection) -> None:
    if not is_planned_with_area(inspection):
        raise NotPossible("The days of this kind of visit are not planned with the council")
    if inspection.stage not in PLANNED_IN:
        raise NotPossible("The days on site are planned from the announcement until the fieldwork ends")


def _expect_present(activity: Activity) -> None:
    if Activity.objects.filter(instead_of=activity).exists():
        raise NotPossible("Another activity took this one's place: look at the plan again")
    last = activity.answers.last()
    if last is not None and last.says == Says.WITHDRAWN:
        raise NotPossible("This activity was withdrawn")
