"""When was what a finding led to put right, as somebody else than its author verified?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.follow_up.standing import Stands, stands
from joint_inspection.follow_up.statement import Action, Statement


def resolved_on(
    finding: str, recommendations: Iterable[Recommendation], statements: Iterable[Statement], *, on: date
) -> date | None:
    """The day on which the last action for a finding was verified; None while any is not, or none answers it."""
    asked = [each.id for each in recommendations if finding in each.findings]
    days = [_answered(id, in_force(statements), on) for id in asked]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def in_force(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements of which no other took the place."""
    statements = tuple(statements)
    superseded = {each.supersedes for each in statements}
    return tuple(each for each in statements if each.id not in superseded)


def _answered(recommendation: str, statements: Sequence[Statement], on: date) -> date | None:
    """When the last action that answers a recommendation was verified."""
    answering = [
        (statement, action)
        for statement in statements
        for action in statement.actions
        if recommendation in action.answers
    ]
    if not answering or any(stands(statement, action, on=on) != Stands.VERIFIED for statement, action in answering):
        return None
    return max(_verified(statement, action, on) for statement, action in answering)


def _verified(statement: Statement, action: Action, on: date) -> date:
    """The first confirmation after it was last reported as done."""
    since = statement.progress_of(action.id, on)[-1].on
    return min(
        each.on for each in statement.verifications
        if each.action == action.id and each.confirmed and since <= each.on <= on
    )  # fmt: skip
