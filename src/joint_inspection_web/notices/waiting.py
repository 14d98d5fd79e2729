"""Which notices has nobody confirmed, what has not been sent, and who waits for a decision?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import plural
from joint_inspection_web.inspections.models import Inspection
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
    yield from _not_sent(inspection, notices, own, on=timezone.localdate(at))
    for request in deferrals.waiting(inspection) if sees else ():
        yield Waiting(
            says=f"{request.body.name} asks for a deferral: decide", whose="The lead inspector or a planner",
            mine=may_decide.test(person, inspection),
            href=reverse("notices:asked", args=[inspection.ref, request.ref]),
        )  # fmt: skip


def _not_sent(inspection: Inspection, notices: list[Notice], own: frozenset[str], *, on: date) -> Iterator[Waiting]:
    """What each agency was asked for and has not sent, in one line."""
    names = {notice.body_id: notice.body for notice in notices}
    late: dict[int, list[date]] = defaultdict(list)
    for body, asked in board.due(inspection, notices, on=on).items():
        late[body] += [
            one.duty.due for one in asked if one.duty.id.startswith("request:") and one.says in AWAITED and one.duty.due
        ]
    for body, days in late.items():
        if days:
            yield Waiting(
                says=f"{plural(len(days), 'thing')} asked for and not sent", whose=names[body].name, due=min(days),
                mine=names[body].code in own, href=reverse("notices:front", args=[inspection.ref]),
            )  # fmt: skip
