"""A column has something in it.

A column that is blank in every row of a long list was most often lost when the list was drawn up.
"""

from collections.abc import Iterable

from joint_inspection.casedata.check.rule import Columns, Findings, Lists
from joint_inspection.casedata.check.shapes import by_sheet, required
from joint_inspection.casedata.model import Record

SEVERITY = "note"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for each, records in lists.came():
        for rows in by_sheet(records):
            asked = [column.id for column in each.list.fields if column.id not in required(each)]
            columns = [column for column in asked if column in (lists.understood(rows[0]) or asked)]
            for column in _blank(rows, columns) if len(rows) >= lists.limit("blank_column_rows") else ():
                says = f"All of '{lists.title(each.list.id, column)}' is blank; fill it in if there is something to say"
                yield lists.of_column(rows[0], column, says)


def _blank(rows: Iterable[Record], columns: Iterable[str]) -> list[str]:
    said = {column for row in rows for column in (*row.answers, *row.unread)}
    return [column for column in columns if column not in said]
