"""Everything on a list falls into the period asked for.

Each list goes back some months from the day of the lists; what ended before is not asked for, and so may not be sent.
Early help is left aside: its list has children still being helped, however long ago their assessment was completed.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import later, long
from joint_inspection.casedata.model import Record

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}
COUNTS = {
    "contacts": ("contact_date",), "referrals": ("referral_date",),
    "assessments": ("authorised_date",), "s47_enquiries": ("strategy_date", "conference_date"),
    "children_in_need": ("need_end",), "child_protection": ("plan_end",), "children_in_care": ("care_end",),
    "adoption": ("order_date", "reversal_date"), "police_incidents": ("incident_date", "recorded_date"),
    "missing_episodes": ("missing_from", "found_date"), "health_contacts": ("contact_date", "shared_date"),
    "youth_justice": ("order_end",), "school_attendance": ("concern_date", "shared_date"),
}  # fmt: skip
"""The columns that say when a row ended: the latest of them counts; a row that has none is still open."""


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        columns = COUNTS.get(each.list.id, ())
        months = each.list.months_back
        begins = later(lists.on, months=-months) if months else None
        for record in records if begins else ():
            column = _latest(record, columns)
            day = record.date(column) if column else None
            if day and begins and day < begins:
                says = f"This is before {long(begins)}, when the period asked for begins; leave the row out"
                yield lists.finding(record, column, says)


def _latest(record: Record, columns: Columns) -> str | None:
    days = [(day, column) for column in columns if (day := record.date(column))]
    return max(days)[1] if days else None
