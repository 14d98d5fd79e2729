"""What would follow from these judgements, and what stands in the way of deciding so? The system proposes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Combination, Framework
from joint_inspection.judgements import Flip, Grades, Proposal, combine, every_policy, flips
from joint_inspection.judgements.decide import Reversal, reversals
from joint_inspection.judgements.given import Given, grades_under, scale_of
from joint_inspection.judgements.views import View
from joint_inspection.judgements.weights import in_words, stretches
from joint_inspection_web.areas.reading import history_of
from joint_inspection_web.design.drawings.bars import Part, Row, bars
from joint_inspection_web.design.words import plural
from joint_inspection_web.fairness.actions.findings import unsound
from joint_inspection_web.frameworks.grades import said_grade
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.policy import combination_of
from joint_inspection_web.triangulation.picture import picture_of

MOST_FLIPS = 6
"""Other grades that are told of, the nearest first."""


@dataclass(frozen=True, kw_only=True)
class Deliberation:
    """What follows from some grades."""

    proposal: Proposal | None
    """None where a judgement that the policy needs is missing."""
    missing: tuple[Problem, ...] = ()
    others: Mapping[str, Proposal] = field(default_factory=dict)
    """What every other policy would have said."""
    flips: tuple[Flip, ...] = ()
    weights: Markup | None = None
    says: tuple[str, ...] = ()
    """How much each judgement counts, in words."""


def deliberate(inspection: Inspection, agreed: Mapping[str, str]) -> Deliberation:
    """Everything that follows from grades."""
    framework, policy = find(inspection.framework), combination_of(inspection)
    try:
        grades = as_grades(framework, policy, agreed)
        proposal = combine(grades, policy)
    except InvalidInput as error:
        return Deliberation(proposal=None, missing=tuple(error.problems))
    others = {name: each for name, each in every_policy(grades, policy).items() if name != policy.policy}
    weighs = policy.policy == "weighted"
    return Deliberation(
        proposal=proposal, others=others,
        flips=flips(grades, policy)[:MOST_FLIPS] if proposal.proposed else (),
        weights=_drawn(framework, grades) if weighs else None,
        says=tuple(in_words(each, stretches(grades, each.id)) for each in grades.judged) if weighs else (),
    )  # fmt: skip


def as_grades(framework: Framework, policy: Combination, agreed: Mapping[str, str]) -> Grades:
    """Grades as the library combines them; raises InvalidInput where one does not fit."""
    return grades_under(framework, Given(grades=dict(agreed), weights=dict(policy.weights)))


def _drawn(framework: Framework, grades: Grades) -> Markup:
    """A bar for each judgement: the result while it counts from nothing (left) to everything (right)."""
    result = framework.judging.combination.result or grades.judged[0].id
    rows = [
        Row(name=each.title, parts=tuple(
            Part(size=round(1000 * (part.end - part.start)), tone=said.tone, letter=said.letter,
                 says=f"{said.title}: from {part.start:.0%} to {part.end:.0%}")
            for part in stretches(grades, each.id) for said in [said_grade(framework.ref, result, part.grade)]
        ))
        for each in grades.judged
    ]  # fmt: skip
    title = "How much each judgement may count before the result changes"
    describes = "A bar for each judgement, from counting nothing to counting everything, the others in proportion."
    return bars(rows, id="weights", title=title, describes=describes, whole=True)


def unanimous(last: Mapping[str, Sequence[View]]) -> dict[str, str]:
    """The grades on which all views agree."""
    found = {name: {view.grade for view in views} for name, views in last.items()}
    return {name: grade for name, grades in found.items() if len(grades) == 1 and (grade := next(iter(grades)))}


def turned(inspection: Inspection, agreed: Mapping[str, str], result: str | None) -> tuple[Reversal, ...]:
    """Judgements that turned since they were last published for the area."""
    framework = find(inspection.framework)
    rule = framework.judging.combination.result
    said = {name: grade for name, grade in agreed.items() if scale_of(framework, name)}
    if rule and result:
        said[rule] = result
    return reversals(said, framework, history_of(load_register().get(inspection.area))) if said else ()


def not_settled(inspection: Inspection, at: datetime) -> tuple[str, ...]:
    """What the evidence still lacks: too little of it, contradictions that are open, findings that do not stand."""
    picture = picture_of(inspection)
    found = []
    if number := sum(not each.is_enough for each in picture.coverage.criteria):
        found.append(f"{plural(number, 'criterion has', 'criteria have')} less evidence than the framework asks for")
    if number := len(picture.open):
        found.append(f"{plural(number, 'contradiction is', 'contradictions are')} open")
    return (*found, *(each.says for each in unsound(inspection, at)))


def dissents(agreed: Mapping[str, str], last: Mapping[str, Iterable[View]]) -> list[View]:
    """The views that differ from what is decided."""
    return [view for name, grade in agreed.items() for view in last.get(name, ()) if view.grade != grade]
