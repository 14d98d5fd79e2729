"""The adoptive family of a child is among the adopters.

A family approved by another agency is on no list of this one; then this is right.
"""

from joint_inspection.casedata.check.rule import Findings, Lists

SEVERITY = "note"
NEEDS = {"adoption": ("family",), "adopters": ("family",)}
SAYS = "No adopter on the list has this family identifier; correct it, or leave it if another agency approved them"


def find(lists: Lists) -> Findings:
    known = {record.text("family") for record in lists.of("adopters")}
    for record in lists.of("adoption"):
        if record.text("family") and record.text("family") not in known:
            yield lists.finding(record, "family", SAYS)
