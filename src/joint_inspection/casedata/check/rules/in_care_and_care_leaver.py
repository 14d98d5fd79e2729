"""A child who is in care has not left it.

The list of care leavers is of those who have left care, the other of those who are in it.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open, place

SEVERITY = "check"
NEEDS = {"care_leavers": ("child",), "children_in_care": ("child", "care_end")}


def find(lists: Lists) -> Findings:
    for record in lists.of("care_leavers"):
        for other in lists.of_child("children_in_care", record.child):
            if is_open(other, "care_end"):
                says = f"This child is still in care in {place(other)}; enter when care ended, or leave this row out"
                yield lists.finding(record, "child", says)
