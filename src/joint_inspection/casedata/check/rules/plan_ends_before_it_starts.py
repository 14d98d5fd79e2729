"""A child protection plan does not end before it starts.

Both dates are of the same, latest plan.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"child_protection": ("plan_start", "plan_end")}
SAYS = "The plan ends before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "child_protection", ("plan_start", "plan_end"), says=SAYS)
