"""Every child on a plan or in care is among the children in need.

The list of children in need is asked for with the children on a plan and in care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import still_open

SEVERITY = "check"
NEEDS = {
    "children_in_need": ("child",),
    "child_protection": ("child", "plan_end"),
    "children_in_care": ("child", "care_end"),
}
ENDS = {"child_protection": "plan_end", "children_in_care": "care_end"}
SAYS = "This child is not on the list of children in need; add the child there"


def find(lists: Lists) -> Findings:
    for list_id, end in ENDS.items():
        for record in still_open(lists, list_id, end):
            if record.child and not lists.of_child("children_in_need", record.child):
                yield lists.finding(record, "child", SAYS)
