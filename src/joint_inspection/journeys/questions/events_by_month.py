"""How often did each kind of thing happen in each month?

Everything in the table is counted, whatever its date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {"year": "the year", "month": "the month, from 1", "event": "what happened", "events": "how often"}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each month and kind of event."""
    events = cohort.events.mutate(year=cohort.events.at.year(), month=cohort.events.at.month())
    counted = events.group_by("year", "month", "event").aggregate(events=events.count())
    return counted.order_by("year", "month", "event")
