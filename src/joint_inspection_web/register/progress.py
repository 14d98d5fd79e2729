"""How far are the recommendations of a published report? Counts of actions, and nothing of what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from markupsafe import Markup

from joint_inspection.follow_up.standing import Stands, stands
from joint_inspection_web.design.drawings.bars import NARROW, Part, Row, bars
from joint_inspection_web.design.words import listed
from joint_inspection_web.follow_up.models import Kind, Statement
from joint_inspection_web.follow_up.reading import as_statement, last_sent, statements_of
from joint_inspection_web.follow_up.shown import SAID
from joint_inspection_web.reports.models import Publication


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the actions that answer one recommendation stand on a day."""

    recommendation: str
    text: str
    to: str
    """Code of the accountable body."""
    counts: Mapping[Stands, int]

    @property
    def says(self) -> str:
        """``2 verified as done and 1 overdue``."""
        said = [f"{number} {SAID[how][0].lower()}" for how, number in self.counts.items()]
        return listed(said) or "No action answers it"


def sent() -> QuerySet[Statement]:
    """The statements that were sent: nothing of any other is read here."""
    return Statement.objects.filter(entries__kind=Kind.SENT)


def standing_of(publication: Publication, *, on: date) -> tuple[Standing, ...]:
    """Each recommendation with its actions in the statement that is carried out; nothing before one was sent."""
    if not sent().filter(inspection=publication.inspection_id).exists():
        return ()
    row = last_sent(statements_of(publication.inspection))
    if row is None:
        return ()
    told = as_statement(row)
    if told.sent_on is None or told.sent_on > on:
        return ()
    standing = {each.id: stands(told, each, on=on) for each in told.actions}
    return tuple(
        Standing(
            recommendation=asked.id, text=asked.text, to=asked.to,
            counts=_in_order(Counter(standing[each.id] for each in told.actions if asked.id in each.answers)),
        )
        for asked in publication.as_recommendations()
    )  # fmt: skip


def _in_order(found: Counter[Stands]) -> dict[Stands, int]:
    return {how: found[how] for how in SAID if found[how]}


def picture_of(standing: Sequence[Standing]) -> Markup:
    """A bar for each recommendation."""
    rows = [Row(name=f"{each.recommendation}: {each.text}", parts=_parts(each), note="" if each.counts else each.says)
            for each in standing]  # fmt: skip
    return bars(
        rows, id="stands", title="How the actions stand, by recommendation",
        describes="A bar for each recommendation, a part for each way in which its actions stand. The table says the "
        "same.", sheet=NARROW,
    )  # fmt: skip


def _parts(standing: Standing) -> tuple[Part, ...]:
    return tuple(
        Part(size=number, tone=SAID[how][2], letter=SAID[how][1], says=f"{SAID[how][0]}: {number}")
        for how, number in standing.counts.items()
    )


def legend(standing: Sequence[Standing]) -> list[tuple[str, str, str]]:
    """Letters and tones of the picture, as far as they stand in it."""
    used = {how for each in standing for how in each.counts}
    return [(letter, tone, says) for how, (says, letter, tone) in SAID.items() if how in used]
