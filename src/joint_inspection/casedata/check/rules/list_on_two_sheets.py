"""A list stands on one sheet.

Two sheets of one list are both read, so that nothing is lost; children on both are then counted twice.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    first: dict[str, str] = {}
    for match in lists.matches:
        if match.list is None or not match.rows:
            continue
        if match.list in first:
            title = lists.asked[match.list].list.title if match.list in lists.asked else match.list
            says = f"{title} already stands on {first[match.list]}; both were read: delete the one that is out of date"
            yield lists.of_sheet(match, says)
        first.setdefault(match.list, match.sheet)
