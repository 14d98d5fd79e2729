"""Every list asked of an agency comes.

An agency that sends one of its lists is asked for the others too. A list without children is sent with its headings
only.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.model import Finding

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    came = {each.agency for each, _ in lists.came()}
    sent = {each.list.id for each, _ in lists.came()}
    for each in lists.asked.values():
        if each.agency in came and each.list.id not in sent:
            title = f"List {each.list.number}" if each.list.number else "The list"
            says = f"{title} '{each.list.title}' did not come; send it, with its headings alone if it has no children"
            file = lists.matches[0].file if lists.matches else ""
            yield Finding(file=file, sheet="", row=None, column=None, rule=lists.rule.id, says=says, severity=SEVERITY)
