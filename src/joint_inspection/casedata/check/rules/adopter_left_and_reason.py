"""Adopters who left the process have a reason, and those with a reason have left.

Both are left blank while the process goes on.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import one_without_the_other

SEVERITY = "must_fix"
NEEDS = {"adopters": ("left_date", "left_reason")}


def find(lists: Lists) -> Findings:
    return one_without_the_other(
        lists, "adopters", "left_date", "left_reason",
        no_reason="This adopter has left the process; say why",
        no_end="There is a reason for leaving and no date; enter the date, or leave the reason blank",
    )  # fmt: skip
