"""An identifier does not look like somebody's name.

A list is asked for with identifiers, so that whoever reads it by mistake does not learn who the children are.
"""

import re

from joint_inspection.casedata.check.rule import Columns, Findings, Lists

SEVERITY = "check"
NEEDS: dict[str, Columns] = {}


def find(lists: Lists) -> Findings:
    for _, records in lists.came():
        for record in records:
            for column in ("child", "adopter"):
                if _is_like_a_name(record.text(column) or ""):
                    yield lists.finding(record, column, "This looks like a name; replace it with the identifier alone")


def _is_like_a_name(text: str) -> bool:
    """Two words or more, of letters alone."""
    words = [re.sub("['’-]", "", word) for word in re.split(r"[\s,]+", text)]
    return len(words) > 1 and all(len(word) > 1 and word.isalpha() for word in words)
