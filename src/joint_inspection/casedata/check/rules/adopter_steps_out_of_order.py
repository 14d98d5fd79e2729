"""Adopters enquire, are prepared and assessed, are matched, and then a child comes to them.

Each stage follows the one before; those who left did so after they had enquired.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "check"
STEPS = (
    "enquiry_date", "stage_1_start", "stage_1_end", "stage_2_start", "stage_2_end", "matched_date", "placed_date",
    "order_date",
)  # fmt: skip
NEEDS = {"adopters": STEPS}
SAYS = "This step comes before one that should be earlier; check the dates of the row"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "adopters", STEPS, says=SAYS)
