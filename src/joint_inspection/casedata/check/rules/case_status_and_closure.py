"""The case status is 'closed episode' where the period of need has ended, and nowhere else.

The status and the closure date tell of the same, latest period of need.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open

SEVERITY = "must_fix"
NEEDS = {"children_in_need": ("need_end", "case_status")}


def find(lists: Lists) -> Findings:
    for record in lists.of("children_in_need"):
        status = record.text("case_status")
        if status == "closed_episode" and is_open(record, "need_end"):
            yield lists.finding(record, "need_end", "The episode is closed; enter when, or correct the case status")
        elif status not in (None, "closed_episode") and not is_open(record, "need_end"):
            yield lists.finding(record, "case_status", "This has ended; the case status should be 'Closed episode'")
