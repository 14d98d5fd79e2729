"""What was open on the day of the lists, for how many children, and for how long?

The services and what opens and closes them are data (``services.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "service": "what was open",
    "open": "how many",
    "children": "for how many children",
    "median_days": "median of the days that they had been open",
    "longest_days": "the longest",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each service that anybody had."""
    from joint_inspection.journeys.services import open_services

    found = open_services(cohort)
    counted = found.group_by("service").aggregate(
        open=found.count(),
        children=found.child.nunique(),
        median_days=found.days.median(),
        longest_days=found.days.max(),
    )
    return counted.order_by("service")
