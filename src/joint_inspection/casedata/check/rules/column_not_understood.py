"""Every column of a list is one that was asked for.

What stands in other columns is kept for the sender alone: nobody asked for it, and it may tell who a child is.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.model import How

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for match in lists.matches:
        for column in match.columns if match.list else ():
            if column.field is None and column.how is not How.CHOSEN:
                says = f"Column {column.column} was not understood; say which column asked for it is, or leave it out"
                yield lists.of_sheet(match, says, column=column.heading)
