"""A child in care is visited every six weeks in the first year, and then every three months at most.

The Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28; the longest interval that it
allows is used, since the lists do not say whether the placement is meant to last.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import later, still_open

SEVERITY = "check"
NEEDS = {"children_in_care": ("care_start", "last_visit", "care_end")}
SAYS = "The last visit is longer ago than the regulations allow; enter a later one if it was made"


def find(lists: Lists) -> Findings:
    first_year = later(lists.on, months=-lists.limit("first_year_months"))
    early = later(lists.on, days=-lists.limit("care_visit_first_year_days"))
    usual = later(lists.on, months=-lists.limit("care_visit_months"))
    for record in still_open(lists, "children_in_care", "care_end"):
        start, visit = record.date("care_start"), record.date("last_visit")
        if start and visit and visit < (early if start > first_year else usual):
            yield lists.finding(record, "last_visit", SAYS)
