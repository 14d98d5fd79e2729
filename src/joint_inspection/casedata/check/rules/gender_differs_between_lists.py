"""A child has one gender on every list of an agency.

It may have been recorded anew between two rows; where it was not stated there is nothing to compare.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import differs_between_lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}
SAYS = "Another row gives this child another gender; correct one of them if it is a mistake"


def find(lists: Lists) -> Findings:
    return differs_between_lists(lists, "gender", says=SAYS, but=("not_stated_recorded",))
