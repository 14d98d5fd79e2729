"""May two inspections be laid beside one another, and what did each find?

Grades mean something only in their own version of a framework: the words and what they asked for change from one to
the next. Two inspections are compared under one version, judgement by judgement, without saying which is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from joint_inspection.errors import NotPossible
from joint_inspection_web.frameworks.grades import SaidGrade
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.register.entries import Entry


def beside(one: Entry, other: Entry) -> list[tuple[str, SaidGrade | None, SaidGrade | None]]:
    """Each judgement with the grade of both; raises NotPossible with why where the versions differ."""
    if one.framework != other.framework:
        raise NotPossible(
            f"One was made under {said_ref(one.framework)}, the other under {said_ref(other.framework)}. Each version "
            "asks for other things, and the same word can stand for something else, so their grades are not set "
            "beside one another. Choose two inspections under the same version."
        )
    first, second = _grades(one), _grades(other)
    titles = {id: title for id, title, _ in (*one.grades, *other.grades)}
    rows = [(title, first.get(id), second.get(id)) for id, title in titles.items()]
    return [("Overall", one.overall, other.overall), *rows]


def alike(entries: Sequence[Entry]) -> tuple[str, str]:
    """Ids of the newest two under the same version, which can be compared; else of the newest and the oldest."""
    pairs = [(one.id, other.id) for one, other in combinations(entries, 2) if one.framework == other.framework]
    newest = [(entry.id, entries[-1].id) for entry in entries]
    return (pairs or newest or [("", "")])[0]


def _grades(entry: Entry) -> dict[str, SaidGrade]:
    return {id: said for id, _, said in entry.grades}
