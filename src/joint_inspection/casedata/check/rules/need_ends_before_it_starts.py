"""A period of need does not end before it starts.

Both dates are of the same, latest period of need.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"children_in_need": ("need_start", "need_end")}
SAYS = "The period of need ends before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "children_in_need", ("need_start", "need_end"), says=SAYS)
