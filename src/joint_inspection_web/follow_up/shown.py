"""What does somebody see of a statement: each action with how it stands, and the picture of all of them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from markupsafe import Markup

from joint_inspection.follow_up import statement as library
from joint_inspection.follow_up.standing import Stands, stands, working_days_late
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.drawings.bars import NARROW, Part, Row, bars
from joint_inspection_web.follow_up.asked import Asked
from joint_inspection_web.follow_up.models import Statement
from joint_inspection_web.follow_up.reading import as_statement, is_sent, seen_by
from joint_inspection_web.follow_up.rules import is_asked
from joint_inspection_web.inspections.rules import speaks_for

SAID: dict[Stands, tuple[str, str, str]] = {
    Stands.VERIFIED: ("Verified as done", "V", "4"),
    Stands.DONE: ("Reported as done", "D", "3"),
    Stands.UNDER_WAY: ("Under way", "U", "soft"),
    Stands.NOT_BEGUN: ("Not begun", "B", "plain"),
    Stands.OVERDUE: ("Overdue", "O", "1"),
    Stands.NOT_CONFIRMED: ("Not found done", "N", "2"),
    Stands.STOPPED: ("Stopped", "S", "main"),
}
"""How each standing is said, and its letter and tone in a picture."""
TAGS = {Stands.VERIFIED: "green", Stands.OVERDUE: "red", Stands.NOT_CONFIRMED: "orange", Stands.DONE: "blue",
        Stands.UNDER_WAY: "light-blue", Stands.NOT_BEGUN: "grey", Stands.STOPPED: "purple"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A statement as one person may read it."""

    row: Statement
    told: library.Statement
    asked: Asked
    on: date
    writes: bool
    """Whether it is theirs to write."""
    part: bool
    """Whether only a part of its actions is shown to them."""

    @property
    def sent(self) -> bool:
        """Whether it was sent."""
        return self.told.sent_on is not None

    @property
    def late(self) -> int:
        """Working days by which it is late, or came late."""
        return working_days_late(self.told, on=self.on)

    def stands(self, action: library.Action) -> Stands:
        """How an action stands on the day."""
        return stands(self.told, action, on=self.on)

    def said(self, action: library.Action) -> str:
        """That in words."""
        return SAID[self.stands(action)][0]

    def tag(self, action: library.Action) -> Markup:
        """That as a label."""
        how = self.stands(action)
        return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(TAGS[how], SAID[how][0])

    def answering(self, recommendation: str) -> list[library.Action]:
        """The actions that answer a recommendation."""
        return [each for each in self.told.actions if recommendation in each.answers]

    def action(self, name: str) -> library.Action:
        """One action; Http404 where there is none for this person."""
        for each in self.told.actions:
            if each.id == name:
                return each
        raise Http404


def shown(row: Statement, asked: Asked, *, person: Person, on: date) -> Shown:
    """A statement as somebody may read it.

    Before it is sent the principal authority reads all of it, its partners their own part, and inspectorates nothing.
    """
    told, codes = as_statement(row, asked), speaks_for(person) & {each.code for each in asked.agencies}
    writes = is_asked.test(person, row.inspection)
    part = bool(codes) and not writes
    if not codes and not is_sent(row):
        told = told.model_copy(update={"actions": ()})
    return Shown(
        row=row, told=seen_by(told, codes, asked) if part else told, asked=asked, on=on, writes=writes, part=part
    )


def picture_of(found: Shown) -> Markup:
    """How many actions stand how, for each recommendation."""
    rows = [Row(name=f"{each.id}: {each.text}", parts=_parts(found, each.id)) for each in found.asked.recommendations]
    return bars(
        rows, id="stands", title="How the actions stand, by recommendation",
        describes="A bar for each recommendation, a part for each way in which its actions stand. The table says the "
        "same.", sheet=NARROW,
    )  # fmt: skip


def legend() -> list[tuple[str, str, str]]:
    """Letters and tones of the picture."""
    return [(letter, tone, says) for says, letter, tone in SAID.values()]


def _parts(found: Shown, recommendation: str) -> tuple[Part, ...]:
    standing = [found.stands(each) for each in found.answering(recommendation)]
    return tuple(
        Part(size=standing.count(how), tone=tone, letter=letter, says=f"{says}: {standing.count(how)}")
        for how, (says, letter, tone) in SAID.items()
    )
