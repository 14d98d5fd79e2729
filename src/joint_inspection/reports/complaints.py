"""How far is a complaint about a published letter, what may follow, and by when?

One route for every body inspected, whichever inspectorate its complaint is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joint_inspection.dates import add_working_days
from joint_inspection.reports.accuracy import accuracy_settings


class ComplaintState(StrEnum):
    """How far a complaint is."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    REVIEW_ASKED = "review_asked"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    CLOSED = "closed"


FOLLOWS: dict[ComplaintState, tuple[ComplaintState, ...]] = {
    ComplaintState.RAISED: (ComplaintState.ACKNOWLEDGED,),
    ComplaintState.ACKNOWLEDGED: (ComplaintState.ANSWERED,),
    ComplaintState.ANSWERED: (ComplaintState.REVIEW_ASKED, ComplaintState.CLOSED),
    ComplaintState.REVIEW_ASKED: (ComplaintState.IN_REVIEW,),
    ComplaintState.IN_REVIEW: (ComplaintState.REVIEWED,),
    ComplaintState.REVIEWED: (),
    ComplaintState.CLOSED: (),
}
"""From each state, those that may follow."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A complaint reached a state on a day."""

    state: ComplaintState
    on: date


def last_day_to_complain(published: date) -> date:
    """The last day on which a letter published on a day may be complained about."""
    return add_working_days(published, accuracy_settings().complaints.raised)


def due(steps: Sequence[Reached]) -> date | None:
    """By when a complaint's next step is due; None once it has ended."""
    days, last = accuracy_settings().complaints, steps[-1]
    since = {each.state: each.on for each in steps}
    allowed = {
        ComplaintState.RAISED: (ComplaintState.RAISED, days.acknowledged),
        ComplaintState.ACKNOWLEDGED: (ComplaintState.RAISED, days.answered),
        ComplaintState.ANSWERED: (ComplaintState.ANSWERED, days.review_asked),
        ComplaintState.REVIEW_ASKED: (ComplaintState.REVIEW_ASKED, days.acknowledged),
        ComplaintState.IN_REVIEW: (ComplaintState.REVIEW_ASKED, days.reviewed),
    }.get(last.state)
    return add_working_days(since[allowed[0]], allowed[1]) if allowed else None
