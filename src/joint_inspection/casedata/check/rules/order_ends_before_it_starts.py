"""An order or disposal does not end before it starts.

Both dates are of one order, or of one disposal out of court.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"youth_justice": ("order_start", "order_end")}
SAYS = "The order or disposal ends before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "youth_justice", ("order_start", "order_end"), says=SAYS)
