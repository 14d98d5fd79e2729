"""Whom to tell of a child at risk, in which order, at this hour?

The authority where the child lives is told at once: its director while offices are open, its emergency duty team
outside. An allegation about somebody who works with children goes to the designated officer as well. Inspectors never
investigate, and whoever is feared is never told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from joint_inspection.dates import is_working_day
from joint_inspection_web.safety.models import Alarm, Contact, ContactKind, Danger, Of

OPEN, SHUT = time(9), time(17)
"""Usual office hours: a setting of ours, since each authority says its own beside its number."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """An office to tell, and why now; without a contact where none is known."""

    kind: ContactKind
    why: str
    contact: Contact | None


def is_kept(contact: Contact, kept: Iterable[Contact | None]) -> bool:
    """Whether something is kept from an office, also where its number was entered anew since."""
    return any(one is not None and (one.area, one.kind) == (contact.area, contact.kind) for one in kept)


def to_tell(
    alarm: Alarm, contacts: Iterable[Contact], *, kept: Collection[Contact], at: datetime
) -> tuple[Recipient, ...]:
    """The offices to tell, the first one first; those that must learn nothing are left out."""
    known = {contact.kind: contact for contact in contacts}
    return tuple(
        Recipient(kind=kind, why=why, contact=known.get(kind))
        for kind, why in _order(alarm, at=at)
        if kind not in known or not is_kept(known[kind], kept)
    )


def _order(alarm: Alarm, *, at: datetime) -> list[tuple[ContactKind, str]]:
    director = (ContactKind.DIRECTOR, "Tell at once: this authority looks into it, not you")
    duty = (ContactKind.DUTY_TEAM, "If the director’s office does not answer")
    if not offices_are_open(at):
        duty = (ContactKind.DUTY_TEAM, "Tell now: offices are shut")
        director = (ContactKind.DIRECTOR, "Tell as soon as the office opens")
    order = [director, duty] if offices_are_open(at) else [duty, director]
    if alarm.of == Of.STAFF:
        order.insert(1, (ContactKind.DESIGNATED_OFFICER, "An allegation about staff goes to this officer as well"))
    police = (ContactKind.POLICE, "If a crime may have been committed, or nobody else answers")
    if alarm.danger == Danger.NO:
        return [*order, police]
    return [(ContactKind.POLICE, "Ring 999 if the danger is immediate; this number afterwards"), *order]


def offices_are_open(at: datetime) -> bool:
    """Whether an office answers at this hour."""
    local = timezone.localtime(at)
    return is_working_day(local.date()) and OPEN <= local.time() < SHUT
