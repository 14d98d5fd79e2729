"""A return interview that was held had been offered.

The dates are of one missing episode.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "must_fix"
NEEDS = {"missing_episodes": ("interview_offered", "interview_date")}
SAYS = "An interview was held and not offered; correct one of the two"


def find(lists: Lists) -> Findings:
    for record in lists.of("missing_episodes"):
        if record.date("interview_date") and record.text("interview_offered") == "no":
            yield lists.finding(record, "interview_offered", SAYS)
