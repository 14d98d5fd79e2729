"""What did each agency tell the council about, and how long did it take?

An incident or a concern and the day on which the council was told stand on one record. Not everything has to be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort
from joint_inspection.journeys.questions.deciles import nine_in_ten

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from joint_inspection.journeys.clocks import Clock

CLOCKS = ("police_shared", "health_shared", "school_shared", "youth_justice_shared")
COLUMNS = {
    "agency": "who recorded it",
    "event": "what they recorded",
    "recorded": "how often",
    "shared": "of these, of how many the council was told",
    "not_shared": "of how many it was not, by the day of the lists",
    "impossible": "of how many it was told before they happened, as the dates have it",
    "median_days": "median of the days until the council was told",
    "nine_in_ten_days": "nine in ten of those shared took no longer",
    "longest_days": "the longest time",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each agency and kind of event that it recorded."""
    import ibis

    from joint_inspection.journeys.clocks import clock

    told = ibis.union(*(_told(clock(each), cohort) for each in CLOCKS))
    counted = told.group_by("agency", "event").aggregate(
        recorded=told.count(),
        shared=told.elapsed.count(),
        not_shared=(told.state == "open").cast("int64").sum(),
        impossible=(told.state == "impossible").cast("int64").sum(),
        median_days=told.elapsed.median(),
        nine_in_ten_days=nine_in_ten(told.elapsed),
        longest_days=told.elapsed.max(),
    )
    return counted.order_by("agency", "event")


def _told(clock: Clock, cohort: Cohort) -> ir.Table:
    import ibis

    from joint_inspection.journeys.spans import span_table

    table = span_table(clock, cohort)
    return table.select("elapsed", "state", agency=ibis.literal(clock.who), event=ibis.literal(clock.starts))
