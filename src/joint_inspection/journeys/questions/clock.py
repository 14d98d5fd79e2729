"""How does a clock stand?

One row. Nothing is measured on completed cases alone: open cases that are past the limit count, and those too recent
to tell are shown apart. The share in time is ``in_time`` among ``in_time``, ``late`` and ``overdue``. A limit is not
a target: look at the median, at nine in ten and at the longest. Without a limit, the columns about it are empty. Where
the lists tell only of the latest answer, the time until the first one is not known: those columns are empty, and
``cannot_tell`` says of how many children nobody can say whether they were late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from joint_inspection.journeys.clocks import Clock
from joint_inspection.journeys.engines import Cohort
from joint_inspection.journeys.questions.deciles import nine_in_ten

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "starts": "how often the clock started, where that counts",
    "answered": "of these, how many were answered",
    "open": "how many were neither answered nor stopped by the day of the lists",
    "stopped": "how many were no longer owed before they were answered",
    "impossible": "how many have dates that contradict each other",
    "in_time": "answered within the limit",
    "late": "answered after it, or no longer owed when it had passed",
    "cannot_tell": "answered after it, but perhaps not for the first time",
    "overdue": "open, and the limit has passed",
    "not_yet_due": "open, and the limit has not passed",
    "median": "median of the days until the answer, of those answered",
    "nine_in_ten": "nine in ten of those answered took no longer",
    "longest": "the longest time until an answer",
    "longest_open": "the longest time without one, of those still open",
}
LIMITED = ("in_time", "late", "cannot_tell", "overdue", "not_yet_due")
STILL_OPEN = ("open", "overdue", "not_yet_due")


def answer(cohort: Cohort, clock: Clock) -> ir.Table:
    """One row for the whole cohort."""
    import ibis

    from joint_inspection.journeys.spans import span_table

    spans = span_table(clock, cohort)
    if clock.latest_only:
        spans = spans.mutate(elapsed=ibis.null("int64"))
    possible, open_ = spans.state != "impossible", spans.state.isin(STILL_OPEN)
    unknown = ibis.null("int64")
    return spans.aggregate(
        starts=spans.count(),
        answered=_number(spans.ended.notnull() & possible),
        open=_number(open_),
        stopped=_number(spans.stopped.notnull() & possible),
        impossible=_number(~possible),
        **{name: _number(spans.state == name) if clock.limit is not None else unknown for name in LIMITED},
        median=spans.elapsed.median(),
        nine_in_ten=nine_in_ten(spans.elapsed),
        longest=spans.elapsed.max(),
        longest_open=ibis.ifelse(open_, spans.waited, unknown).max(),
    )


def _number(whether: Any) -> Any:
    """How many there are, 0 where there are none."""
    return whether.cast("int64").sum().fill_null(0)
