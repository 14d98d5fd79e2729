"""Which paths did children take, from the first event to the last?

A path is everything that happened to a child, in order. Children with the same path are counted together; most paths
of long journeys belong to one child alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "path": "the events in order",
    "events": "how many there are",
    "children": "how many children took this path",
    "median_days": "median of the days from the first event to the last",
}
ARROW = " > "


def answer(cohort: Cohort) -> ir.Table:
    """One row for each path, the commonest first."""
    import ibis

    events = cohort.events
    steps = ibis.struct({"position": events.position, "event": events.event}).collect()
    taken = events.group_by("child").aggregate(
        steps=steps, events=events.count(), days=events.day.max() - events.day.min()
    )
    taken = taken.mutate(path=taken.steps.sort().map(lambda step: step["event"]).join(ARROW))
    counted = taken.group_by("path", "events").aggregate(children=taken.count(), median_days=taken.days.median())
    return counted.select(*COLUMNS).order_by(ibis.desc("children"), "path")
