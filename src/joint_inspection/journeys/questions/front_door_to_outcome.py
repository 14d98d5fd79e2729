"""How many children reached each step from the front door to an outcome, and how long did they take?

For each child the first event of each kind counts. A child came from the step before if its first event of that step
stands earlier in its journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

STEPS = (
    "contact", "referral", "assessment_started", "strategy_discussion", "initial_conference", "plan_started",
    "care_started",
)  # fmt: skip
COLUMNS = {
    "step": "the number of the step, from 1",
    "event": "what happened",
    "children": "children to whom it happened",
    "from_step_before": "children of these to whom the step before had happened earlier",
    "median_days": "median of their days since that step",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each step, in order."""
    import ibis
    import pyarrow as pa

    steps = ibis.memtable(pa.table({"step": pa.array(range(1, len(STEPS) + 1), pa.int64()), "event": list(STEPS)}))
    past = cohort.past
    first = past.filter(past.event.isin(STEPS)).group_by("child", "event")
    first = first.aggregate(position=past.position.min(), day=past.day.min()).join(steps, "event")
    before = first.view()
    same_child = [first.child == before.child, first.step == before.step + 1, before.position < first.position]
    came = first.left_join(before, same_child).select(
        first.step, came=before.day.notnull(), days=first.day - before.day
    )
    counted = came.group_by("step").aggregate(
        children=came.count(), from_step_before=came.came.cast("int64").sum(), median_days=came.days.median()
    )
    every = steps.left_join(counted, "step").select(steps, *(counted[name] for name in list(COLUMNS)[2:]))
    return every.fill_null({"children": 0, "from_step_before": 0}).order_by("step")
