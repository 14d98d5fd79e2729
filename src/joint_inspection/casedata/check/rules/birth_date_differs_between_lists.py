"""A child has one date of birth on every list of an agency.

One child cannot have two; or two children share an identifier.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import differs_between_lists

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = "Another row gives this child another date of birth; correct one of them"


def find(lists: Lists) -> Findings:
    return differs_between_lists(lists, "born", says=SAYS)
