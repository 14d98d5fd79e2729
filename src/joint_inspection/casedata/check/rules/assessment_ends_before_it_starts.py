"""An assessment is not authorised before it starts.

Both dates are of one assessment.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"assessments": ("assessment_start", "authorised_date")}
SAYS = "The assessment is authorised before it starts; correct one of the two dates"


def find(lists: Lists) -> Findings:
    return out_of_order(lists, "assessments", ("assessment_start", "authorised_date"), says=SAYS)
