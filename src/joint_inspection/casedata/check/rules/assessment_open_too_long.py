"""An assessment that is still open has not been open for longer than assessments may take.

Working Together to Safeguard Children: at most 45 working days from the referral. A longer one may well be right;
most often its date of authorisation is missing from the list.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import still_open, working_days_after

SEVERITY = "note"
NEEDS = {"assessments": ("assessment_start", "authorised_date")}


def find(lists: Lists) -> Findings:
    most = lists.limit("assessment_working_days")
    for record in still_open(lists, "assessments", "authorised_date"):
        start = record.date("assessment_start")
        if start and working_days_after(start, most) < lists.on:
            says = f"This has been open for more than {most} working days; enter when it was authorised, if it was"
            yield lists.finding(record, "authorised_date", says)
