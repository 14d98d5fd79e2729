"""Which agencies recorded something about the same child?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "agencies": "the agencies, in alphabetical order",
    "number": "how many they are",
    "children": "how many children they have in common, and no other agency knows",
    "referred": "of these, how many were referred",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each combination of agencies, the most agencies first."""
    import ibis

    events = cohort.events
    known = events.group_by("child", "agency")
    known = known.aggregate(referred=(events.event == "referral").cast("int64").max())
    children = known.group_by("child").aggregate(
        names=known.agency.collect(), number=known.count(), referred=known.referred.max()
    )
    children = children.mutate(agencies=children.names.sort().join(", "))
    counted = children.group_by("agencies", "number")
    counted = counted.aggregate(children=children.count(), referred=children.referred.sum())
    return counted.order_by(ibis.desc("number"), "agencies")
