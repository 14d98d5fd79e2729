"""The number of enquiries counts at least those on the list.

It is the number in the twelve months before the child's latest enquiry, the same in every row of the child.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import counted_too_low

SEVERITY = "check"
NEEDS = {"s47_enquiries": ("child", "strategy_date", "enquiries_12m")}
SAYS = "The list shows more enquiries about this child in the twelve months before the latest; correct the number"


def find(lists: Lists) -> Findings:
    return counted_too_low(
        lists, "s47_enquiries", "enquiries_12m", counted="strategy_date", before="strategy_date", says=SAYS
    )
