"""At least one sheet is one of the lists asked for.

Where none was understood, nothing was checked: another file may have been meant, or the headings were left off.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    if lists.matches and not any(match.list for match in lists.matches):
        says = "None of the lists asked for was found here; send them with their headings, or say which sheet is which"
        yield from (lists.of_sheet(match, says) for match in lists.matches[:1])
