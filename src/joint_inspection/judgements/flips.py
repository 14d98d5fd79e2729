"""Which other grades, for one judgement or for two, would have led to another result?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from joint_inspection.frameworks.model import Combination
from joint_inspection.judgements.combine import combine
from joint_inspection.judgements.model import Grades, Judged, listed, words


@dataclass(frozen=True, kw_only=True)
class Flip:
    """Other grades, as few and as near as can be, and the result that they would lead to."""

    changes: Mapping[str, tuple[str, str]]
    """For each judgement the grade given and the other."""
    proposed: str | None
    steps: int
    """By how many grades in all the judgements differ."""
    says: str


def flips(grades: Grades, policy: Combination) -> tuple[Flip, ...]:
    """The smallest changes of one grade, and then of two, that would change what is proposed; the nearest first.

    A change is left out where part of it, or the same a shorter way, already leads to the same result.
    """
    now = combine(grades, policy).proposed
    moving = () if policy.policy == "points_bands" and grades.score is not None else _moving(grades, policy)
    found: list[Flip] = []
    for changes in sorted(_changes(moving), key=lambda each: (len(each), _steps(each))):
        there = combine(grades.changed({each.id: to for each, to in changes}), policy).proposed
        if there != now and not any(_within(flip, changes, there) for flip in found):
            found.append(_flip(changes, there, grades))
    return tuple(found)


def _moving(grades: Grades, policy: Combination) -> tuple[Judged, ...]:
    """The judgements that bear on the result: those combined and those that limit it."""
    limiting = (name for limit in policy.limits for name in limit.any)
    return grades.of(dict.fromkeys((*policy.inputs, *limiting)))


Changes = tuple[tuple[Judged, str], ...]


def _changes(moving: Iterable[Judged]) -> Iterator[Changes]:
    others = [[(each, grade) for grade in each.scale if grade != each.grade] for each in moving]
    yield from ((change,) for each in others for change in each)
    for one, other in combinations(others, 2):
        yield from product(one, other)


def _steps(changes: Changes) -> int:
    return sum(abs(each.scale.index(to) - each.place) for each, to in changes)


def _within(flip: Flip, changes: Changes, there: str | None) -> bool:
    """Say whether a flip leads to the same with part of these changes, or a shorter way in the same direction."""
    wider = {each.id: (each, to) for each, to in changes}
    if flip.proposed != there or not flip.changes.keys() <= wider.keys():
        return False
    return all(_reaches(*wider[name], grade=to) for name, (_, to) in flip.changes.items())


def _reaches(each: Judged, to: str, *, grade: str) -> bool:
    """Say whether a change passes through, or ends at, another grade."""
    low, high = sorted((each.place, each.scale.index(to)))
    return low <= each.scale.index(grade) <= high and grade != each.grade


def _flip(changes: Changes, there: str | None, grades: Grades) -> Flip:
    moved = listed(f"{each.title} at {words(to)} instead of {words(each.grade)}" for each, to in changes)
    says = f"With {moved}, {words(there)} would be proposed as {grades.result}."
    return Flip(
        changes={each.id: (each.grade, to) for each, to in changes}, proposed=there, steps=_steps(changes), says=says
    )
