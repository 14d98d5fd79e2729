"""Nothing on a list happens after the day of the lists.

The lists tell what has happened. Only the birth of an unborn child may be expected.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import date_columns, long

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    says = f"This date is after {long(lists.on)}, the day of the lists; correct it, or leave it blank"
    for each, records in lists.came():
        columns = date_columns(each)
        for record in records:
            for column in columns:
                day = record.date(column)
                if day and day > lists.on:
                    yield lists.finding(record, column, says)
