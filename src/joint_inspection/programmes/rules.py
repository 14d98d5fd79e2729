"""Which frequency rule fits an area's previous outcome?"""

from __future__ import annotations

from collections.abc import Iterable

from joint_inspection.frameworks.model import AtLeast, Framework, FrequencyRule, When
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.history import History, grade_of, id_of


def rule_for(previous: Outcome | None, *, framework: Framework, history: History) -> FrequencyRule | None:
    """The first rule of a framework that fits the previous full outcome; None if none does."""
    for rule in framework.cycle.frequency:
        if fits(rule.when, previous, framework=framework, history=history):
            return rule
    return None


def fits(when: When, previous: Outcome | None, *, framework: Framework, history: History) -> bool:
    """Say whether every condition of a rule holds for the previous full outcome (None: never inspected)."""
    if when.otherwise:
        return True
    if previous is None or when.never_inspected:
        return previous is None and when.never_inspected
    grades = _Grades(previous, framework=framework, history=history)
    return (
        _is_of(previous, when.frameworks or (framework.id,))
        and (not when.overall or grades.has("overall", when.overall))
        and all(grades.has(judgement, allowed) for judgement, allowed in when.judgements.items())
        and all(grades.has_at_least(each) for each in when.at_least)
        and (not when.any_of or any(grades.has(judgement, allowed) for judgement, allowed in when.any_of.items()))
    )


class _Grades:
    """The grades of one outcome, compared with those that a framework's rules name."""

    def __init__(self, outcome: Outcome, *, framework: Framework, history: History) -> None:
        self.outcome, self.framework, self.history = outcome, framework, history

    def has(self, judgement: str, allowed: Iterable[str]) -> bool:
        """Say whether a judgement has one of the grades, translated to today's scale on both sides."""
        grade = grade_of(self.outcome, judgement)
        if grade is None:
            return False
        named = {self.history.today(each, ref=self.framework.ref) for each in allowed}
        return self.history.today(grade, ref=self.outcome.framework) in named

    def has_at_least(self, condition: AtLeast) -> bool:
        """Say whether enough of the judgements have one of the grades."""
        return sum(self.has(judgement, condition.grades) for judgement in condition.of) >= condition.count


def _is_of(outcome: Outcome, refs: Iterable[str]) -> bool:
    """Say whether an outcome is of one of these frameworks; a bare id stands for every version."""
    return any(ref in (outcome.framework, id_of(outcome.framework)) for ref in refs)
