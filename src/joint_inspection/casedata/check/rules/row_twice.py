"""No row stands twice on a list.

A row that repeats another in every column counts one thing twice.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import place, same_row
from joint_inspection.casedata.model import Record

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for _, records in lists.came():
        first: dict[object, Record] = {}
        for record in records:
            other = first.setdefault(same_row(record), record)
            if other is not record:
                yield lists.finding(record, None, f"This row repeats {place(other)}; delete one of them")
