"""Who has received their notice and who has not, and how far is what each agency was asked for?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from django.db.models import Q

from joint_inspection.inspections.letters import Duty
from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.inspections.models import DEVIATIONS, Body, Inspection, Stage
from joint_inspection_web.notices.models import Contact, Decides, DeferralDecision, Notice, Receipt, Review, Supplied
from joint_inspection_web.notices.told import present

SECONDS_AN_HOUR = 3600
Came: TypeAlias = Mapping[tuple[int, str], tuple[str, str]]
"""How far requests are that came through the service: words and a colour, by the body's key and the request's id."""
_came: list[Callable[[Inspection, Iterable[Body], date], Came]] = []


def know_what_came(ask: Callable[[Inspection, Iterable[Body], date], Came]) -> None:
    """Let a later part of the service say how far lists are that agencies send through it."""
    if ask not in _came:
        _came.append(ask)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One notice on the board."""

    notice: Notice
    receipt: Receipt | None
    contact: Contact | None
    hours: int
    """Full hours between the notice and its receipt, or until now."""

    @property
    def late(self) -> bool:
        """Whether nobody confirmed it in the hours that the settings give."""
        return self.receipt is None and self.hours >= notice_settings().remind.after_hours


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing asked of an agency, and how far it is."""

    duty: Duty
    says: str
    """In words."""
    colour: str
    """Of its tag."""
    supplied: Supplied | None
    may_supply: bool
    """Whether the agency itself says when it is done: for what does not come through the service."""


def lines(inspection: Inspection, *, at: datetime, bodies: Iterable[str] | None = None) -> list[Line]:
    """The notices that count, of some agencies or of all, those still open for longest first."""
    contacts = {each.body_id: each for each in inspection.contacts.filter(ended_at=None)}
    wanted = None if bodies is None else set(bodies)
    found = [
        Line(
            notice=notice, receipt=(receipt := getattr(notice, "receipt", None)), contact=contacts.get(notice.body_id),
            hours=_hours(notice.at, receipt.at if receipt else at),
        )
        for notice in present(inspection)
        if wanted is None or notice.body.code in wanted
    ]  # fmt: skip
    return sorted(found, key=lambda line: (line.receipt is not None, -line.hours, line.notice.pk))


def _hours(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds())) // SECONDS_AN_HOUR


def due(inspection: Inspection, notices: Iterable[Notice], *, on: date) -> dict[int, list[Due]]:
    """What is due of each agency, by its key."""
    notices = list(notices)
    bodies = [notice.body for notice in notices]
    came = {key: says for ask in _came for key, says in ask(inspection, bodies, on).items()}
    supplied = {(one.body_id, one.duty): one for one in inspection.supplied.select_related("by")}
    return {
        notice.body_id: [
            _due(duty, came.get((notice.body_id, duty.id.removeprefix("request:"))),
                 supplied.get((notice.body_id, duty.id)), on=on)
            for duty in notice.letter.duties
        ]
        for notice in notices
    }  # fmt: skip


def _due(duty: Duty, came: tuple[str, str] | None, supplied: Supplied | None, *, on: date) -> Due:
    is_request = duty.id.startswith("request:")
    through_service = is_request and came is not None
    says, colour = came if is_request and came else _said(duty, supplied, on=on)
    return Due(
        duty=duty, says=says, colour=colour, supplied=supplied,
        may_supply=is_request and not through_service and supplied is None,
    )  # fmt: skip


def _said(duty: Duty, supplied: Supplied | None, *, on: date) -> tuple[str, str]:
    if supplied:
        return "Sent", "green"
    if duty.id.startswith("step:"):
        return ("Past", "grey") if duty.due and duty.due < on else ("Coming", "light-blue")
    if duty.due and duty.due < on:
        return "Overdue", "red"
    return "Asked", "grey"


def review_due(decision: DeferralDecision) -> date | None:
    """When a decision is looked at again: what its last review said, else what was decided; None if it is not."""
    last = next(reversed(list(decision.reviews.all())), None)
    return last.next_on if last else decision.review_on


def is_overdue(decision: DeferralDecision, *, on: date, stage: str) -> bool:
    """Whether a decision should have been looked at again, and still matters at this stage."""
    when = review_due(decision)
    matters = decision.decision == Decides.PROCEED or stage in DEVIATIONS
    return matters and when is not None and when < on


def looked_at_next(stage: Stage) -> date | None:
    """The day set when a stage, or the decision that brought it about, was last looked at again."""
    found = Review.objects.filter(Q(decision__stage=stage) | Q(stage=stage)).order_by("pk").last()
    return found.next_on if found else None
