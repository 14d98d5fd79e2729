"""Every assessment, plan and period of care or need says when it started.

The request does not call these dates required, but nothing can be said of a row without the day on which it began.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import is_open

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
STARTS = {
    "early_help": "assessment_start", "assessments": "assessment_start", "s47_enquiries": "strategy_date",
    "children_in_need": "need_start", "child_protection": "plan_start", "children_in_care": "care_start",
    "adoption": "decision_date",
}  # fmt: skip


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        column = STARTS.get(each.list.id, "")
        for record in records if column else ():
            understood = lists.understood(record)
            if is_open(record, column) and (understood is None or column in understood):
                yield lists.finding(record, column, f"Enter '{lists.title(each.list.id, column)}'; it is blank")
