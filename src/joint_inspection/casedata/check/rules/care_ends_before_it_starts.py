"""A child does not leave care before coming into it.

Both dates are of the same, latest period of care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"children_in_care": ("care_start", "care_end")}
SAYS = "Care ends before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "children_in_care", ("care_start", "care_end"), says=SAYS)
