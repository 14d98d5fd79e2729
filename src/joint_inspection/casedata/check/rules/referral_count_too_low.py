"""The number of referrals counts at least those on the list.

It is the number in the twelve months before the child's latest referral, the same in every row of the child.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import counted_too_low

SEVERITY = "check"
NEEDS = {"referrals": ("child", "referral_date", "referrals_12m")}
SAYS = "The list shows more referrals of this child in the twelve months before the latest; correct the number"


def find(lists: Lists) -> Findings:
    return counted_too_low(
        lists, "referrals", "referrals_12m", counted="referral_date", before="referral_date", says=SAYS
    )
