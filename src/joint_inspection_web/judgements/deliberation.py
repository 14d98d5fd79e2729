"""What would follow from these judgements, and what stands in the way of deciding so? The system proposes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Combination, Framework
from joint_inspection.judgements import Flip, Grades, Proposal, combine, every_policy, flips
from joint_inspection.judgements.given import Given, grades_under
from joint_inspection.judgements.views import View
from joint_inspection_web.design.words import plural
from joint_inspection_web.fairness.actions.findings import unsound
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.policy import combination_of
from joint_inspection_web.judgements.weighing import Weighing, weighing
from joint_inspection_web.triangulation.gate import what_stands_in_the_way
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
    weighing: Weighing | None = None
    """Where the policy weighs."""


def deliberate(inspection: Inspection, agreed: Mapping[str, str]) -> Deliberation:
    """Everything that follows from grades."""
    framework, policy = find(inspection.framework), combination_of(inspection)
    try:
        grades = as_grades(framework, policy, agreed)
        proposal = combine(grades, policy)
    except InvalidInput as error:
        return Deliberation(proposal=None, missing=tuple(error.problems))
    return Deliberation(
        proposal=proposal,
        others={name: each for name, each in every_policy(grades, policy).items() if name != policy.policy},
        flips=flips(grades, policy)[:MOST_FLIPS] if proposal.proposed else (),
        weighing=weighing(framework, grades, policy) if policy.policy == "weighted" else None,
    )  # fmt: skip


def as_grades(framework: Framework, policy: Combination, agreed: Mapping[str, str]) -> Grades:
    """Grades as the library combines them; raises InvalidInput where one does not fit."""
    return grades_under(framework, Given(grades=dict(agreed), weights=dict(policy.weights)))


def unanimous(last: Mapping[str, Sequence[View]]) -> dict[str, str]:
    """The grades on which all views agree."""
    found = {name: {view.grade for view in views} for name, views in last.items()}
    return {name: grade for name, grades in found.items() if len(grades) == 1 and (grade := next(iter(grades)))}


def not_settled(inspection: Inspection, at: datetime) -> tuple[Problem, ...]:
    """What the evidence still lacks: too little of it, contradictions that are open, children who were not heard,
    findings that do not stand."""
    found = []
    if number := sum(not each.is_enough for each in picture_of(inspection).coverage.criteria):
        says = f"{plural(number, 'criterion has', 'criteria have')} less evidence than the framework asks for"
        found.append(Problem(where="coverage", says=says))
    return (*found, *what_stands_in_the_way(inspection, at), *unsound(inspection, at))


def dissents(agreed: Mapping[str, str], last: Mapping[str, Iterable[View]]) -> list[View]:
    """The views that differ from what is decided."""
    return [view for name, grade in agreed.items() for view in last.get(name, ()) if view.grade != grade]


def evidence_of(judgement: str, grade: str, views: Iterable[View]) -> View:
    """What a decision rests on: what all who think so cite; whatever one of them cites against it stands against it."""
    same = [view for view in views if view.grade == grade]
    against, findings_against = _all(same, "against"), _all(same, "findings_against")
    return View(
        judgement=judgement, by="", grade=grade,
        supports=tuple(id for id in _all(same, "supports") if id not in against), against=against,
        findings=tuple(id for id in _all(same, "findings") if id not in findings_against),
        findings_against=findings_against,
    )  # fmt: skip


def _all(views: Iterable[View], what: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for view in views for id in getattr(view, what)))
