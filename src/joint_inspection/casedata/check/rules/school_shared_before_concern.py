"""A school does not tell the council of a concern before it has one.

The day of the concern is when the school recorded it.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"school_attendance": ("concern_date", "shared_date")}
SAYS = "The council was told before the concern was recorded; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "school_attendance", ("concern_date", "shared_date"), says=SAYS)
