"""What do first views say beside one another: who gave them, how far they agree, and how they moved since?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.agreement import Agreement, agreement
from joint_inspection.judgements.ratings import Ratings
from joint_inspection.judgements.views import Movement, View, movements
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.judgements.blind import Standing
from joint_inspection_web.judgements.policy import choices_of, is_told_in_words

FEWEST_JUDGEMENTS = 3
"""Judgements of which at least two views are needed before an agreement is worked out: a setting of ours."""
SEED = 2024
"""Of the drawings by which an interval is found: the same page says the same again."""
Views = Mapping[str, Sequence[View]]
"""By judgement."""


def names_of_authors(standing: Standing) -> dict[str, str]:
    """Who stands behind each author's reference, in the order in which people were asked."""
    by_inspector = standing.round is not None and standing.round.by_inspector
    return {
        each.author: f"{each.person.name}, {where}" if by_inspector else where
        for each, where in ((each, sentence(title_of(each.inspectorate))) for each in standing.asked)
    }


def agreement_of(framework: Framework, views: Views) -> Agreement | None:
    """How far first views agree beyond chance; None where too few were given on one scale."""
    graded = {
        name: found for name, found in views.items()
        if len(found) > 1 and not is_told_in_words(framework, name) and all(view.grade for view in found)
    }  # fmt: skip
    scales = {tuple(choices_of(framework, name)) for name in graded}
    if len(graded) < FEWEST_JUDGEMENTS or len(scales) != 1:
        return None
    (scale,) = scales
    units = tuple({view.by: scale.index(view.grade or "") for view in found} for found in graded.values())
    raters = tuple(dict.fromkeys(view.by for found in graded.values() for view in found))
    values = tuple(float(place) for place in range(len(scale)))
    return agreement(Ratings(values=values, scale=scale, units=units, raters=raters), seed=SEED)


def movements_of(
    framework: Framework, first: Views, last: Views, *, decided: Mapping[str, str] | None = None
) -> list[Movement]:
    """Every view that moved since the reveal, or that dissents from what was decided."""
    return [
        each
        for name, views in first.items()
        for each in movements(
            views, last.get(name, ()), decided=(decided or {}).get(name), scale=tuple(choices_of(framework, name))
        )
        if each.first != each.last or (decided and each.dissents)
    ]
