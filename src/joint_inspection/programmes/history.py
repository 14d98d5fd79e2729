"""What was known on a date about an area's past visits, whatever the area or the framework was then called?

Three things join histories. Areas: what an abolished authority was found to be goes to its successors. Frameworks: an
outcome counts under every version of its framework, and under one that replaced it and carries its history. Words:
grades are compared by the grade of today's scale that each stands for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from joint_inspection.areas import Register
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import Outcome, known_from


def id_of(ref: str) -> str:
    """The framework id of ``id@version``, or of ``id``."""
    return ref.partition("@")[0]


@dataclass(frozen=True, kw_only=True)
class History:
    """Past visits, with what is needed to say which of them count for an area under a framework."""

    outcomes: tuple[Outcome, ...]
    register: Register
    frameworks: tuple[Framework, ...]
    """Every framework version that the outcomes may be of."""
    on: date | None = None
    """Only what had been published by then is known; None: everything."""
    _by_area: Mapping[str, tuple[Outcome, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            if outcome.when is not None and self._is_known(outcome):
                found[outcome.area].append(outcome)
        object.__setattr__(self, "_by_area", {area: tuple(sorted(each, key=when)) for area, each in found.items()})

    def _is_known(self, outcome: Outcome) -> bool:
        known = known_from(outcome)
        return self.on is None or (known is not None and known <= self.on)

    @cached_property
    def _versions(self) -> dict[str, Framework]:
        return {framework.ref: framework for framework in self.frameworks}

    @cached_property
    def _carried(self) -> dict[str, frozenset[str]]:
        carried: dict[str, set[str]] = defaultdict(set)
        for framework in self.frameworks:
            carried[framework.id].add(framework.id)
            carried[framework.id] |= {id_of(each.framework) for each in framework.replaces if each.carries_history}
        return {each: frozenset(ids) for each, ids in carried.items()}

    def carried_by(self, framework: Framework) -> frozenset[str]:
        """Ids of the frameworks whose outcomes count under this one: its own and those that it succeeds."""
        return self._carried.get(framework.id, frozenset({framework.id}))

    def of_area(self, code: str, *, framework: Framework) -> Iterator[Outcome]:
        """Every visit that counts for an area under a framework, the oldest first."""
        ids = self.carried_by(framework)
        codes = self.register.lineage(code)
        visits = (outcome for each in codes for outcome in self._by_area.get(each, ()))
        return iter(sorted((outcome for outcome in visits if id_of(outcome.framework) in ids), key=when))

    def is_full(self, outcome: Outcome) -> bool:
        """Say whether it was a full inspection, with which a cycle starts again."""
        framework = self._versions.get(outcome.framework)
        if framework is None or outcome.kind not in framework.kind_ids:
            return True
        return framework.kind(outcome.kind).full

    def previous_full(self, code: str, *, framework: Framework) -> Outcome | None:
        """The latest full inspection that counts for an area under a framework."""
        full = [outcome for outcome in self.of_area(code, framework=framework) if self.is_full(outcome)]
        return full[-1] if full else None

    def grade_word(self, outcome: Outcome, judgement: str) -> str | None:
        """The grade of one judgement in the words of its own time (``adequate``), or None."""
        grade = grade_of(outcome, judgement)
        framework = self._versions.get(outcome.framework)
        titles = (
            {each.id: each.title for scale in framework.judging.scales for each in scale.grades} if framework else {}
        )
        return titles.get(grade, grade.replace("_", " ")).lower() if grade else None

    def today(self, grade: str, *, ref: str) -> str:
        """The grade of today's scale that a grade of one framework version stands for."""
        framework = self._versions.get(ref)
        return _translations(framework).get(grade, grade) if framework else grade


def when(outcome: Outcome) -> date:
    """The date that a visit is placed by."""
    assert outcome.when is not None
    return outcome.when


def grade_of(outcome: Outcome, judgement: str) -> str | None:
    """The grade given for one judgement, the overall one among them."""
    return outcome.overall if judgement == "overall" else outcome.judgements.get(judgement)


def _translations(framework: Framework) -> dict[str, str]:
    grades = (grade for scale in framework.judging.scales for grade in scale.grades)
    return {grade.id: grade.same_grade_as or grade.id for grade in grades}


__all__ = ["History", "grade_of", "id_of", "known_from", "when"]
