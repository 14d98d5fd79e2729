"""The age agrees with the date of birth.

The age is in years at the last birthday, -1 before birth. It may have been worked out a few days before or after the
day of the lists.
"""

from math import floor, isfinite

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import age_on, later

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = "The age and the date of birth disagree; correct one of them"


def find(lists: Lists) -> Findings:
    grace = lists.limit("age_grace_days")
    for _, records in lists.came():
        for record in records:
            born, age = record.date("born"), record.answers.get("age")
            if born and isinstance(age, int | float) and isfinite(age):
                years = (age_on(born, later(lists.on, days=-grace)), age_on(born, later(lists.on, days=grace)))
                if not years[0] <= floor(age) <= years[1]:
                    yield lists.finding(record, "age", SAYS)
