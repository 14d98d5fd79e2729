"""What do first views say beside one another: who gave them, how far they agree, and how they moved since?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.agreement import Agreement, agreement
from joint_inspection.judgements.ratings import Ratings
from joint_inspection.judgements.views import Movement, View, movements
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.blind import Standing, first_views, last_views
from joint_inspection_web.judgements.drawing import drawn_views, letters_of
from joint_inspection_web.judgements.policy import choices_of, is_told_in_words, said, viewed

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


def beside_one_another(
    inspection: Inspection, standing: Standing, words: Words, *, reader: Person, decided: Mapping[str, str]
) -> dict[str, Any]:
    """Judgement by author: the first view, and where it moved to; drawn, and how far they agree."""
    framework, names = find(inspection.framework), names_of_authors(standing)
    first, last = (each(standing, words, reader=reader) for each in (first_views, last_views))
    rows = [(each, [_cell(framework, first.get(each.id, ()), last.get(each.id, ()), by) for by in names])
            for each in viewed(framework)]  # fmt: skip
    moved = movements_of(framework, first, last, decided=decided)
    return {
        "names": list(names.values()), "rows": rows, "agreement": agreement_of(framework, first),
        "moved": [each for each in moved if each.first != each.last],
        "key": [(letters, "main", names[by]) for by, letters in letters_of(names).items()],
        "drawn": drawn_views(framework, first, last, names, decided=decided),
    }  # fmt: skip


def _cell(framework: Framework, first: Sequence[View], last: Sequence[View], by: str) -> str:
    """What somebody thought first, and what now if they moved."""
    then = next((said(framework, each.judgement, each.grade) for each in first if each.by == by), "no first view")
    now = next((said(framework, each.judgement, each.grade) for each in last if each.by == by), "")
    return "" if not now else then if now == then else f"{then}, now {now}"


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
