"""A conference that was unnecessary was not held.

If one was held, the answer is 'No'; if none was, its date and its result are blank.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "must_fix"
NEEDS = {"s47_enquiries": ("conference_unnecessary", "conference_date")}
SAYS = "The conference was unnecessary and has a date; correct one of the two"


def find(lists: Lists) -> Findings:
    for record in lists.of("s47_enquiries"):
        if record.text("conference_unnecessary") == "yes" and record.date("conference_date"):
            yield lists.finding(record, "conference_unnecessary", SAYS)
