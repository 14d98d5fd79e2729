"""A date of birth is that of a child, a care leaver or an unborn child.

Nobody on these lists is older than a few years above the age at which help for care leavers ends, and no birth is
expected later than a pregnancy lasts.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import later

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    last = later(lists.on, days=lists.limit("pregnancy_days"))
    first = later(lists.on, months=-12 * lists.limit("oldest_years"))
    for _, records in lists.came():
        for record in records:
            born = record.date("born")
            if born and born > last:
                yield lists.finding(record, "born", "This birth is too far in the future; correct the year")
            elif born and born < first:
                yield lists.finding(record, "born", "This is too long ago for a child; correct the year")
