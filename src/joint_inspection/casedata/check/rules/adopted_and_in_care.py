"""A child who is adopted is no longer in care.

An adoption order ends care on the same day.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open, place

SEVERITY = "must_fix"
NEEDS = {"adoption": ("child", "order_date"), "children_in_care": ("child", "care_start", "care_end")}


def find(lists: Lists) -> Findings:
    for record in lists.of("adoption"):
        day = record.date("order_date")
        for other in lists.of_child("children_in_care", record.child) if day else ():
            began = other.date("care_start")
            if day and is_open(other, "care_end") and (began is None or began <= day):
                says = f"The child is adopted and still in care in {place(other)}; enter there when care ended"
                yield lists.finding(record, "order_date", says)
