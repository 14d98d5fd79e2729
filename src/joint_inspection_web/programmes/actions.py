"""What is done to programmes: one is planned and kept; a later one stands beside it, never in its place."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import published
from joint_inspection.programmes import model as library
from joint_inspection.programmes.settings import load_settings
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_planner
from joint_inspection_web.history.record import action, record
from joint_inspection_web.programmes import known
from joint_inspection_web.programmes.models import PlannedVisit, Programme

YEARS = 3
SECONDS = 60


def ensure_programme(
    *, start: date | None = None, years: int = YEARS, seed: int | None = None, time_limit: float = SECONDS
) -> Programme:
    """The newest programme; planned now, from the day up to which the carried facts run, if there is none.

    Without ``seed`` a secret one is drawn: whoever knew it could work the dates out.
    """
    if programme := Programme.objects.newest():
        return programme
    planned = plan_programme(
        start or settings.FACTS_ON,
        years=years,
        seed=secrets.randbits(31) if seed is None else seed,
        time_limit=time_limit,
    )
    return keep_programme(planned, by=None, at=timezone.now())


def plan_programme(start: date, *, years: int, seed: int, time_limit: float) -> library.Programme:
    """Plan the whole country from real history."""
    from joint_inspection.programmes.plan import plan, world_for

    world = world_for(
        start=start, years=years, register=load_register(), frameworks=published(), outcomes=known.outcomes(),
        settings=load_settings(),
    )  # fmt: skip
    return plan(world, seed=seed, time_limit=time_limit).programme


@action
def keep_programme(planned: library.Programme, *, by: Person | None, at: datetime) -> Programme:
    """Store a programme with all its visits; history keeps the whole of it."""
    require(is_planner, by)
    programme = Programme.objects.create(
        made_at=at, start=planned.start, end=planned.end, unmet=[asdict(each) for each in planned.unmet],
        notes=planned.notes,
    )  # fmt: skip
    visits = PlannedVisit.objects.bulk_create(PlannedVisit.of(programme, visit) for visit in planned.visits)
    record("programmes.keep_programme", by=by, at=at, subject=f"programme:{programme.pk}", wrote=[programme, *visits])
    return programme
