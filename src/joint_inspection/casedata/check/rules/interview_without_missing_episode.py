"""Return interviews are offered to children who were missing.

Both answers about interviews are left blank where a child has not been missing.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "check"
NEEDS = {"children_in_care": ("missing_episodes", "return_interview_offered")}
SAYS = "An interview was offered and no missing episode is counted; correct one of the two"


def find(lists: Lists) -> Findings:
    for record in lists.of("children_in_care"):
        if record.answers.get("missing_episodes") == 0 and record.text("return_interview_offered") == "yes":
            yield lists.finding(record, "missing_episodes", SAYS)
