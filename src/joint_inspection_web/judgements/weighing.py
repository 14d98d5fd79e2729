"""How much does each judgement count where the framework weighs, and how far does the result hang on the weights?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from joint_inspection.frameworks.model import Combination, Framework
from joint_inspection.judgements import Grades
from joint_inspection.judgements.combine import weights_of
from joint_inspection.judgements.model import Judged
from joint_inspection.judgements.weights import LABEL, Nudge, Shares, Stretch, in_words, nudges, shares, stretches
from joint_inspection_web.design.drawings.bars import NARROW, Part, Row, bars
from joint_inspection_web.frameworks.grades import SaidGrade, said_grade

SEED = 2024
"""Of the drawings by which shares are estimated where they are too many to be counted."""


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What weights do to the result."""

    drawn: Markup
    counts: tuple[tuple[str, str, str], ...]
    """Each judgement, how much it counts now, and what would follow if it counted more or less."""
    shares: tuple[tuple[str, str], ...]
    """Each grade and the share of weights that leads to it."""
    found: Shares
    nudges: tuple[str, ...]
    label: str = LABEL


def weighing(framework: Framework, grades: Grades, policy: Combination) -> Weighing:
    """Everything about weights; a judgement that does not count by itself is drawn as if it did."""
    result = framework.judging.combination.result or policy.inputs[0]
    weights = {name: float(weight) for name, weight in weights_of(grades, policy).items()}
    on_scale = tuple(each for each in grades.judged if each.scale == grades.scale and each.id != result)
    every = replace(grades, judged=on_scale, weights=weights)
    counted = replace(every, judged=grades.of(policy.inputs))
    found = shares(counted, {}, seed=SEED)
    stretched = [(each, stretches(every, each.id)) for each in on_scale]
    return Weighing(
        drawn=_drawn(stretched, weights, framework, result),
        counts=tuple((each.title, _now(weights.get(each.id)), in_words(each, parts)) for each, parts in stretched),
        shares=tuple((said_grade(framework.ref, result, each).title, f"{share:.0%}") for each, share in
                     found.share.items()),
        found=found, nudges=tuple(_nudged(each, framework, result) for each in nudges(counted, {})),
    )  # fmt: skip


def _now(weight: float | None) -> str:
    return "not by itself" if weight is None else f"{weight:.0%}"


def _nudged(nudge: Nudge, framework: Framework, result: str) -> str:
    return (f"{said_grade(framework.ref, result, nudge.grade).title}: once more than {nudge.moved:.1%} of all weight "
            "goes from some judgements to others")  # fmt: skip


def _drawn(
    stretched: Sequence[tuple[Judged, Sequence[Stretch]]], weights: dict[str, float], framework: Framework, result: str
) -> Markup:
    """A bar for each judgement: the result while it counts from nothing (left) to everything (right)."""
    rows = [
        Row(name=each.title, parts=tuple(
            _part(stretch, said_grade(framework.ref, result, stretch.grade)) for stretch in parts
        ), now=weights.get(each.id, 0.0))
        for each, parts in stretched
    ]  # fmt: skip
    title = "How much each judgement may count before the result changes"
    describes = ("A bar for each judgement, from counting nothing to counting everything, the others in proportion. "
                 "A line marks how much it counts now.")  # fmt: skip
    return bars(rows, id="weights", title=title, describes=describes, whole=True, sheet=NARROW)


def _part(stretch: Stretch, said: SaidGrade) -> Part:
    says = f"{said.title}: from {stretch.start:.0%} to {stretch.end:.0%}"
    return Part(size=round(1000 * (stretch.end - stretch.start)), tone=said.tone, letter=said.letter, says=says)
