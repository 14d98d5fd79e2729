"""A child on a plan has been visited lately.

There is no national interval: councils set their own. A visit longer ago than any of them allows is most often one
that is missing from the list.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import later, still_open

SEVERITY = "note"
NEEDS = {"child_protection": ("last_visit", "plan_end")}


def find(lists: Lists) -> Findings:
    days = lists.limit("plan_visit_days")
    for record in still_open(lists, "child_protection", "plan_end"):
        visit = record.date("last_visit")
        if visit and later(visit, days=days) < lists.on:
            says = f"The last visit is more than {days} days ago; enter a later one if it was made"
            yield lists.finding(record, "last_visit", says)
