"""What is done when people decide: a judgement is agreed with every reason that it needs, and kept with dissent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.judgements import combine
from joint_inspection.judgements.decide import Decision as Decided
from joint_inspection.judgements.decide import check_decision
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.possible import LONGEST
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import sits_on_it
from joint_inspection_web.judgements.blind import (
    CITED,
    Standing,
    is_waived,
    last_views,
    moved_authors,
    standing_of,
)
from joint_inspection_web.judgements.checking import check_evidence, citable
from joint_inspection_web.judgements.deliberation import as_grades, dissents, evidence_of, not_settled
from joint_inspection_web.judgements.earlier import Turned, turned
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.judgements.policy import combination_of, viewed
from joint_inspection_web.judgements.possible import expect_judging
from joint_inspection_web.judgements.revealed import names_of_authors
from joint_inspection_web.judgements.rules import may_decide

Views = Mapping[str, tuple[View, ...]]
"""By judgement, as they stand now."""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What the lead writes down for the inspectorates together."""

    grades: Mapping[str, str]
    """By judgement; one that is missing is not judged."""
    result: str | None
    departs_because: str = field(default="", repr=False)
    turned_because: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By judgement that turned, or ``finding-`` and the finding's reference."""
    settled_because: str = field(default="", repr=False)
    """Why it is decided though the evidence lacks something; whoever decides stands for it with their name."""
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By judgement, those that it rests on; where none are named, those that all who think so cite."""
    findings_against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@action
def decide(inspection: Inspection, *, agreed: Agreed, by: Person, at: datetime) -> Decision:
    """Write down what was agreed; the last one counts, and those before it stay."""
    require(may_decide, by, inspection)
    expect_judging(inspection)
    standing, words = standing_of(inspection), Words(inspection)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet: nothing is decided before")
    agreed = _as_judged(inspection, agreed)
    last = last_views(standing, words, reader=by)
    lacking, minority = not_settled(inspection, at), dissents(agreed.grades, last)
    rests_on = [cited(each, agreed, last) for each in agreed.grades]
    found = turned(inspection, agreed.grades, agreed.result, on=timezone.localdate(at))
    problems = [
        *_long(agreed), *_unsettled(agreed, lacking), *_unsupported(inspection, rests_on, words),
        *_wrong(inspection, agreed, standing, minority, found),
    ]  # fmt: skip
    if problems:
        raise InvalidInput(problems)
    row = Decision(inspection=inspection, by=by, at=at)
    keep(row, _words(agreed, lacking, minority, rests_on, found))
    record("judgements.decide", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def decided(inspection: Inspection, words: Words) -> tuple[Decision, dict[str, Any]] | None:
    """What was decided last, if anything, with its words."""
    row = Decision.objects.filter(inspection=inspection).select_related("by").last()
    return (row, words.of(row)) if row else None


def cited(judgement: str, agreed: Agreed, last: Views) -> View:
    """The evidence of one judgement: what those who think so cite, and the findings that the lead names."""
    found = evidence_of(judgement, agreed.grades[judgement], last.get(judgement, ()))
    named = {"findings": agreed.findings, "findings_against": agreed.findings_against}
    return replace(found, **{name: said[judgement] for name, said in named.items() if judgement in said})


def _as_judged(inspection: Inspection, agreed: Agreed) -> Agreed:
    """What is written down, of this framework's judgements alone; one that is the result itself is said once."""
    framework = find(inspection.framework)
    if set(agreed.grades) - {each.id for each in viewed(framework)}:
        raise InvalidInput([Problem(where="", says="Grade only what this framework judges")])
    rule = framework.judging.combination
    return replace(agreed, result=agreed.grades.get(rule.result)) if rule.result in rule.inputs else agreed


def _wrong(
    inspection: Inspection, agreed: Agreed, standing: Standing, minority: list[View], found: tuple[Turned, ...]
) -> list[Problem]:
    """Whatever the library's rules ask for; raises InvalidInput where a grade does not fit."""
    framework, policy = find(inspection.framework), combination_of(inspection)
    proposal = combine(as_grades(framework, policy, agreed.grades), policy)
    said = Decided(
        result=agreed.result, departs_because=agreed.departs_because, turned_because=agreed.turned_because,
        dissent_because=_minority_reasons(inspection, standing, minority),
    )  # fmt: skip
    problems = check_decision(
        said, proposal, framework, turned=[each.reversal for each in found],
        dissenting=sorted({view.by for view in minority}),
    )  # fmt: skip
    names = names_of_authors(standing)
    return [_for_people(each, names) for each in problems]


def _minority_reasons(inspection: Inspection, standing: Standing, minority: list[View]) -> dict[str, str]:
    """What each who dissents wrote after the reveal; of somebody who can write no more, their first views' words."""
    moved = moved_authors(standing)
    away = {each.author for each in standing.asked if is_waived(each) or not sits_on_it.test(each.person, inspection)}
    silent = {view.by for view in minority if (view.by, view.judgement) not in moved and view.by not in away}
    return {view.by: view.because for view in minority if view.by not in silent}


def _for_people(problem: Problem, names: Mapping[str, str]) -> Problem:
    """A problem at the field of the form; of a dissent, who has to write and where."""
    kind, _, name = problem.where.partition(".")
    if kind == "dissent_because":
        says = f"{names.get(name, name)} thinks otherwise: they write why on the page of the judgement first"
        return Problem(where="", says=says)
    if kind == "turned_because":
        return Problem(where=f"turned_{name}", says="Write why this turned, or what changed in practice since")
    return problem


def _unsupported(inspection: Inspection, rests_on: list[View], words: Words) -> Iterator[Problem]:
    """A decision cites what a view has to cite: an experience, an outcome, and the strongest against it."""
    known = citable(inspection, words=words)
    titles = {each.id: each.title for each in known.framework.judging.judgements}
    for view in rests_on:
        for each in check_evidence(view, known):
            yield Problem(where=f"for_{view.judgement}", says=f"{titles[view.judgement]}: {each.says}")


def _unsettled(agreed: Agreed, lacking: tuple[Problem, ...]) -> list[Problem]:
    if lacking and not agreed.settled_because.strip():
        return [
            Problem(where="settled_because", says=f"Write why it is decided though {', and '.join(_short(lacking))}")
        ]
    return []


def _short(lacking: tuple[Problem, ...]) -> list[str]:
    """What is lacking, without the advice."""
    return [each.says.partition(":")[0] for each in lacking]


def _long(agreed: Agreed) -> list[Problem]:
    said = {"departs_because": agreed.departs_because, "settled_because": agreed.settled_because}
    said |= {f"turned_{name}": because for name, because in agreed.turned_because.items()}
    return [Problem(where=where, says=f"Write at most {LONGEST:,} characters") for where, text in said.items()
            if len(text) > LONGEST]  # fmt: skip


def _words(
    agreed: Agreed, lacking: tuple[Problem, ...], minority: list[View], rests_on: list[View],
    found: tuple[Turned, ...],
) -> dict[str, Any]:  # fmt: skip
    return {
        "grades": dict(agreed.grades), "result": agreed.result, "departs_because": agreed.departs_because.strip(),
        "turned_because": {each.key: agreed.turned_because.get(each.key, "").strip() for each in found},
        "turned_titles": {each.key: each.title for each in found},
        "settled_because": agreed.settled_because.strip(), "lacking": _short(lacking),
        "rests_on": {each.judgement: {name: list(getattr(each, name)) for name in CITED} for each in rests_on},
        "dissent": [
            {"by": each.by, "judgement": each.judgement, "grade": each.grade, "because": each.because}
            for each in minority
        ],
    }  # fmt: skip
