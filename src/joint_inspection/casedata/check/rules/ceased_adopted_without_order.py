"""A child who left care by adoption has an adoption order on the list of children for adoption.

The reason for leaving care says that a court made the order.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "check"
NEEDS = {"children_in_care": ("child", "reason_ceased"), "adoption": ("child", "order_date")}
SAYS = "The child left care by adoption; enter the order on the list of children for adoption, or correct the reason"


def find(lists: Lists) -> Findings:
    for record in lists.of("children_in_care"):
        adopted = record.child and record.text("reason_ceased") in ("e11", "e12")
        if adopted and not any(each.date("order_date") for each in lists.of_child("adoption", record.child)):
            yield lists.finding(record, "reason_ceased", SAYS)
