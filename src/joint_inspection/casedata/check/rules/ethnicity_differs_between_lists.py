"""A child has one ethnicity on every list of an agency.

Where it was refused or not yet obtained there is nothing to compare.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import differs_between_lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}
SAYS = "Another row gives this child another ethnicity; correct one of them if it is a mistake"


def find(lists: Lists) -> Findings:
    return differs_between_lists(lists, "ethnicity", says=SAYS, but=("refu", "nobt"))
