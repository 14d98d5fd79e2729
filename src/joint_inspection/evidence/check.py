"""Does one piece of evidence agree with itself and with the framework?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeAlias, get_args

from joint_inspection.errors import Problem
from joint_inspection.evidence.hearsay import is_context
from joint_inspection.evidence.model import Body, Direction, Directness, Item, Method, Speaker
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.model import Framework
from joint_inspection.indicators import indicator_register

Rule: TypeAlias = Callable[[Item], Problem | None]
LONGEST = 20_000
"""Characters of one item: about half an hour of dictation."""
TELLERS = (Speaker.AGENCY, Speaker.CHILD, Speaker.FAMILY, Speaker.WHISTLEBLOWER)
A_DAY = timedelta(days=1)
"""How far a wrong clock is forgiven before a date in the future is asked about."""


def check_item(item: Item, framework: Framework, bodies: Iterable[Body]) -> tuple[Problem, ...]:
    """Everything wrong with an item, each with what to do. No problem repeats what was written about a child."""
    inspected = {body.code for body in bodies if body.kind != "inspectorate"}
    found = [_criterion(item, framework), _body(item, inspected), _method(item)]
    found += [rule(item) for rule in RULES]
    return tuple(problem for problem in found if problem)


def _criterion(item: Item, framework: Framework) -> Problem | None:
    if item.criterion in {each.id for each in framework.criteria}:
        return None
    return Problem(where="criterion", says=f"{framework.ref} has no such criterion; choose one of its own")


def _body(item: Item, inspected: set[str]) -> Problem | None:
    if item.about in inspected:
        return None
    return Problem(where="about", says=f"This body is not inspected here; choose one of: {_listed(inspected)}")


def _method(item: Item) -> Problem | None:
    if item.method in get_args(Method):
        return None
    return Problem(where="method", says=f"Choose one of: {_listed(get_args(Method))}")


def says_which_agency(item: Item) -> Problem | None:
    """Where an agency says so, it is named; nowhere else."""
    if (item.speaker == Speaker.AGENCY) == bool(item.speaker_agency):
        return None
    if item.speaker_agency:
        return Problem(where="speaker_agency", says="Leave this empty, or say that an agency says so")
    return Problem(where="speaker_agency", says="Say which agency says so")


def has_words(item: Item) -> Problem | None:
    """An item says something, and no more than half an hour of dictation."""
    if item.text is None or 0 < len(item.text.strip()) <= LONGEST:
        return None
    return Problem(where="text", says=f"Write what was seen or said, in at most {LONGEST:,} characters")


def was_seen_or_told(item: Item) -> Problem | None:
    """What an inspector saw has an inspector as its speaker; what somebody told has that somebody."""
    seen, inspector = item.directness == Directness.SEEN, item.speaker == Speaker.INSPECTOR
    if inspector and not seen:
        return Problem(where="speaker", says="Say who told it: the agency, a child, the family or a whistleblower")
    if seen and item.speaker in TELLERS:
        says = "Somebody told it, so it was not seen: choose told by the subject or told by another"
        return Problem(where="directness", says=says)
    return None


def told_by_its_subject(item: Item) -> Problem | None:
    """An agency tells of itself, or else of another."""
    itself = item.speaker_agency == item.about
    if item.speaker != Speaker.AGENCY or item.directness == Directness.SEEN:
        return None
    if itself == (item.directness == Directness.TOLD_BY_SUBJECT):
        return None
    return Problem(
        where="directness",
        says="The agency speaks of itself: choose told by the subject" if itself else
        "One agency speaks of another: choose told by another, and say whether it tells of its own contact",
    )  # fmt: skip


def first_hand_is_of_another(item: Item) -> Problem | None:
    """Only an agency that speaks of another tells of its own contact with it."""
    if not item.first_hand or (item.speaker == Speaker.AGENCY and item.speaker_agency != item.about):
        return None
    return Problem(
        where="first_hand", says="Only for an agency that tells of its own contact with another: take it out"
    )


def happened_before_it_was_noted(item: Item) -> Problem | None:
    """Nothing is noted before it happened, give or take a wrong clock."""
    if item.happened_on is None or item.happened_on <= (item.noted_at + A_DAY).date():
        return None
    return Problem(where="happened_on", says="It was noted before this day; correct the day on which it happened")


def an_adviser_names_no_child(item: Item) -> Problem | None:
    """A sector adviser sees no child's data, and so names no child."""
    if not (item.by_adviser and item.child):
        return None
    return Problem(where="child", says="A sector adviser sees no child's data: leave the child out")


def an_indicator_is_data(item: Item) -> Problem | None:
    """What tells of an indicator is data, of an indicator that is in the register."""
    if item.indicator is None:
        return None
    if item.method != "data":
        return Problem(where="indicator", says="Only data tells of an indicator: choose data, or take it out")
    known = [each.id for each in indicator_register().indicators]
    return None if item.indicator in known else Problem(
        where="indicator", says=unknown("indicator", item.indicator, known)
    )  # fmt: skip


def an_indicator_without_direction_is_context(item: Item) -> Problem | None:
    """Where nobody agreed which way is better, an indicator speaks neither for the practice nor against it."""
    if not is_context(item) or item.direction == Direction.CONTEXT:
        return None
    says = "Nobody agreed which way is better for this indicator: choose context"
    return Problem(where="direction", says=says)


RULES: tuple[Rule, ...] = (
    has_words, says_which_agency, was_seen_or_told, told_by_its_subject, first_hand_is_of_another,
    happened_before_it_was_noted, an_adviser_names_no_child, an_indicator_is_data,
    an_indicator_without_direction_is_context,
)  # fmt: skip


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "nothing yet"
