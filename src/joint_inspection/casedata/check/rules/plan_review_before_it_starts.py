"""A review conference does not come before the plan that it reviews.

The latest review is one of the latest plan; a review of an earlier plan is not asked for.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "check"
NEEDS = {"child_protection": ("plan_start", "last_review")}
SAYS = "The review comes before the plan starts; leave it blank if this plan has not been reviewed"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "child_protection", ("plan_start", "last_review"), says=SAYS)
