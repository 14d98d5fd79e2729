"""What does each inspectorate, or each inspector, think of a judgement before hearing the others?

A first view is sealed: until every view expected is in, its author alone reads it, and nobody learns whether, when or
how many others have sealed theirs. Then all are told together. How views moved and who still dissents is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from joint_inspection.errors import Problem
from joint_inspection.evidence.hearsay import counts, only_numbers
from joint_inspection.evidence.model import Direction, Finding, Item, Strength
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.given import scale_of

WEIGHT = {Strength.SLIGHT: 0, Strength.MODERATE: 1, Strength.STRONG: 2}


@dataclass(frozen=True, kw_only=True)
class View:
    """What one inspectorate or inspector thinks of one judgement."""

    judgement: str
    by: str
    """Reference of the inspectorate or the inspector."""
    grade: str | None
    """None where the judgement is told in words."""
    supports: tuple[str, ...]
    """Ids of the evidence for it."""
    against: tuple[str, ...] = ()
    """Ids of the strongest evidence against it."""
    because: str = field(default="", repr=False)
    findings: tuple[str, ...] = ()
    """Ids of findings for it; each counts as the evidence that supports it."""
    findings_against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How a view moved once all views were known."""

    by: str
    judgement: str
    first: str | None
    last: str | None
    steps: int
    """Grades up, or down where less than nothing."""
    dissents: bool
    """The last view is not what was decided."""


def readable(views: Iterable[View], *, reader: str, expected: Collection[str]) -> tuple[View, ...]:
    """The views of one judgement that somebody may read: their own; all of them once all expected are sealed.

    The order is that of the authors' references, and tells nothing of when they were sealed.
    """
    ordered = sorted(views, key=lambda view: view.by)
    if is_complete(ordered, expected=expected):
        return tuple(ordered)
    return tuple(view for view in ordered if view.by == reader)


def is_complete(views: Iterable[View], *, expected: Collection[str]) -> bool:
    """Say whether every view that is expected is in; where none is expected nothing is ever told."""
    return bool(expected) and set(expected) <= {view.by for view in views}


def check_view(
    view: View, items: Iterable[Item], framework: Framework, *, findings: Iterable[Finding] = ()
) -> tuple[Problem, ...]:
    """Everything that stands between a view and its being sealed; no problem repeats what was written.

    ``findings`` are those that stand; one that is cited counts as those of ``items`` that support it.
    """
    every, known = {item.id: item for item in items}, {each.id: each for each in findings}
    whole = with_evidence(view, known, every)
    return (*_graded(view, framework), *_found(view, known), *_cited(whole, every), *_weighed(whole, every, framework),
            *_children(whole, every), *_more_than_indicators(whole, every))  # fmt: skip


def with_evidence(view: View, findings: Mapping[str, Finding], items: Collection[str]) -> View:
    """The same view, citing those of the items besides that support the findings it cites."""
    supports, against = (
        tuple(id for name in cited if name in findings for id in findings[name].supports if id in items)
        for cited in (view.findings, view.findings_against)
    )
    return replace(view, supports=_once(view.supports + supports), against=_once(view.against + against))


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _found(view: View, known: Mapping[str, Finding]) -> Iterator[Problem]:
    for where, cited in (("findings", view.findings), ("findings_against", view.findings_against)):
        for name in cited:
            if name not in known:
                yield Problem(where=where, says=f"There is no finding {name}, or it was withdrawn: take it out")
    for name in sorted({*view.findings} & {*view.findings_against}):
        yield Problem(where="findings_against", says=f"Finding {name} is cited for the view and against it: choose one")


def _graded(view: View, framework: Framework) -> Iterator[Problem]:
    known = [each.id for each in framework.judging.judgements]
    if view.judgement not in known:
        yield Problem(where="judgement", says=unknown("judgement", view.judgement, known))
        return
    scale = scale_of(framework, view.judgement)
    if view.grade not in scale if scale else view.grade is not None:
        says = f"Choose a grade: {', '.join(scale)}" if scale else "This judgement is told in words: take the grade out"
        yield Problem(where="grade", says=says)


def _cited(view: View, every: dict[str, Item]) -> Iterator[Problem]:
    if not view.supports:
        yield Problem(where="supports", says="Cite the evidence for it")
    for where, cited in (("supports", view.supports), ("against", view.against)):
        for name in cited:
            if name not in every:
                yield Problem(where=where, says=f"Item {name} is not among the evidence, or was withdrawn: take it out")
    for name in sorted({*view.supports} & {*view.against}):
        yield Problem(where="against", says=f"Item {name} is cited for the view and against it: choose one")


def _weighed(view: View, every: dict[str, Item], framework: Framework) -> Iterator[Problem]:
    """The strongest evidence that says the opposite is cited, wherever there is some."""
    speaking = [item for item in every.values() if _opposes(item, view, every, framework)]
    strongest = max((WEIGHT[item.strength] for item in speaking), default=0)
    cited = max((WEIGHT[item.strength] for item in speaking if item.id in view.against), default=-1)
    if speaking and cited < strongest:
        many = "1 item says" if len(speaking) == 1 else f"{len(speaking)} items say"
        says = f"{many} the opposite under its criteria: cite the strongest against the view"
        yield Problem(where="against", says=says)


def _opposes(item: Item, view: View, every: dict[str, Item], framework: Framework) -> bool:
    under = {each.id for each in framework.criteria if each.judgement == view.judgement}
    return item.criterion in under and counts(item) and item.direction == _opposite(view, every, framework)


def _opposite(view: View, every: dict[str, Item], framework: Framework) -> Direction:
    """What says the opposite: weaknesses, of a grade in the upper half; else strengths. In words: of what is cited."""
    scale = scale_of(framework, view.judgement)
    if view.grade in scale:
        return Direction.WEAKNESS if 2 * scale.index(view.grade) >= len(scale) else Direction.STRENGTH
    praise = [each for each in view.supports if each in every and every[each].direction == Direction.STRENGTH]
    return Direction.WEAKNESS if 2 * len(praise) > len(view.supports) else Direction.STRENGTH


def _children(view: View, every: dict[str, Item]) -> Iterator[Problem]:
    cited = [every[each] for each in (*view.supports, *view.against) if each in every]
    if not any(item.experience for item in cited):
        yield Problem(where="supports", says="Cite at least one experience of a child")
    if not any(item.outcome for item in cited):
        yield Problem(where="supports", says="Cite at least one thing that changed for a child, or did not")


def _more_than_indicators(view: View, every: dict[str, Item]) -> Iterator[Problem]:
    """Numbers are context: alone they support no grade, whatever they stand for."""
    cited = [every[each] for each in view.supports if each in every]
    if only_numbers([item for item in cited if counts(item)] or cited):
        says = "Indicators alone support no grade: cite what somebody saw or was told besides"
        yield Problem(where="supports", says=says)


def movements(
    first: Sequence[View], last: Sequence[View], *, decided: str | None, scale: Sequence[str]
) -> tuple[Movement, ...]:
    """How each author's view of one judgement moved between the reveal and the decision, and who dissents."""
    then = {view.by: view for view in first}
    return tuple(
        Movement(
            by=view.by, judgement=view.judgement, first=then[view.by].grade, last=view.grade,
            steps=_steps(then[view.by].grade, view.grade, scale), dissents=view.grade != decided,
        )
        for view in sorted(last, key=lambda view: view.by) if view.by in then
    )  # fmt: skip


def _steps(first: str | None, last: str | None, scale: Sequence[str]) -> int:
    return 0 if first is None or last is None else scale.index(last) - scale.index(first)
