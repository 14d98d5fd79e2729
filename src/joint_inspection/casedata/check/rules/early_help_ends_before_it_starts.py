"""Early help does not end before it starts.

Both dates are of one assessment or one piece of help.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"early_help": ("assessment_start", "assessment_end")}
SAYS = "This is completed before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "early_help", ("assessment_start", "assessment_end"), says=SAYS)
