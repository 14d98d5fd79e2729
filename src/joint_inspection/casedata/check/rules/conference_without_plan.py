"""A child whose conference led to a plan is on the list of plans.

The plan begins at the conference. A plan that has ended since is listed too, if it ended in the period asked for.
"""

from datetime import date

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import later
from joint_inspection.casedata.model import Record

SEVERITY = "check"
NEEDS = {"s47_enquiries": ("child", "conference_date", "led_to_plan"), "child_protection": ("child", "plan_start")}
SAYS = "This conference led to a plan, and no plan of the child is on the list from then on; add it, or correct this"


def find(lists: Lists) -> Findings:
    grace = lists.limit("conference_to_plan_days")
    for record in lists.of("s47_enquiries"):
        held = record.date("conference_date")
        if held and record.child and record.text("led_to_plan") == "yes":
            plans = lists.of_child("child_protection", record.child)
            if not any(_from_then_on(plan, later(held, days=-grace)) for plan in plans):
                yield lists.finding(record, "led_to_plan", SAYS)


def _from_then_on(plan: Record, day: date) -> bool:
    start = plan.date("plan_start")
    return start is None or start >= day
