"""For how long did an agency record nothing about a child whom it was helping?

A silence is more than 60 days without anything recorded by the agency that is responsible for an open service, up to
the day of the lists. Where lists show only the latest visit and review, earlier silences cannot be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

LONGEST = 60
"""Days. A setting: long enough for any visit that is due."""
COLUMNS = {
    "service": "what was open",
    "agency": "who is responsible for it",
    "children": "children for whom it was open",
    "silent": f"of these, children about whom the agency recorded nothing for more than {LONGEST} days",
    "median_days": "median of the days of these silences",
    "longest_days": "the longest silence",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each service that anybody had."""
    import ibis

    from joint_inspection.journeys.services import open_services

    served = open_services(cohort).select("child", "service", "agency").distinct()
    past = cohort.past
    last = past.group_by("child", "agency").aggregate(last=past.day.max())
    both = served.join(last, ["child", "agency"])
    quiet = cohort.on.toordinal() - both.last
    both = both.mutate(days=ibis.ifelse(quiet > LONGEST, quiet, ibis.null("int64")))
    counted = both.group_by("service", "agency").aggregate(
        children=both.count(),
        silent=both.days.count(),
        median_days=both.days.median(),
        longest_days=both.days.max(),
    )
    return counted.order_by("service", "agency")
