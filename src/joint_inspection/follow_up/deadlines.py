"""By when is a statement of action due, and does a day that a letter gives follow from its receipt?

The time counts from receipt, not from publication, and the framework says how long it is. Another day needs a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from joint_inspection.dates import add_working_days, is_working_day, working_days_between
from joint_inspection.errors import NotPossible
from joint_inspection.follow_up.authorities import FILE
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.said import not_working, said


class Follows(StrEnum):
    """How the day that a letter gives came about, as far as its dates tell."""

    FROM_RECEIPT = "from_receipt"
    """The framework's time, counted from receipt; from publication where receipt is not known."""
    FROM_EARLIER_RECEIPT = "from_earlier_receipt"
    """It would follow if the letter came a few days before it was published."""
    SHORTER = "shorter"
    LONGER = "longer"
    NOT_A_WORKING_DAY = "not_a_working_day"
    NONE_SAID = "none_said"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A day that a letter gives, how it follows, and that in words."""

    due: date | None
    follows: Follows
    working_days: int | None
    """From receipt, or else publication."""
    says: str


def due_on(begins: date, framework: Framework) -> date:
    """The day on which a statement is due; raises NotPossible where the framework asks for none or gives no time.

    ``begins`` is the day of receipt; of publication, where the framework counts from there.
    """
    return add_working_days(begins, time_for(framework))


def time_for(framework: Framework) -> int:
    """Working days that a framework gives for a statement; raises NotPossible where it gives none."""
    rule = framework.statement
    if rule.asked == "never":
        raise NotPossible(f"{framework.ref} asks for no statement of action")
    if rule.working_days is None:
        raise NotPossible(f"{framework.ref} gives no number of days for a statement: agree a day, and say why")
    return rule.working_days


def how_it_follows(due: date | None, *, published: date, limit: int, received: date | None = None) -> Deadline:
    """How a day that a letter gives came about. Where receipt is not known, publication stands for it."""
    begins = received or published
    right = add_working_days(begins, limit)
    if due is None:
        says = f"The letter gives no day; {limit} working days from {said(begins)} are over on {said(right)}"
        return Deadline(due=None, follows=Follows.NONE_SAID, working_days=None, says=says)
    given = working_days_between(begins, due)
    follows = _kind(due, begins, limit=limit, known=received is not None)
    return Deadline(due=due, follows=follows, working_days=given, says=_says(follows, due, given, limit, received))


def _kind(due: date, begins: date, *, limit: int, known: bool) -> Follows:
    if not is_working_day(due):
        return Follows.NOT_A_WORKING_DAY
    short = limit - working_days_between(begins, due)
    if short == 0:
        return Follows.FROM_RECEIPT
    if short < 0:
        return Follows.LONGER
    return Follows.FROM_EARLIER_RECEIPT if not known and short <= _most_before() else Follows.SHORTER


def _says(follows: Follows, due: date, given: int, limit: int, received: date | None) -> str:
    since = "receipt" if received else "publication; when it was received is not known"
    plain = f"{given} working days from {since}"
    if follows is Follows.NOT_A_WORKING_DAY:
        return f"{not_working(due)}; {plain}"
    if follows is Follows.FROM_EARLIER_RECEIPT:
        return f"{plain}. It follows if the letter came on {said(add_working_days(due, -limit))}"
    return plain if follows is Follows.FROM_RECEIPT else f"{plain}, where the rule gives {limit}; no reason is given"


@cache
def _most_before() -> int:
    data = read_document(FILE, begins="offices").data
    return int(data["earlier_receipt"]["most_working_days"])
