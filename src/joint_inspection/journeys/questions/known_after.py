"""How long after something happened did the agency that recorded it know?

Where a list has no column for the day on which the agency knew, it is taken to have known at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort
from joint_inspection.journeys.questions.deciles import nine_in_ten

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "agency": "who recorded it",
    "event": "what happened",
    "events": "how often",
    "same_day": "of these, how many were known on the day",
    "median_days": "median of the days until the agency knew",
    "nine_in_ten_days": "nine in ten were known no later",
    "longest_days": "the longest time",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each agency and kind of event."""
    late = cohort.events.mutate(days=cohort.events.known_day - cohort.events.day)
    counted = late.group_by("agency", "event").aggregate(
        events=late.count(),
        same_day=(late.days == 0).cast("int64").sum(),
        median_days=late.days.median(),
        nine_in_ten_days=nine_in_ten(late.days),
        longest_days=late.days.max(),
    )
    return counted.order_by("agency", "event")
