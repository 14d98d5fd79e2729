"""An initial conference does not come before the strategy discussion that led to it.

The enquiry begins at the strategy discussion, and the conference looks at what it found (Children Act 1989, section
47).
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"s47_enquiries": ("strategy_date", "conference_date")}
SAYS = "The conference comes before the strategy discussion; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "s47_enquiries", ("strategy_date", "conference_date"), says=SAYS)
