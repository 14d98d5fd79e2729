"""Every formula has been calculated.

A formula that was never calculated, or that ended in an error, has no value; it is reported and not taken for a
blank.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import ODD

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = "The formula here has no value; open the file, let it calculate, correct any error, and save it as values"


def find(lists: Lists) -> Findings:
    for _, records in lists.came():
        for record in records:
            for column, written in record.unread.items():
                if written.startswith(ODD):
                    yield lists.finding(record, column, SAYS)
