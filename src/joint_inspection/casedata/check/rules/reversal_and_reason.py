"""A decision for adoption that was reversed says why, and one that says why was reversed.

Both are left blank while the decision stands.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import one_without_the_other

SEVERITY = "must_fix"
NEEDS = {"adoption": ("reversal_date", "reversal_reason")}


def find(lists: Lists) -> Findings:
    return one_without_the_other(
        lists, "adoption", "reversal_date", "reversal_reason",
        no_reason="The decision was reversed; say why",
        no_end="There is a reason for a reversal and no date; enter the date, or leave the reason blank",
    )  # fmt: skip
