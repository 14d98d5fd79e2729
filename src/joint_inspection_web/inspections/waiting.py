"""What waits for somebody on one inspection, whose turn is it, and by when? Shown on its first page.

Later parts of the service say here what waits when they start (``AppConfig.ready``), each for whom it may be shown to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from django.utils import timezone

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits, or several of a kind. Names no child."""

    says: str
    whose: str
    """Whose turn it is, in words; empty where everybody has something of their own to do."""
    href: str
    due: datetime | date | None = None
    mine: bool = False
    """Whether it is the turn of the person who looks."""
    first: bool = False
    """Whether it comes before everything else: a child may be at risk."""

    def overdue(self, at: datetime) -> bool:
        """Whether it should have been done by now."""
        if isinstance(self.due, datetime):
            return self.due < at
        return self.due is not None and self.due < timezone.localdate(at)


Asks: TypeAlias = Callable[[Inspection, Person, datetime], Iterable[Waiting]]
_asks: list[Asks] = []


def know_what_waits(ask: Asks) -> None:
    """Let a later part of the service say what waits."""
    if ask not in _asks:
        _asks.append(ask)


def waiting(inspection: Inspection, *, person: Person, at: datetime) -> list[Waiting]:
    """Everything that waits, as far as somebody may know: children at risk, what is overdue, one's own, the rest."""
    found = [each for ask in _asks for each in ask(inspection, person, at)]
    return sorted(found, key=lambda each: (not each.first, not each.overdue(at), not each.mine, _day(each)))


def _day(each: Waiting) -> date:
    return each.due.date() if isinstance(each.due, datetime) else each.due or date.max
