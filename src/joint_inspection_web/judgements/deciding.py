"""What is done when people decide: a judgement is agreed with every reason that it needs, and kept with dissent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
from joint_inspection_web.judgements.actions import expect_judging
from joint_inspection_web.judgements.blind import Standing, last_views, moved_authors, standing_of
from joint_inspection_web.judgements.deliberation import as_grades, dissents, not_settled, turned
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.judgements.policy import combination_of, viewed
from joint_inspection_web.judgements.revealed import names_of_authors
from joint_inspection_web.judgements.rules import may_decide


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What the lead writes down for the inspectorates together."""

    grades: Mapping[str, str]
    """By judgement; one that is missing is not judged."""
    result: str | None
    departs_because: str = field(default="", repr=False)
    turned_because: Mapping[str, str] = field(default_factory=dict, repr=False)
    settled_because: str = field(default="", repr=False)
    """Why it is decided though the evidence lacks something."""


@action
def decide(inspection: Inspection, *, agreed: Agreed, by: Person, at: datetime) -> Decision:
    """Write down what was agreed; the last one counts, and those before it stay."""
    require(may_decide, by, inspection)
    expect_judging(inspection)
    standing, words = standing_of(inspection), Words(inspection)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet: nothing is decided before")
    last = last_views(standing, words, reader=by)
    lacking = not_settled(inspection, at)
    minority = dissents(agreed.grades, last)
    if problems := [*_long(agreed), *_unsettled(agreed, lacking), *_wrong(inspection, agreed, standing, minority)]:
        raise InvalidInput(problems)
    row = Decision(inspection=inspection, by=by, at=at)
    keep(row, _words(agreed, lacking, minority))
    record("judgements.decide", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def decided(inspection: Inspection, words: Words) -> tuple[Decision, dict[str, Any]] | None:
    """What was decided last, if anything, with its words."""
    row = Decision.objects.filter(inspection=inspection).select_related("by").last()
    return (row, words.of(row)) if row else None


def _wrong(inspection: Inspection, agreed: Agreed, standing: Standing, minority: list[View]) -> list[Problem]:
    """Whatever the library's rules ask for; raises InvalidInput where a grade does not fit."""
    framework, policy = find(inspection.framework), combination_of(inspection)
    foreign = sorted(set(agreed.grades) - {each.id for each in viewed(framework)})
    if foreign:
        raise InvalidInput([Problem(where="", says="Grade only what this framework judges")])
    proposal = combine(as_grades(framework, policy, agreed.grades), policy)
    moved, names = moved_authors(standing), names_of_authors(standing)
    reasons = {view.by: view.because for view in minority if (view.by, view.judgement) in moved}
    silent = {view.by for view in minority if (view.by, view.judgement) not in moved}
    said = Decided(
        result=agreed.result, departs_because=agreed.departs_because, turned_because=agreed.turned_because,
        dissent_because={by: because for by, because in reasons.items() if by not in silent},
    )  # fmt: skip
    found = check_decision(
        said, proposal, framework, turned=turned(inspection, agreed.grades, agreed.result),
        dissenting=sorted({view.by for view in minority}),
    )  # fmt: skip
    return [_for_people(each, names) for each in found]


def _for_people(problem: Problem, names: Mapping[str, str]) -> Problem:
    """A problem at the field of the form; of a dissent, who has to write and where."""
    kind, _, name = problem.where.partition(".")
    if kind == "dissent_because":
        says = f"{names.get(name, name)} thinks otherwise: they write why on the page of the judgement first"
        return Problem(where="", says=says)
    return Problem(where=f"turned_{name}" if kind == "turned_because" else problem.where, says=problem.says)


def _unsettled(agreed: Agreed, lacking: tuple[str, ...]) -> list[Problem]:
    if lacking and not agreed.settled_because.strip():
        return [Problem(where="settled_because", says=f"Write why it is decided though {', and '.join(lacking)}")]
    return []


def _long(agreed: Agreed) -> list[Problem]:
    said = {"departs_because": agreed.departs_because, "settled_because": agreed.settled_because}
    said |= {f"turned_{name}": because for name, because in agreed.turned_because.items()}
    return [Problem(where=where, says=f"Write at most {LONGEST:,} characters") for where, text in said.items()
            if len(text) > LONGEST]  # fmt: skip


def _words(agreed: Agreed, lacking: tuple[str, ...], minority: list[View]) -> dict[str, Any]:
    return {
        "grades": dict(agreed.grades), "result": agreed.result, "departs_because": agreed.departs_because.strip(),
        "turned_because": dict(agreed.turned_because), "settled_because": agreed.settled_because.strip(),
        "lacking": list(lacking),
        "dissent": [
            {"by": each.by, "judgement": each.judgement, "grade": each.grade, "because": each.because}
            for each in minority
        ],
    }  # fmt: skip
