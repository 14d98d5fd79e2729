"""The age agrees with the date of birth.

The age is in years at the last birthday, -1 before birth. It may have been worked out a few days before or after the
day of the lists.
"""

from datetime import timedelta
from math import floor

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import age_on

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = "The age and the date of birth disagree; correct one of them"


def find(lists: Lists) -> Findings:
    grace = timedelta(days=lists.limit("age_grace_days"))
    for _, records in lists.came():
        for record in records:
            born, age = record.date("born"), record.answers.get("age")
            if born and isinstance(age, int | float):
                years = (age_on(born, lists.on - grace), age_on(born, lists.on + grace))
                if not years[0] <= floor(age) <= years[1]:
                    yield lists.finding(record, "age", SAYS)
