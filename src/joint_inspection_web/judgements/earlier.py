"""What was called good when it was last published of this area, by whichever inspectorate, and is not good now?

Published tables tell of earlier grades. Later parts of the service tell what was published here when they start
(``AppConfig.ready``): grades, and findings with the bodies and criteria that they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from joint_inspection.areas import load_register
from joint_inspection.evidence.model import Direction
from joint_inspection.follow_up.repeats import Found, was_good
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.decide import Reversal, reversals
from joint_inspection.judgements.given import scale_of
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.areas.reading import framework_title, history_of
from joint_inspection_web.design.words import day, listed, sentence, title_of
from joint_inspection_web.fairness.actions.findings import standing
from joint_inspection_web.frameworks.grades import said_grade
from joint_inspection_web.inspections.models import Inspection


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What one earlier publication said."""

    outcome: Outcome
    findings: tuple[Found, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Turned:
    """Something that turned since it was published, and what has to be written about it."""

    reversal: Reversal
    title: str
    asks: str

    @property
    def key(self) -> str:
        return self.reversal.judgement


Tells: TypeAlias = Callable[[Inspection], Iterable[Earlier]]
_tells: list[Tells] = []


def know_what_was_said(tells: Tells) -> None:
    """Let a later part of the service tell what was published of an area before."""
    if tells not in _tells:
        _tells.append(tells)


def turned(inspection: Inspection, agreed: Mapping[str, str], result: str | None, *, on: date) -> tuple[Turned, ...]:
    """Judgements that turned, and findings of what was a strength before."""
    before = [each for tell in _tells for each in tell(inspection)]
    return (*_judgements(inspection, agreed, result, before), *_findings(inspection, before, on))


def _judgements(
    inspection: Inspection, agreed: Mapping[str, str], result: str | None, before: Iterable[Earlier]
) -> Iterable[Turned]:
    framework = find(inspection.framework)
    said = {name: grade for name, grade in agreed.items() if scale_of(framework, name)}
    if (rule := framework.judging.combination.result) and result:
        said[rule] = result
    tables = history_of(load_register().get(inspection.area)) if said else ()
    known = {each.id: each for each in (*tables, *(each.outcome for each in before))}
    for found in reversals(said, framework, known.values()):
        yield _asked_of(found, known[found.earlier], framework)


def _asked_of(found: Reversal, earlier: Outcome, framework: Framework) -> Turned:
    title = next(each.title for each in framework.judging.judgements if each.id == found.judgement)
    then, now = (said_grade(ref, found.judgement, grade).title for ref, grade in (
        (earlier.framework, found.before), (framework.ref, found.now)))  # fmt: skip
    asks = (f"{title}: “{then}” in {framework_title(earlier.framework)}, {day(earlier.when)}, and “{now}” now. "
            "Why, or what changed in practice since")  # fmt: skip
    return Turned(reversal=found, title=title, asks=asks)


def _findings(inspection: Inspection, before: Iterable[Earlier], on: date) -> Iterable[Turned]:
    published, register = [found for each in before for found in each.findings], load_register()
    titles = {each.id: each.title for each in find(inspection.framework).criteria}
    for now in _found_now(inspection, on) if published else ():
        if strengths := was_good(now, published, register):
            yield _asked_why(now, strengths[0], titles.get(now.criterion or "", "A finding"))


def _found_now(inspection: Inspection, on: date) -> Iterable[Found]:
    """The weaknesses that stand, as if they were published on a day; without their words."""
    shared = {each.id: each.shared for each in find(inspection.framework).criteria}
    bodies = list(inspection.bodies.all())
    kinds = {each.code: each.kind for each in bodies}
    for each in standing(inspection):
        if each.direction == Direction.WEAKNESS:
            yield Found(
                id=each.finding.ref, area=inspection.area, framework=inspection.framework, published=on,
                inspectorates=tuple(one.code for one in bodies if one.kind == "inspectorate"),
                about=tuple(dict.fromkeys(kinds[code] for code in each.about if code in kinds)),
                criterion=each.criterion, shared=shared.get(each.criterion, ()), direction=Direction.WEAKNESS, text="-",
            )  # fmt: skip


def _asked_why(now: Found, then: Found, title: str) -> Turned:
    who, whom = (listed(sentence(title_of(each)) for each in ids) for ids in (then.inspectorates, now.about))
    asks = (f"{title} ({whom}): a strength in what {who} published on {day(then.published)}, a weakness now. "
            "Why, or what changed in practice since")  # fmt: skip
    found = Reversal(judgement=f"finding-{now.id}", before="strength", now="weakness", earlier=then.id, worse=True)
    return Turned(reversal=found, title=f"{title} ({whom})", asks=asks)
