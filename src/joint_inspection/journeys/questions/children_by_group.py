"""How many children of each sex, ethnicity, age, disability and team are there, and how many came how far?

A child is in one group of each kind. Differences between groups are a reason to ask why, not an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

KINDS = ("age", "disability", "ethnicity", "sex", "team")
NOT_KNOWN = "not known"
COLUMNS = {
    "kind": "what the children have in common: " + ", ".join(KINDS),
    "group": f"the code, the years of age or the team, or '{NOT_KNOWN}'",
    "children": "how many children",
    "referred": "of these, how many were referred",
    "with_plan": "how many began a child protection plan",
    "in_care": "how many came into care",
}


def answer(cohort: Cohort) -> ir.Table:
    """One row for each group."""
    import ibis

    past = cohort.past
    came = past.group_by("child").aggregate(
        referred=_ever(past, "referral"), with_plan=_ever(past, "plan_started"), in_care=_ever(past, "care_started")
    )
    every = cohort.children.left_join(came, "child").select(cohort.children, *(came[name] for name in came.columns[1:]))
    steps = {name: every[name].fill_null(0) for name in came.columns[1:]}
    told = ibis.union(*(every.select(kind=ibis.literal(kind), group=_group(every[kind]), **steps) for kind in KINDS))
    counted = told.group_by("kind", "group").aggregate(
        children=told.count(), **{name: told[name].sum() for name in steps}
    )
    return counted.order_by("kind", "group")


def _ever(past: ir.Table, event: str) -> Any:
    return (past.event == event).cast("int64").max()


def _group(column: Any) -> Any:
    """What a child is like, in words; ages with two digits, so that they sort as numbers do."""
    import ibis

    if not column.type().is_integer():
        return column.fill_null(NOT_KNOWN)
    written = column.cast("string")
    return ibis.ifelse(column.between(0, 9), ibis.literal("0") + written, written).fill_null(NOT_KNOWN)
