"""The case status says what the other lists say: in care, then on a plan, then in need.

The first status that applies is the one to give, says the request: a child who is in care and on a plan is in care.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open
from joint_inspection.casedata.model import Record

SEVERITY = "check"
NEEDS = {
    "children_in_need": ("need_end", "case_status"), "child_protection": ("plan_end",),
    "children_in_care": ("care_end",),
}  # fmt: skip


def find(lists: Lists) -> Findings:
    for record in lists.of("children_in_need"):
        status = record.text("case_status")
        if status and record.child and is_open(record, "need_end") and (says := _says(lists, record, status)):
            yield lists.finding(record, "case_status", says)


def _says(lists: Lists, record: Record, status: str) -> str | None:
    in_care = any(is_open(each, "care_end") for each in lists.of_child("children_in_care", record.child))
    on_plan = any(is_open(each, "plan_end") for each in lists.of_child("child_protection", record.child))
    should = "looked_after_child" if in_care else "child_protection_plan" if on_plan else None
    if should and status != should:
        where = "in care" if in_care else "on a plan"
        return f"The child is {where} on the other list; correct the case status, or end it there"
    if status in ("looked_after_child", "child_protection_plan") and status != should:
        return "No list of children in care or on a plan has this child as open; correct the status, or add the child"
    return None
