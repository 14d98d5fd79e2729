"""A period of care that ended says why, and one that says why has ended.

Both are left blank while the child is looked after.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import one_without_the_other

SEVERITY = "must_fix"
NEEDS = {"children_in_care": ("care_end", "reason_ceased")}


def find(lists: Lists) -> Findings:
    return one_without_the_other(
        lists, "children_in_care", "care_end", "reason_ceased",
        no_reason="This child has left care; say why",
        no_end="There is a reason for leaving care and no date; enter when care ended, or leave the reason blank",
    )  # fmt: skip
