"""Accommodation is judged suitable or not only where the council is in touch.

The suitability is left blank, says the request, where the council is not in touch with the care leaver.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "check"
NEEDS = {"care_leavers": ("in_touch", "suitability")}
SAYS = "The council is not in touch; leave this blank, or correct whether it is in touch"


def find(lists: Lists) -> Findings:
    for record in lists.of("care_leavers"):
        if record.text("in_touch") in ("no", "died") and record.text("suitability"):
            yield lists.finding(record, "suitability", SAYS)
