"""A child is not found before going missing, nor asked about it.

The dates are of one episode.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import out_of_order

SEVERITY = "must_fix"
NEEDS = {"missing_episodes": ("missing_from", "found_date", "interview_date")}
SAYS = "This comes before the child was missing; correct the dates of the row"


def find(lists: Lists) -> Findings:
    yield from out_of_order(lists, "missing_episodes", ("missing_from", "found_date"), says=SAYS)
    yield from out_of_order(lists, "missing_episodes", ("missing_from", "interview_date"), says=SAYS)
