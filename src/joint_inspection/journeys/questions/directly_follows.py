"""What directly follows what, how often, and after how many days?

Each event of a child is paired with the next one of the same child, in the order of the journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "event": "what happened",
    "then": "what happened next to the same child",
    "times": "how often",
    "children": "to how many children",
    "median_days": "median of the days between the two",
    "longest_days": "the longest time between the two",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each pair, the commonest first."""
    import ibis

    events = cohort.events
    order = ibis.window(group_by="child", order_by="position")
    to_next = events.day.lead().over(order) - events.day
    pairs = events.select("child", "event", then=events.event.lead().over(order), days=to_next)
    pairs = pairs.filter(pairs.then.notnull())
    counted = pairs.group_by("event", "then").aggregate(
        times=pairs.count(),
        children=pairs.child.nunique(),
        median_days=pairs.days.median(),
        longest_days=pairs.days.max(),
    )
    return counted.order_by(ibis.desc("times"), "event", "then")
