"""A plan is reviewed within three months, and then every six months at most.

Working Together to Safeguard Children, as the request for the lists quotes it. The date may be right; then inspectors
will ask why no review was held.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open, later, still_open

SEVERITY = "check"
NEEDS = {"child_protection": ("plan_start", "last_review", "plan_end")}


def find(lists: Lists) -> Findings:
    first, most = lists.limit("plan_first_review_months"), lists.limit("plan_review_months")
    for record in still_open(lists, "child_protection", "plan_end"):
        start, review = record.date("plan_start"), record.date("last_review")
        if review and later(review, months=most) < lists.on:
            says = f"The latest review is more than {most} months old; enter a later one if it was held"
            yield lists.finding(record, "last_review", says)
        elif start and is_open(record, "last_review") and later(start, months=first) < lists.on:
            says = f"The plan is more than {first} months old and has no review; enter one if it was held"
            yield lists.finding(record, "last_review", says)
