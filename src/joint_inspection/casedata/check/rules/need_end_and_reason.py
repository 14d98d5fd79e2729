"""A period of need that ended says why, and one that says why has ended.

Both are left blank while the period is open.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import one_without_the_other

SEVERITY = "must_fix"
NEEDS = {"children_in_need": ("need_end", "closure_reason")}


def find(lists: Lists) -> Findings:
    return one_without_the_other(
        lists, "children_in_need", "need_end", "closure_reason",
        no_reason="This period of need has ended; say why",
        no_end="There is a reason for closure and no date; enter when it closed, or leave the reason blank",
    )  # fmt: skip
