"""Every value is one that its column can have.

A date is a day that exists, a number is a number, and a code is one of those of the request. What was not understood
is kept and shown to the sender, never guessed and never dropped.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import ODD

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = {
    "date": "This is not understood as a date; write it as day/month/year, for example 25/06/2025",
    "number": "This is not understood as a number; write it in digits alone",
    "code": "This is not one of the codes asked for; use one of them",
    "text": "This is not understood; write it as plain text",
}


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        types = {column.id: column.type for column in each.list.fields}
        for record in records:
            for column, written in record.unread.items():
                if not written.startswith(ODD):
                    yield lists.finding(record, column, SAYS[types.get(column, "text")])
