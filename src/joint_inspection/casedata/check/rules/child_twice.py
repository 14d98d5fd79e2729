"""A child stands once on a list that has one row for each child.

Children in need, on a plan, in care, leaving care and for adoption are listed once, with the latest; adopters too.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import place, same_row
from joint_inspection.casedata.model import Record

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
ONCE = {
    "children_in_need": "child", "child_protection": "child", "children_in_care": "child", "care_leavers": "child",
    "adoption": "child", "adopters": "adopter",
}  # fmt: skip


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        column = ONCE.get(each.list.id)
        first: dict[str, Record] = {}
        for record in records if column else ():
            identifier = record.text(column or "")
            other = first.setdefault(identifier, record) if identifier else record
            if other is not record and same_row(other) != same_row(record):
                says = f"The same identifier stands in {place(other)}; keep the latest row alone"
                yield lists.finding(record, column, says)
