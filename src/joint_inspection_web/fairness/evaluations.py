"""How does what the agencies say of each child stand beside what the inspectors say, and how far do they agree?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from joint_inspection.evidence.agreement import Agreement, agreement
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import JointEvaluation
from joint_inspection.journeys.survival import Interval, wilson
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import Evaluation
from joint_inspection_web.inspections.models import Body, Inspection

Given: TypeAlias = tuple[str, str]
"""A grade of the scale (or none), and why."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side says of one child."""

    row: Evaluation
    child: str = field(repr=False)
    answers: dict[str, Given] = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question: how far an agency and the inspectors agree on it over all children compared."""

    asks: str
    found: Agreement
    within: Interval | None
    """Wilson's interval of the share that lies within one step."""


class Sides:
    """The last evaluation of every side of every child, of one inspection."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self.words = Words(inspection)
        rows = list(Evaluation.objects.filter(inspection=inspection).select_related("body", "by").order_by("pk"))
        self.any = bool(rows)
        self._last = {(side.row.body_id, side.child): side for side in map(self._side, rows) if side.child}

    def _side(self, row: Evaluation) -> Side:
        row.inspection = self.inspection
        said = self.words.of(row)
        answers = {name: (grade, why) for name, (grade, why) in said.get("answers", {}).items()}
        return Side(row=row, child=said.get("child", ""), answers=answers, text=said.get("text", ""))

    def of(self, body: Body | None, child: str) -> Side | None:
        """What one side says of a child; None for nothing yet."""
        return self._last.get((body.pk if body else None, child))

    def inspectors_sent(self, child: str) -> bool:
        """Whether the inspectors have sent their own view of a child."""
        mine = self.of(None, child)
        return mine is not None and mine.row.sent

    def open_to_inspectors(self, child: str) -> bool:
        """Whether inspectors may see what agencies say of a child: at once, or after their own view of that child."""
        tool = find(self.inspection.framework).joint_evaluation
        return tool is not None and (tool.before_fieldwork_visible or self.inspectors_sent(child))

    def sent_of(self, body: Body, children: Iterable[str]) -> dict[str, Side]:
        """What an agency sent, by child, as far as inspectors may see it."""
        found = {child: self.of(body, child) for child in children if self.open_to_inspectors(child)}
        return {child: side for child, side in found.items() if side and side.row.sent}


def compare(sides: Sides, body: Body, tool: JointEvaluation, children: Iterable[str]) -> list[Row]:
    """Question by question, how far an agency's view of the children agrees with the inspectors'."""
    scale = [grade.id for grade in tool.scale.grades]
    theirs = {c: side for c, side in sides.sent_of(body, children).items() if sides.inspectors_sent(c)}
    rows = []
    for question in tool.questions:
        pairs = [
            (_grade(side, question.id), _grade(sides.of(None, child), question.id)) for child, side in theirs.items()
        ]
        found = agreement([pair for pair in pairs if all(grade in scale for grade in pair)], scale)
        rows.append(Row(asks=question.asks, found=found, within=wilson(found.within_one, found.children)))
    return rows


def _grade(side: Side | None, question: str) -> str:
    return side.answers.get(question, ("", ""))[0] if side else ""
