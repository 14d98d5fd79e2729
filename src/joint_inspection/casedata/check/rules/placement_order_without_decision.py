"""A child under a placement order is on the list of children for adoption.

A court makes the order only where the council has decided that the child should be placed for adoption.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import still_open

SEVERITY = "check"
NEEDS = {"children_in_care": ("child", "legal_status", "care_end"), "adoption": ("child",)}
SAYS = "A child under a placement order is for adoption; add the child to that list, or correct the legal status"


def find(lists: Lists) -> Findings:
    for record in still_open(lists, "children_in_care", "care_end"):
        if record.child and record.text("legal_status") == "e1" and not lists.of_child("adoption", record.child):
            yield lists.finding(record, "legal_status", SAYS)
