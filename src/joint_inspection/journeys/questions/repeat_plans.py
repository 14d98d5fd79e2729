"""How many child protection plans were a child's first, second or later one, and how soon after the one before?

Plans that began before the lists look back are not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "plan": "the child's first plan seen, its second, and so on",
    "plans": "how many of these began",
    "after_an_end": "of these, how many directly after the end of the one before",
    "median_days": "median of the days since that end",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for first plans, one for second ones, and so on."""
    import ibis

    past = cohort.past
    order = ibis.window(group_by="child", order_by="position")
    so_far = ibis.window(group_by="child", order_by="position", preceding=None, following=0)
    both = past.filter(past.event.isin(["plan_started", "plan_ended"]))
    begins = both.event == "plan_started"
    ended_before = both.event.lag().over(order) == "plan_ended"
    since = ibis.ifelse(ended_before, both.day - both.day.lag().over(order), ibis.null("int64"))
    begun = both.select("event", plan=begins.cast("int64").sum().over(so_far), since=since)
    begun = begun.filter(begun.event == "plan_started")
    counted = begun.group_by("plan").aggregate(
        plans=begun.count(), after_an_end=begun.since.count(), median_days=begun.since.median()
    )
    return counted.order_by("plan")
