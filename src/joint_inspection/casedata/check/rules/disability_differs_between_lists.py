"""A child either has a disability or has none on every list of an agency.

It may have become known between two rows; where it is unknown there is nothing to compare.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import differs_between_lists

SEVERITY = "note"
NEEDS: dict[str, Columns] = {}
SAYS = "Another row says otherwise about a disability of this child; correct one of them if it is a mistake"


def find(lists: Lists) -> Findings:
    return differs_between_lists(lists, "disability", says=SAYS, but=("unknown",))
