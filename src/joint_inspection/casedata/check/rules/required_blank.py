"""Every row has what a row must have.

The columns that a list must have are needed to know the child and what the row is about. Nothing is asked of the date
of birth of a child who is not yet born.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import required
from joint_inspection.casedata.model import Record

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        needed = required(each)
        for record in records:
            for column in needed:
                if column not in record.answers and column not in record.unread and _matters(lists, record, column):
                    yield lists.finding(record, column, f"Enter '{lists.title(each.list.id, column)}'; it is blank")


def _matters(lists: Lists, record: Record, column: str) -> bool:
    understood = lists.understood(record)
    unborn = column == "born" and record.answers.get("age") == -1
    return (understood is None or column in understood) and not unborn
