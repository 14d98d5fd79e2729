"""Every column asked for is there.

A column that an area cannot fill is sent blank, so that inspectors know that it was not forgotten.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for match in lists.matches:
        each = lists.asked.get(match.list or "")
        for column in each.list.fields if each else ():
            if not column.required and column.id in match.missing:
                says = f"The column '{column.title}' is missing; add it, blank if you cannot fill it"
                yield lists.of_sheet(match, says, column=column.title)
