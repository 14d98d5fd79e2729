"""Whoever the council is asked to help as a child is under eighteen.

Contacts, referrals, assessments and enquiries are about children; somebody older has most often a mistyped date of
birth.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import age_on

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}
BEGINS = {
    "contacts": "contact_date", "early_help": "assessment_start", "referrals": "referral_date",
    "assessments": "assessment_start", "s47_enquiries": "strategy_date", "children_in_need": "need_start",
    "child_protection": "plan_start", "children_in_care": "care_start",
}  # fmt: skip
SAYS = "The child was already an adult on this day; check the date and the date of birth"


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        column = BEGINS.get(each.list.id)
        for record in records if column else ():
            born, day = record.date("born"), record.date(column or "")
            if born and day and age_on(born, day) >= lists.limit("adult_years"):
                yield lists.finding(record, column, SAYS)
