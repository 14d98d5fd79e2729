"""How do the agencies evaluate together what happened to the children whose cases are followed?"""

from __future__ import annotations

from pydantic import Field

from joint_inspection.frameworks.model.base import Cited, Id, Text, Value
from joint_inspection.frameworks.model.judging import Scale


class EvaluationQuestion(Value):
    """Something asked about every child followed."""

    id: Id
    asks: Text


class JointEvaluation(Cited):
    """The tool with which each agency, the partnership and the inspectors evaluate each child followed."""

    says: Text
    before_fieldwork_visible: bool
    """Whether inspectors see what the agencies wrote before they come; if not, they evaluate each child blind first."""
    scale: Scale
    """From the worst to the best answer; whoever cannot say gives none of them."""
    questions: tuple[EvaluationQuestion, ...] = Field(min_length=1)
