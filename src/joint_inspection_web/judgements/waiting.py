"""Whose first views are waited for? Everybody is told of their own, and of nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.waiting import Waiting
from joint_inspection_web.judgements.blind import has_sealed, is_waived, standing_of
from joint_inspection_web.judgements.possible import STAGES
from joint_inspection_web.judgements.rules import may_judge


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For whoever was asked and has not sealed yet."""
    if inspection.stage not in STAGES or not may_judge.test(person, inspection):
        return
    standing = standing_of(inspection)
    mine = standing.of(person)
    if mine and not standing.is_revealed and not is_waived(mine) and not has_sealed(mine):
        yield Waiting(
            says="Your first views: write and seal them", whose="You", mine=True, due=inspection.ends_on,
            href=reverse("judgements:front", args=[inspection.ref]),
        )  # fmt: skip
