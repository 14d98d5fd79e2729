"""A relevant child is under eighteen, a former relevant child is not.

The categories of care leavers follow age (Children Act 1989, sections 23A and 23C).
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import age_on

SEVERITY = "check"
NEEDS = {"care_leavers": ("born", "eligibility")}
SAYS = "The category of care leaver does not fit the age; correct the category, or the date of birth"


def find(lists: Lists) -> Findings:
    for record in lists.of("care_leavers"):
        born, category = record.date("born"), record.text("eligibility")
        if born and category in ("relevant_child", "former_relevant_child"):
            adult = age_on(born, lists.on) >= lists.limit("adult_years")
            if adult != (category == "former_relevant_child"):
                yield lists.finding(record, "eligibility", SAYS)
