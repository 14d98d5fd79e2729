"""Health does not tell the council of a concern before the contact that raised it.

The concern was recorded at the contact.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"health_contacts": ("contact_date", "shared_date")}
SAYS = "The council was told before the contact; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "health_contacts", ("contact_date", "shared_date"), says=SAYS)
