"""A statutory review does not come before the period of care that it reviews.

The latest review is one of the latest period of care; it is left blank where there has been none.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "check"
NEEDS = {"children_in_care": ("care_start", "last_review")}
SAYS = "The review comes before care starts; leave it blank if this period of care has not been reviewed"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "children_in_care", ("care_start", "last_review"), says=SAYS)
