"""An assessment that is authorised says whether the child needs support, and an open one does not yet.

The answer is left blank while the assessment goes on.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import one_without_the_other

SEVERITY = "check"
NEEDS = {"assessments": ("authorised_date", "needs_support")}


def find(lists: Lists) -> Findings:
    return one_without_the_other(
        lists, "assessments", "authorised_date", "needs_support",
        no_reason="The assessment is authorised; say whether the child needs support",
        no_end="There is an answer and no date of authorisation; enter the date, or leave the answer blank",
    )  # fmt: skip
