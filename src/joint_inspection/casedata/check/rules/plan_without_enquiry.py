"""A plan that began in the period has its enquiry and conference on the list of enquiries.

A plan follows an enquiry under section 47 of the Children Act 1989 and an initial conference. It may be right for a
child who moved here on a plan, or for a plan that began on another legal ground: say so.
"""

from datetime import date

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import later
from joint_inspection.casedata.model import Record

SEVERITY = "must_fix"
NEEDS = {"child_protection": ("child", "plan_start"), "s47_enquiries": ("child", "strategy_date")}
SAYS = "No enquiry before this plan is on the list of enquiries; add it, or say that the child moved here on a plan"


def find(lists: Lists) -> Findings:
    months = lists.asked["s47_enquiries"].list.months_back if "s47_enquiries" in lists.asked else None
    begins = later(lists.on, months=-(months or 0), days=lists.limit("enquiry_to_plan_days"))
    for plan in lists.of("child_protection"):
        start = plan.date("plan_start")
        if start and plan.child and begins <= start <= lists.on:
            enquiries = lists.of_child("s47_enquiries", plan.child)
            if not any(_could_lead_to(each, start) for each in enquiries):
                yield lists.finding(plan, "plan_start", SAYS)


def _could_lead_to(enquiry: Record, start: date) -> bool:
    days = [day for day in (enquiry.date("strategy_date"), enquiry.date("conference_date")) if day]
    return not days or min(days) <= start
