"""A placement does not start before the period of care that it belongs to.

The latest placement is one of the latest period of care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "check"
NEEDS = {"children_in_care": ("care_start", "placement_start")}
SAYS = "The placement starts before care does; check both dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "children_in_care", ("care_start", "placement_start"), says=SAYS)
