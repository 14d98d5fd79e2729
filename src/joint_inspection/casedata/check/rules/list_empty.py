"""A list has rows, or its area really has no such children.

A sheet with headings and nothing below may be meant so; more often the rows were lost when the file was made.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "note"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for match in lists.matches:
        if match.list and not match.rows:
            yield lists.of_sheet(match, "There are no rows here; if there should be, send the list again")
