"""What was judged, and what does that lead to?

Grades are ids of a scale, from the worst to the best. The system proposes and explains; people decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

NOTHING_TO_SAY = "none"
"""Where findings are told in words by how grave they are: a judgement about which there was nothing to put right."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One judgement as it was given."""

    id: str
    title: str
    grade: str
    scale: tuple[str, ...]
    """The grades it may have, from the worst to the best."""
    made_by: tuple[str, ...] = ()
    """Ids of the inspectorates whose judgement it is; none: all together."""

    @property
    def place(self) -> int:
        """How many grades of its scale are worse."""
        return self.scale.index(self.grade)


@dataclass(frozen=True, kw_only=True)
class Grades:
    """Everything that was judged in one inspection."""

    scale: tuple[str, ...]
    """The grades that a result may have, from the worst to the best."""
    judged: tuple[Judged, ...]
    result: str = "the overall result"
    """The title of what is proposed."""
    score: float | None = None
    """Per cent of the points possible, where points were counted that the grades alone do not tell."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Weights by judgement, where somebody gave other weights than the policy's."""

    @cached_property
    def by_id(self) -> Mapping[str, Judged]:
        """Every judgement by its id."""
        return {each.id: each for each in self.judged}

    def of(self, ids: Iterable[str]) -> tuple[Judged, ...]:
        """The judgements with these ids that were given, in that order."""
        return tuple(self.by_id[each] for each in ids if each in self.by_id)

    def changed(self, changes: Mapping[str, str]) -> Grades:
        """The same with other grades for some judgements."""
        judged = tuple(
            replace(each, grade=changes[each.id]) if each.id in changes else each for each in self.judged
        )  # fmt: skip
        return replace(self, judged=judged)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a policy makes of the grades. It binds nobody."""

    policy: str
    proposed: str | None
    """A grade of the scale; None where there is no overall, which is a result and no gap."""
    because: tuple[str, ...]
    """Why, sentence by sentence."""
    limited: bool = False
    """A limiting rule applied."""


def words(grade: str | None) -> str:
    """A grade as it is said: its id with spaces."""
    if grade is None:
        return "no overall grade"
    return "nothing to put right" if grade == NOTHING_TO_SAY else grade.replace("_", " ")


def listed(each: Iterable[str]) -> str:
    """Words one after another, with *and* before the last."""
    *most, last = each
    return f"{', '.join(most)} and {last}" if most else last


def exact(number: float) -> Fraction:
    """A number as it was written: 0.1 is a tenth."""
    return Fraction(str(number))
