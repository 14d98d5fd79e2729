"""A child protection plan ends at eighteen at the latest.

Only children are protected under a plan. One that is open for somebody older was most often not closed on the system.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import open_for_an_adult

SEVERITY = "check"
NEEDS = {"child_protection": ("born", "plan_end")}
SAYS = "This plan is open for somebody who is an adult; enter when it ended, or correct the date of birth"


def find(lists: Lists) -> Findings:
    return open_for_an_adult(lists, "child_protection", "plan_end", says=SAYS)
