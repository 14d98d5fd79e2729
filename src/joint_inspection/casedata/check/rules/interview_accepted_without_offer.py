"""A return interview that was accepted had been offered.

The answer about accepting is left blank where no interview was offered.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "must_fix"
NEEDS = {"children_in_care": ("return_interview_offered", "return_interview_accepted")}
SAYS = "The interview was accepted and not offered; correct one of the two answers"


def find(lists: Lists) -> Findings:
    for record in lists.of("children_in_care"):
        accepted = record.text("return_interview_accepted") == "yes"
        if accepted and record.text("return_interview_offered") in (None, "no"):
            yield lists.finding(record, "return_interview_offered", SAYS)
