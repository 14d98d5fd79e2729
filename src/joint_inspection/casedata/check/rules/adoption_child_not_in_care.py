"""A child for adoption is in care until the adoption order.

Children with a decision for adoption, whom no court has adopted yet, are on the list of children in care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open

SEVERITY = "check"
NEEDS = {"adoption": ("child", "order_date", "reversal_date"), "children_in_care": ("child",)}
SAYS = "This child is not on the list of children in care; add the child there, or say what became of the decision"


def find(lists: Lists) -> Findings:
    for record in lists.of("adoption"):
        waits = is_open(record, "order_date") and is_open(record, "reversal_date")
        if waits and record.child and not lists.of_child("children_in_care", record.child):
            yield lists.finding(record, "child", SAYS)
