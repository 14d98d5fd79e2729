"""How long after a child first came to the council's notice did help begin, and which help was it?

From the child's first contact or referral to the first help after it: early help, support as a child in need, a
protection plan or care. Children without help yet have waited until the day of the lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort
from joint_inspection.journeys.questions.deciles import nine_in_ten

if TYPE_CHECKING:
    import ibis.expr.types as ir

NOTICED = ("contact", "referral")
HELP = ("early_help_started", "need_started", "plan_started", "care_started")
NONE_YET = "none yet"
COLUMNS = {
    "help": f"the first help that began, or '{NONE_YET}'",
    "children": "how many children",
    "median_days": "median of their days until then",
    "nine_in_ten_days": "nine in ten waited no longer",
    "longest_days": "the longest wait",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each kind of help."""
    import ibis

    past = cohort.past
    noticed = past.filter(past.event.isin(NOTICED)).group_by("child")
    noticed = noticed.aggregate(noticed=past.position.min(), since=past.day.min())
    helped = past.filter(past.event.isin(HELP))
    after = [noticed.child == helped.child, noticed.noticed < helped.position]
    offers = noticed.left_join(helped, after).select(
        noticed.child, noticed.since, help=helped.event, day=helped.day, position=helped.position
    )
    order = ibis.window(group_by="child", order_by=ibis.coalesce(offers.position, -1))
    first = offers.mutate(turn=ibis.row_number().over(order))
    first = first.filter(first.turn == 0).select(
        help=first.help.fill_null(NONE_YET), days=ibis.coalesce(first.day, cohort.on.toordinal()) - first.since
    )
    counted = first.group_by("help").aggregate(
        children=first.count(),
        median_days=first.days.median(),
        nine_in_ten_days=nine_in_ten(first.days),
        longest_days=first.days.max(),
    )
    return counted.order_by("help")
