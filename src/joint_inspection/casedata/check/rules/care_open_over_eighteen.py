"""Care ends at eighteen at the latest.

Only children are looked after. A period of care that is open for somebody older was most often not closed on the
system.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import open_for_an_adult

SEVERITY = "check"
NEEDS = {"children_in_care": ("born", "care_end")}
SAYS = "Care is open for somebody who is an adult; enter when it ended, or correct the date of birth"


def find(lists: Lists) -> Findings:
    return open_for_an_adult(lists, "children_in_care", "care_end", says=SAYS)
