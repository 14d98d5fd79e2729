"""A child's care is reviewed within twenty working days, and then every six months at most.

The Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33. The date may be right; then
inspectors will ask why no review was held.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open, later, still_open, working_days_after

SEVERITY = "check"
NEEDS = {"children_in_care": ("care_start", "last_review", "care_end")}


def find(lists: Lists) -> Findings:
    first, most = lists.limit("care_first_review_working_days"), lists.limit("care_review_months")
    for record in still_open(lists, "children_in_care", "care_end"):
        start, review = record.date("care_start"), record.date("last_review")
        if review and later(review, months=most) < lists.on:
            says = f"The latest review is more than {most} months old; enter a later one if it was held"
            yield lists.finding(record, "last_review", says)
        elif start and is_open(record, "last_review") and working_days_after(start, first) < lists.on:
            says = f"Care began more than {first} working days ago and has no review; enter one if it was held"
            yield lists.finding(record, "last_review", says)
