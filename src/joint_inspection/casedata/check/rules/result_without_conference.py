"""A conference whose result is known has a date.

The result is left blank where no conference was held.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import is_open

SEVERITY = "must_fix"
NEEDS = {"s47_enquiries": ("conference_date", "led_to_plan")}
SAYS = "The conference has a result and no date; enter its date, or leave the result blank"


def find(lists: Lists) -> Findings:
    for record in lists.of("s47_enquiries"):
        if record.text("led_to_plan") == "yes" and is_open(record, "conference_date"):
            yield lists.finding(record, "conference_date", SAYS)
