"""How is a grade said and drawn? In its own framework's words, coloured by its place on its own scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework, Scale
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.design.words import initials, sentence, title_of

TONES = ("1", "2", "3", "4")
"""From the worst grade to the best."""
NO_OVERALL = {
    "none_by_design": "N",
    "withheld": "W",
    "not_in_source": "?",
    "not_reported": "?",
    "graded": "?",
}


@dataclass(frozen=True, kw_only=True)
class SaidGrade:
    """A grade as people see it: its word, and the letter and tone that drawings use."""

    title: str
    letter: str
    tone: str


@lru_cache(maxsize=2048)
def said_grade(ref: str, judgement: str, grade: str) -> SaidGrade:
    """One grade of one judgement of a framework version."""
    scale = _scale(framework_of(ref), judgement, grade)
    ids = [each.id for each in scale.grades] if scale else []
    if not scale or grade not in ids:
        return SaidGrade(title=sentence(title_of(grade)), letter=initials(title_of(grade)), tone="plain")
    place = ids.index(grade) * (len(TONES) - 1) // (len(ids) - 1)
    title = scale.grades[ids.index(grade)].title
    return SaidGrade(title=title, letter=initials(title), tone=TONES[place])


def said_overall(outcome: Outcome) -> SaidGrade:
    """The overall result of one visit, or why it has none."""
    if outcome.overall:
        return said_grade(outcome.framework, "overall", outcome.overall)
    return SaidGrade(
        title=sentence(title_of(outcome.overall_state)), letter=NO_OVERALL[outcome.overall_state], tone="plain"
    )


def said_judgements(outcome: Outcome) -> list[tuple[str, SaidGrade]]:
    """Every other judgement with its grade."""
    framework = framework_of(outcome.framework)
    titles = {each.id: each.title for each in framework.judging.judgements} if framework else {}
    return [
        (titles.get(judgement, sentence(title_of(judgement))), said_grade(outcome.framework, judgement, grade))
        for judgement, grade in outcome.judgements.items()
    ]


def plain_title(framework: Framework) -> str:
    """The framework's short title without the year or version that some have at their end."""
    version = re.escape(framework.version)
    return re.sub(rf"\s*(\((?:[^()]*\d{{4}}|{version})\)|\d{{4}})$", "", framework.short_title)


def full_title(framework: Framework) -> str:
    """The short title with the version."""
    return f"{plain_title(framework)} {framework.version}"


@lru_cache(maxsize=256)
def framework_of(ref: str) -> Framework | None:
    """The published framework of a reference, None if this service carries none."""
    try:
        return find(ref)
    except InvalidInput:
        return None


def _scale(framework: Framework | None, judgement: str, grade: str) -> Scale | None:
    """The scale of the judgement, else any scale of the framework that has the grade."""
    if framework is None:
        return None
    named = {each.id: each.scale for each in framework.judging.judgements}.get(judgement)
    scales = sorted(framework.judging.scales, key=lambda scale: scale.id != named)
    return next((scale for scale in scales if grade in {each.id for each in scale.grades}), None)
