"""Which frequency rule fits an area's previous outcome?"""

from __future__ import annotations

from collections.abc import Iterable

from joint_inspection.frameworks import frequency
from joint_inspection.frameworks.model import Framework, FrequencyRule, When
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

    def has(judgement: str, allowed: Iterable[str]) -> bool:
        """Say whether a judgement has one of the grades, translated to today's scale on both sides."""
        grade = grade_of(previous, judgement) if previous else None
        if previous is None or grade is None:
            return False
        named = {history.today(each, ref=framework.ref) for each in allowed}
        return history.today(grade, ref=previous.framework) in named

    refs = (previous.framework, id_of(previous.framework)) if previous else ()
    return frequency.fits(when, own=framework.id, refs=refs, has=has)
