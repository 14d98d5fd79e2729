"""The number of conferences counts at least those on the list.

It is the number of initial conferences in the twelve months before the child's latest enquiry, the same in every row.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import counted_too_low

SEVERITY = "check"
NEEDS = {"s47_enquiries": ("child", "strategy_date", "conference_date", "conferences_12m")}
SAYS = "The list shows more conferences about this child before the latest enquiry; correct the number"


def find(lists: Lists) -> Findings:
    return counted_too_low(
        lists, "s47_enquiries", "conferences_12m", counted="conference_date", before="strategy_date", says=SAYS
    )
