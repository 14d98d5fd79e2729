"""A child is matched, then placed, then adopted, and not before it is decided.

Each step towards adoption rests on the one before. A placement order may come before or after the match.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "check"
STEPS = ("care_start", "decision_date", "matched_date", "placed_date", "order_date")
NEEDS = {"adoption": STEPS}
SAYS = "This step comes before one that should be earlier; check the dates of the row"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "adoption", STEPS, says=SAYS)
