"""Every sheet is one of the lists asked for.

A sheet that is not understood is kept and shown, but its rows are not checked and inspectors do not see them.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.model import How

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for match in lists.matches:
        if match.list is None and match.how is not How.CHOSEN:
            says = "This sheet was not understood as a list asked for; say which list it is, or leave it out"
            yield lists.of_sheet(match, says)
