"""What was looked at, in numbers? Worked out from the record, so that a report cannot say another number."""

from __future__ import annotations

from collections.abc import Mapping

from joint_inspection.evidence.enough import RECORDS, is_direct
from joint_inspection.evidence.hearsay import counts
from joint_inspection.evidence.voice import speaks_as_child
from joint_inspection.record.model import InspectionRecord

TITLES = {
    "children_tracked": "Children whose experiences were followed closely",
    "children_sampled": "More children whose records were read",
    "children_heard": "Children followed closely who were heard themselves",
    "children_not_heard": "Children followed closely who could not be heard",
    "observations": "Times that practice was observed",
    "meetings": "Meetings of several agencies that were attended",
    "interviews": "Interviews",
    "records": "Notes from reading records",
    "agencies": "Agencies looked at",
    "inspectorates": "Inspectorates that took part",
    "inspectors": "Inspectors",
    "evidence": "Pieces of evidence",
    "direct": "Pieces of evidence seen, or told by those whom they are about",
    "findings": "Findings",
    "referrals": "Concerns taken to other inspectorates",
}
"""Every number about an inspection that a report may state, in words."""
METHODS = {"observations": "observation", "meetings": "multi_agency_meeting", "interviews": "interview"}
WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def facts_of(record: InspectionRecord) -> Mapping[str, int]:
    """Every number about an inspection; hearsay and what an adviser wrote is no evidence here."""
    carrying = [item for item in record.items if counts(item)]
    tracked = {child.id for child in record.children if child.tracked}
    heard = {item.child for item in carrying if item.child in tracked and speaks_as_child(item)}
    return {
        "children_tracked": len(tracked),
        "children_sampled": len(record.children) - len(tracked),
        "children_heard": len(heard),
        "children_not_heard": len(tracked - heard),
        **{name: sum(item.method == method for item in carrying) for name, method in METHODS.items()},
        "records": sum(item.method in RECORDS for item in carrying),
        "agencies": sum(body.kind != "inspectorate" for body in record.bodies),
        "inspectorates": sum(body.kind == "inspectorate" for body in record.bodies),
        "inspectors": sum(seat.role in ("lead_inspector", "team_inspector") for seat in record.team),
        "evidence": len(carrying),
        "direct": sum(map(is_direct, carrying)),
        "findings": len(record.findings),
        "referrals": len(record.referrals),
    }


def in_words(number: int) -> str:
    """A number as a letter writes it: up to twenty as a word."""
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def ways_to_say(number: int) -> frozenset[str]:
    """Everything that a sentence may write for a number."""
    words = {in_words(number), f"{number}", f"{number:,}"}
    return frozenset(words | ({"none", "nobody"} if number == 0 else {"once"} if number == 1 else set()))


def many(number: int, one: str, more: str | None = None) -> str:
    """``one child``, ``six children``."""
    return f"{in_words(number)} {one if number == 1 else more or f'{one}s'}"
