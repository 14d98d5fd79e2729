"""What is done in a joint evaluation: each agency, the partnership and the inspectors say how it was for each child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import JointEvaluation
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.possible import LONGEST, expect_announced, expect_going_on
from joint_inspection_web.fairness.children import tracked
from joint_inspection_web.fairness.evaluations import Given, Sides
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.fairness.models import Evaluation
from joint_inspection_web.fairness.rules import may_find, speaks_for_body
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection

CANNOT_SAY = "cannot_say"
"""Beside the scale: what nobody can say is not compared."""


@action
def save_evaluation(
    inspection: Inspection, *, body: Body | None, child: str, answers: Mapping[str, Given], text: str, send: bool,
    by: Person | None, at: datetime,
) -> Evaluation:  # fmt: skip
    """Keep what one side says of a child; ``send`` lets the others see it, and it is not changed any more."""
    require(may_find, by, inspection) if body is None else require(speaks_for_body, by, body)
    expect_going_on(inspection) if body is None else expect_announced(inspection)
    tool = tool_of(inspection)
    if (mine := Sides(inspection).of(body, child)) and mine.row.sent:
        raise NotPossible("This evaluation was sent already")
    if problems := _wrong(tool, inspection, child, answers, text, send=send):
        raise InvalidInput(problems)
    row = Evaluation(inspection=inspection, body=body, sent=send, at=at, by=by)
    keep(row, {"child": child, "answers": {name: list(given) for name, given in answers.items()}, "text": text.strip()})
    record("fairness.save_evaluation", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def tool_of(inspection: Inspection) -> JointEvaluation:
    """The framework's tool; raises NotPossible where it has none."""
    tool = find(inspection.framework).joint_evaluation
    if tool is None:
        raise NotPossible("This framework has no joint evaluation")
    return tool


def _wrong(
    tool: JointEvaluation, inspection: Inspection, child: str, answers: Mapping[str, Given], text: str, *, send: bool
) -> list[Problem]:
    grades = {grade.id for grade in tool.scale.grades} | {CANNOT_SAY}
    found = (
        [] if child in tracked(inspection) else [Problem(where="child", says="Choose a child whose case is tracked")]
    )
    for question in tool.questions:
        grade, why = answers.get(question.id, ("", ""))
        if grade not in grades and (send or grade):
            found.append(Problem(where=question.id, says=f"Answer: {question.asks}"))
        if len(why) > LONGEST:
            found.append(Problem(where=f"{question.id}_why", says=f"Write at most {LONGEST:,} characters"))
    if len(text) > LONGEST:
        found.append(Problem(where="text", says=f"Write at most {LONGEST:,} characters"))
    return found
