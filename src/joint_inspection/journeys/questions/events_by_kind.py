"""How often did each kind of thing happen, and to how many children?

Everything in the table is counted, whatever its date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "event": "what happened",
    "agency": "who recorded it",
    "events": "how often",
    "children": "to how many children",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each kind of event and agency."""
    events = cohort.events
    counted = events.group_by("event", "agency").aggregate(events=events.count(), children=events.child.nunique())
    return counted.order_by("event", "agency")
