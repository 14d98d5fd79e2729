"""Care begins when the child is born, not before.

An unborn child is in nobody's care: it has no placement, no legal status in care and no health check.
"""

from joint_inspection.casedata.check.rule import Findings, Lists
from joint_inspection.casedata.check.shapes import later

SEVERITY = "must_fix"
NEEDS = {"children_in_care": ("born", "care_start")}
COLUMNS = (
    "care_start", "legal_status_date", "last_review", "last_visit", "last_health_assessment", "last_dental_check",
    "placement_start", "care_end",
)  # fmt: skip


def find(lists: Lists) -> Findings:
    pregnancy = lists.limit("pregnancy_days")
    for record in lists.of("children_in_care"):
        born = record.date("born")
        for column in COLUMNS if born else ():
            day = record.date(column)
            if day and born and later(born, days=-pregnancy) <= day < born:
                yield lists.finding(record, column, "This date is before birth; correct it, or the date of birth")
