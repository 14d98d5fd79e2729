"""A care leaver is from sixteen to twenty-five.

The council's duties to care leavers begin at sixteen and end at twenty-five.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import age_on

SEVERITY = "check"
NEEDS = {"care_leavers": ("born",)}


def find(lists: Lists) -> Findings:
    youngest, oldest = lists.limit("care_leaver_from_years"), lists.limit("care_leaver_to_years")
    for record in lists.of("care_leavers"):
        born = record.date("born")
        if born and not youngest <= age_on(born, lists.on) <= oldest:
            says = f"A care leaver is from {youngest} to {oldest}; correct the date of birth, or leave the row out"
            yield lists.finding(record, "born", says)
