"""An identifier does not look like somebody's name.

A list is asked for with identifiers, so that whoever reads it by mistake does not learn who the children are.
"""

import re

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}
NAME = re.compile(r"[^\W\d_]{2,}(?:[\s,'’-]+[^\W\d_]{2,})+")
"""Two words or more, of letters alone."""


def find(lists: Lists) -> Findings:
    for _, records in lists.came():
        for record in records:
            for column in ("child", "adopter"):
                if NAME.fullmatch(record.text(column) or ""):
                    yield lists.finding(record, column, "This looks like a name; replace it with the identifier alone")
