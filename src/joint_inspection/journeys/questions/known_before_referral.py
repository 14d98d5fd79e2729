"""Which agencies had already recorded something about a child when it was first referred, and for how long?

Everything that an agency recorded earlier in the child's journey counts, the council's contacts and early help too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "agency": "who knew the child",
    "children": "how many of the children referred it knew before",
    "referred": "how many children were referred at all",
    "median_days": "median of the days from the agency's first record to the referral",
    "longest_days": "the longest time",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each agency that knew anybody before."""
    past = cohort.past
    made = past.filter(past.event == "referral").group_by("child")
    made = made.aggregate(position=past.position.min(), day=past.day.min())
    joined = past.join(made, [past.child == made.child, past.position < made.position])
    known = joined.select(past.child, past.agency, past.day, days=made.day - past.day)
    known = known.group_by("agency", "child").aggregate(days=known.days.max())
    counted = known.group_by("agency").aggregate(
        children=known.count(), median_days=known.days.median(), longest_days=known.days.max()
    )
    everybody = made.aggregate(referred=made.count())
    return counted.cross_join(everybody).select(*COLUMNS).order_by("agency")
