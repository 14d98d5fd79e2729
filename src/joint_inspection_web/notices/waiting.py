"""Which notices has nobody confirmed, what has not been sent, and who waits for a decision?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import listed, plural
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.inspections.rules import speaks_for
from joint_inspection_web.inspections.waiting import Waiting
from joint_inspection_web.notices import board, deferrals, told
from joint_inspection_web.notices.models import Notice
from joint_inspection_web.notices.rules import may_decide, may_see_board

AWAITED = ("Asked", "Overdue", "With the sender")


def waits(inspection: Inspection, person: Person, at: datetime) -> Iterator[Waiting]:
    """For who follows the notices all of them; for an agency's officer its own."""
    sees, own = may_see_board.test(person, inspection), speaks_for(person)
    notices = [notice for notice in told.present(inspection) if sees or notice.body.code in own]
    for notice in notices:
        if not hasattr(notice, "receipt"):
            yield Waiting(
                says="A notice: confirm that you have it", whose=notice.body.name, mine=notice.body.code in own,
                href=reverse("notices:letter", args=[inspection.ref, notice.ref]),
            )  # fmt: skip
    if inspection.stage != PUBLISHED:
        yield from _not_sent(inspection, notices, own, on=timezone.localdate(at))
    for request in deferrals.waiting(inspection) if sees else ():
        yield Waiting(
            says=f"{request.body.name} asks for a deferral: decide", whose="The lead inspector or a planner",
            mine=may_decide.test(person, inspection),
            href=reverse("notices:asked", args=[inspection.ref, request.ref]),
        )  # fmt: skip


def _not_sent(inspection: Inspection, notices: list[Notice], own: frozenset[str], *, on: date) -> Iterator[Waiting]:
    """What agencies were asked for and have not sent, in one line."""
    asked = board.due(inspection, notices, on=on)
    late = [(notice.body, one.duty.due) for notice in notices for one in asked[notice.body_id] if _is_awaited(one)]
    if late:
        bodies = {body.code: body.name for body, _ in late}
        yield Waiting(
            says=f"{plural(len(late), 'thing')} asked for and not sent", whose=listed(bodies.values()),
            due=min(due for _, due in late if due), mine=bool(own & bodies.keys()),
            href=reverse("notices:due", args=[inspection.ref]),
        )  # fmt: skip


def _is_awaited(one: board.Due) -> bool:
    return one.duty.id.startswith("request:") and one.says in AWAITED and one.duty.due is not None
