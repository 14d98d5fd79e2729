"""What does a framework stand among, and how is something wrong with it said?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from joint_inspection.frameworks.model import Framework, Grade, Value


class Flaw(NamedTuple):
    """Something wrong: the steps that lead to it in the file, and what to do."""

    steps: tuple[str | int, ...]
    says: str


@dataclass(frozen=True)
class Surroundings:
    """The other frameworks that one may name, and the multi-agency criteria that all share."""

    frameworks: tuple[Framework, ...] = ()
    shared_criteria: frozenset[str] = frozenset()

    @cached_property
    def refs(self) -> frozenset[str]:
        """Every id and every ``id@version`` that may be named."""
        return frozenset(name for each in self.frameworks for name in (each.id, each.ref))

    def named(self, ref: str) -> tuple[Framework, ...]:
        """The versions that a reference means: one for ``id@version``, all for ``id``."""
        return tuple(each for each in self.frameworks if ref in (each.id, each.ref))

    def carried_by(self, framework: Framework) -> tuple[Framework, ...]:
        """The versions whose outcomes count under this framework: its own, and those that it succeeds."""
        refs = [each.framework for each in framework.replaces if each.carries_history]
        older = [each for ref in refs for each in self.named(ref) if each.ref != framework.ref]
        siblings = [each for each in self.frameworks if each.id == framework.id and each.ref != framework.ref]
        return tuple({each.ref: each for each in (framework, *siblings, *older)}.values())


Rule = Callable[[Framework, Surroundings], Iterable[Flaw]]


def parts(value: Value, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Value]]:
    """Every block of a framework with the steps that lead to it, itself first."""
    yield steps, value
    for name, field in type(value).model_fields.items():
        here = (*steps, field.alias or name)
        content = getattr(value, name)
        if isinstance(content, Value):
            yield from parts(content, here)
        elif isinstance(content, tuple):
            for number, each in enumerate(content):
                if isinstance(each, Value):
                    yield from parts(each, (*here, number))


def grades_of(framework: Framework) -> dict[str, Grade]:
    """Every grade of a framework's scales, by id."""
    return {grade.id: grade for scale in framework.judging.scales for grade in scale.grades}


def grades_for(framework: Framework, judgement: str) -> tuple[str, ...]:
    """The grades that one judgement may have, from the worst to the best; none if it is told in words."""
    scale = next((each.scale for each in framework.judging.judgements if each.id == judgement), None)
    return next((tuple(g.id for g in each.grades) for each in framework.judging.scales if each.id == scale), ())
