"""What is an inspection waiting for, and what can this person do about it now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import Problem
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import day, plural
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import (
    ANNOUNCED,
    CALLED_OFF,
    DEFERRED,
    DEVIATIONS,
    FIELDWORK,
    FIELDWORK_DONE,
    INCOMPLETE,
    PAUSED,
    PUBLISHED,
    UNANNOUNCED,
    Inspection,
    Stage,
)
from joint_inspection_web.inspections.reviews import review_of
from joint_inspection_web.inspections.rules import may_announce, may_deviate, may_lead

NEXT = {
    UNANNOUNCED: ANNOUNCED,
    ANNOUNCED: FIELDWORK,
    FIELDWORK: FIELDWORK_DONE,
    PAUSED: FIELDWORK,
    INCOMPLETE: FIELDWORK,
}
"""The stage that follows where all goes as planned."""
STEPS = {
    UNANNOUNCED: ("announce",),
    ANNOUNCED: ("begin", "defer"),
    DEFERRED: ("take-up",),
    FIELDWORK: ("end", "pause"),
    PAUSED: ("resume", "incomplete"),
    INCOMPLETE: ("resume",),
}
"""What may be done at each stage, what is planned first."""
LEADS = ("begin", "end")
AS_PLANNED = ("announce", "begin", "end", "resume")
"""What leads to the stage that follows, and is offered once nothing stands in its way."""
SAYS = {
    "announce": "Tell the area",
    "begin": "Begin the fieldwork",
    "end": "End the fieldwork",
    "defer": "Put the inspection off",
    "pause": "Pause the inspection",
    "resume": "Go on with the inspection",
    "incomplete": "Say that it is incomplete",
    "take-up": "Take the inspection up again",
}


@dataclass(frozen=True, kw_only=True)
class Now:
    """Where an inspection stands for one person on one day."""

    stage: Stage
    says: str
    """What it is waiting for."""
    steps: tuple[tuple[str, str], ...]
    """Names and words of what this person may do now."""
    in_the_way: tuple[Problem, ...]
    """What has to be put right before the next stage, for those who reach it."""
    overdue: bool
    """Whether an inspection that stands still should have been looked at again by now."""
    review_on: date | None
    """When it is looked at again."""


def now(inspection: Inspection, *, person: Person, at: datetime) -> Now:
    """Say what an inspection is waiting for and what this person can do about it."""
    stage = inspection.stages.select_related("owner").order_by("pk").last()
    today = timezone.localdate(at)
    may = [name for name in STEPS.get(stage.stage, ()) if _may(name, person, inspection)]
    following = NEXT.get(stage.stage)
    review_on = review_of(stage)
    reaches = following is not None and any(name in AS_PLANNED for name in may)
    in_the_way = tuple(gates.in_the_way(inspection, following, at=at)) if reaches else ()
    early = {"announce": today < inspection.notify_on, "begin": today < inspection.begins_on}
    steps = [name for name in may if not early.get(name) and not (in_the_way and name in AS_PLANNED)]
    return Now(
        stage=stage, says=_says(inspection, stage, on=today), steps=tuple((name, SAYS[name]) for name in steps),
        in_the_way=in_the_way,
        overdue=stage.stage in DEVIATIONS and review_on is not None and review_on < today, review_on=review_on,
    )  # fmt: skip


def _may(name: str, person: Person, inspection: Inspection) -> bool:
    rule = may_lead if name in LEADS else may_announce if name == "announce" else may_deviate
    return rule.test(person, inspection)


def _says(inspection: Inspection, stage: Stage, *, on: date) -> str:
    said = {
        UNANNOUNCED: f"The area is told on {_near(inspection.notify_on, on)}.",
        ANNOUNCED: f"Fieldwork begins on {_near(inspection.begins_on, on)}.",
        FIELDWORK: f"Fieldwork lasts until {_near(inspection.ends_on, on)}.",
        FIELDWORK_DONE: f"The fieldwork ended on {day(stage.at)}.",
        PUBLISHED: f"Its report was published on {day(stage.at)}.",
        CALLED_OFF: f"It was called off on {day(stage.at)}.",
        DEFERRED: "It was put off before it began.",
        PAUSED: "It stands still and goes on later.",
        INCOMPLETE: "It cannot be judged yet: more evidence has to be gathered.",
    }
    return said[stage.stage]


def _near(when: date, on: date) -> str:
    """A date, and how near it is."""
    away = (when - on).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    if near is None and abs(away) <= 60:
        near = f"in {plural(away, 'day')}" if away > 0 else f"{plural(-away, 'day')} ago"
    return f"{day(when)}, {near}" if near else day(when)
