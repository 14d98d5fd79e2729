"""What does the follow-up of one inspection give the next one to ask?

Suggestions with where they come from, like all others: people take them over, or do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from joint_inspection.follow_up.repeats import Return
from joint_inspection.follow_up.standing import Stands, reflects_findings, stands, working_days_late
from joint_inspection.follow_up.statement import Statement
from joint_inspection.inspections.enquiries import Origin, SuggestedLine

ASKS = {
    Stands.OVERDUE: "What became of action {action}, which is overdue?",
    Stands.NOT_CONFIRMED: "What became of action {action}, which was reported as done and not found so?",
    Stands.STOPPED: "Why was action {action} stopped, and what was done instead?",
    Stands.DONE: "Was action {action} done, as is reported, and did it help?",
}
"""Questions by how an action stands; what is verified or still has time asks nothing."""


def lines_of(statement: Statement, *, on: date, source: str) -> tuple[SuggestedLine, ...]:
    """The lines of enquiry that a statement opens on a day; ``source`` says in words where it comes from."""
    return tuple(_lines(statement, on, source))


def lines_of_returns(returns: Iterable[Return], *, source: str) -> tuple[SuggestedLine, ...]:
    """A line of enquiry for each finding that came back."""
    asks = "Finding {finding} came back {months} months after {earlier}: why did what was done not last?"
    return tuple(
        SuggestedLine(
            key=f"returned:{each.finding}:{each.earlier}", origin=Origin.LAST_LETTER, source=source,
            asks=asks.format(finding=each.finding, months=each.months, earlier=each.earlier),
        )
        for each in returns
    )  # fmt: skip


def _lines(statement: Statement, on: date, source: str) -> Iterator[SuggestedLine]:
    if late := working_days_late(statement, on=on):
        asks = f"Why did the statement come {late} working day{'s' * (late > 1)} late, or not at all?"
        yield _line(f"late:{statement.id}", asks, source)
    if reflects_findings(statement, on=on) is False:
        asks = "How was the plan changed after it was judged not to reflect the findings?"
        yield _line(f"review:{statement.id}", asks, source)
    for action in statement.actions:
        if asked := ASKS.get(stands(statement, action, on=on)):
            yield _line(f"action:{statement.id}:{action.id}", asked.format(action=action.id), source)
    for action in statement.actions:
        if asked := _of_impact(statement, action.id, on):
            yield _line(f"impact:{statement.id}:{action.id}", asked, source)


def _of_impact(statement: Statement, action: str, on: date) -> str | None:
    """A question where the last check of the impact did not find it better."""
    from joint_inspection.follow_up.impact import Verdict, impact_of

    checks = sorted((each for each in statement.impact if each.action == action and each.on <= on), key=lambda x: x.on)
    if not checks or (found := impact_of(checks[-1])).verdict == Verdict.BETTER:
        return None
    return f"Did action {action} help children? {found.says}"


def _line(key: str, asks: str, source: str) -> SuggestedLine:
    return SuggestedLine(key=key, asks=asks, origin=Origin.STATEMENT, source=source)
