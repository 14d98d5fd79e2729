"""Was a child asked to speak with inspectors, and what did they say? For pages about the evidence."""

from __future__ import annotations

from collections.abc import Iterable

from joint_inspection_web.design.words import day
from joint_inspection_web.evidence.kept import marks_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices.models import Meeting, MeetingKind

NOT_YET = "No answer yet"


def voice_of(inspection: Inspection, children: Iterable[str]) -> dict[str, str]:
    """By pseudonym, what each child said last about taking part; only those who were asked."""
    known = marks_of(children, inspection=inspection)
    asked = inspection.meetings.filter(kind=MeetingKind.CHILD, child_mark__in=known).prefetch_related("consents")
    return {known[meeting.child_mark]: said_of(meeting) for meeting in asked}


def said_of(meeting: Meeting) -> str:
    """What somebody said last about taking part, in words."""
    return f"{meeting.consent.get_answer_display()}, {day(meeting.consent.at)}" if meeting.consent else NOT_YET
