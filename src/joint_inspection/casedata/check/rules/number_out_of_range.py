"""Every number is one that its column can have.

Counts are whole and not negative, a child in care had at least one placement, and a share is between 0 and 100.
"""

from joint_inspection.casedata.check.limits import ranges
from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SHARES = ("age", "attendance")
"""What may have decimal places."""


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        bounds = {column.id: ranges()[column.id] for column in each.list.fields if column.id in ranges()}
        for record in records:
            for column, (least, greatest) in bounds.items():
                number = record.answers.get(column)
                if isinstance(number, int | float) and not least <= number <= greatest:
                    yield lists.finding(record, column, f"Enter a number from {least} to {greatest}")
                elif isinstance(number, float) and column not in SHARES and not number.is_integer():
                    yield lists.finding(record, column, "Enter a whole number; this counts something")
