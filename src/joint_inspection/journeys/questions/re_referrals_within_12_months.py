"""How many referrals came within twelve months of an earlier one of the same child?

An earlier referral counts from the same date a year before. Lists that look back six months do not show every earlier
referral: the share is then a lower bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

COLUMNS = {
    "year": "the year of the referral",
    "month": "its month, from 1",
    "referrals": "referrals in the month",
    "re_referrals": "of these, after an earlier one within twelve months",
    "median_days": "median of the days since that earlier one",
}
A_YEAR = 10_000


def answer(cohort: Cohort) -> ir.Table:
    """One row for each month with referrals."""
    import ibis

    past = cohort.past
    order = ibis.window(group_by="child", order_by="position")
    made = past.filter(past.event == "referral")
    made = made.mutate(year=made.at.year(), month=made.at.month())
    made = made.mutate(written=made.year.cast("int64") * A_YEAR + made.month * 100 + made.at.day())
    again = made.written.lag().over(order) >= made.written - A_YEAR
    since = ibis.ifelse(again, made.day - made.day.lag().over(order), ibis.null("int64"))
    made = made.select("year", "month", since=since)
    counted = made.group_by("year", "month").aggregate(
        referrals=made.count(), re_referrals=made.since.count(), median_days=made.since.median()
    )
    return counted.order_by("year", "month")
