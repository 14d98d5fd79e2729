"""What does the team talk about at the end of a day on site?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.evidence.coverage import Covered
from joint_inspection.evidence.model import Direction, Item
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.kept import Read, read
from joint_inspection_web.triangulation.picture import Picture

MOST_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the team."""

    on: date
    noted: tuple[tuple[str, int, int, int], ...]
    """For each inspectorate: how many items it noted that speak for, against, and as context."""
    turns: tuple[tuple[str, tuple[Covered, ...]], ...]
    """The criteria still short of evidence, by the inspectorate whose turn it is."""
    told: list[Read]
    agreed: list[Read]
    findings: list[Entry]
    """What was written about findings, as history has it."""


def days_of(inspection: Inspection) -> list[date]:
    """The working days on site."""
    found, day = [], inspection.begins_on
    while day <= inspection.ends_on and len(found) < MOST_DAYS:
        found.append(day)
        day = add_working_days(day, 1)
    return found


def day_to_show(inspection: Inspection, *, today: date) -> date:
    """Today while the team is on site, else the nearest day of the visit."""
    days = days_of(inspection)
    past = [day for day in days if day <= today]
    return past[-1] if past else days[0]


def the_day(inspection: Inspection, picture: Picture, *, on: date) -> Day:
    """Everything about one day."""
    begins = timezone.make_aware(datetime.combine(on, time.min))
    entries = Entry.objects.filter(
        subject=subject_of(inspection), what__startswith="fairness.", at__gte=begins, at__lt=begins + timedelta(days=1)
    )
    return Day(
        on=on, noted=_noted(picture, on), turns=_turns(picture),
        told=read(inspection.told.filter(on=on).select_related("by"), inspection=inspection),
        agreed=read(inspection.agreed.filter(on=on).select_related("by"), inspection=inspection),
        findings=[each for each in entries if "finding" in each.what],
    )  # fmt: skip


def _noted(picture: Picture, on: date) -> tuple[tuple[str, int, int, int], ...]:
    today = [item for item in picture.items if timezone.localdate(item.noted_at) == on]
    return tuple((who, *_directions(today, who)) for who in sorted({item.inspectorate for item in today}))


def _directions(items: list[Item], who: str) -> tuple[int, int, int]:
    found = Counter(item.direction for item in items if item.inspectorate == who)
    return found[Direction.STRENGTH], found[Direction.WEAKNESS], found[Direction.CONTEXT]


def _turns(picture: Picture) -> tuple[tuple[str, tuple[Covered, ...]], ...]:
    short = [each for each in picture.coverage.criteria if each.shortfalls]
    turns = sorted({each.shortfalls[0].turn for each in short})
    return tuple((turn, tuple(each for each in short if each.shortfalls[0].turn == turn)) for turn in turns)
