"""Every column that a list must have is there.

Without the child's identifier, date of birth, gender, ethnicity and the date that a row is about, a row cannot be
used.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for match in lists.matches:
        each = lists.asked.get(match.list or "")
        for column in each.list.fields if each else ():
            if column.required and column.id in match.missing:
                says = f"The column '{column.title}' is missing; add it, or say which column of the sheet it is"
                yield lists.of_sheet(match, says, column=column.title)
