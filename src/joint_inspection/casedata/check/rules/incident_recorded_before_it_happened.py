"""The police do not record an incident, nor tell of it, before it happened.

The day of the incident is when it happened; the day recorded is when the police knew.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"police_incidents": ("incident_date", "recorded_date", "shared_date")}
SAYS = "This comes before the incident was known; correct the dates of the row"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "police_incidents", ("incident_date", "recorded_date", "shared_date"), says=SAYS)
