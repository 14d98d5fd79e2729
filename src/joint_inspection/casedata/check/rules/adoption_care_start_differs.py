"""Both lists say the same about when a child for adoption came into care.

Both ask for the beginning of the present, continuous period of care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import place

SEVERITY = "must_fix"
NEEDS = {"adoption": ("child", "care_start"), "children_in_care": ("child", "care_start")}


def find(lists: Lists) -> Findings:
    for record in lists.of("adoption"):
        others = [each for each in lists.of_child("children_in_care", record.child) if each.date("care_start")]
        day = record.date("care_start")
        if day and others and all(each.date("care_start") != day for each in others):
            says = f"Care began on another day in {place(others[0])}; correct one of the two dates"
            yield lists.finding(record, "care_start", says)
