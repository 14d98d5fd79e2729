"""Nothing happens to a child before birth.

Help may begin while the child is unborn, so a date may lie before birth by as much as a pregnancy lasts.
"""

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import date_columns, later

SEVERITY = "must_fix"
NEEDS: dict[str, Columns] = {}
SAYS = "This date is before the child was conceived; correct it, or the date of birth"


def find(lists: Lists) -> Findings:
    pregnancy = lists.limit("pregnancy_days")
    for each, records in lists.came():
        columns = date_columns(each)
        for record in records:
            born = record.date("born")
            for column in columns if born else ():
                day = record.date(column)
                if day and born and day < later(born, days=-pregnancy):
                    yield lists.finding(record, column, SAYS)
