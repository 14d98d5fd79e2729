"""Do all the parts of what follows one inspection agree with each other?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from pydantic import Field

from joint_inspection.areas import Register
from joint_inspection.errors import Problem
from joint_inspection.follow_up.blockers import NationalBlocker, check_blocker
from joint_inspection.follow_up.check import check_recommendation
from joint_inspection.follow_up.part import Part
from joint_inspection.follow_up.recommendations import Inspected, Recommendation
from joint_inspection.follow_up.repeats import Found, Link, check_link
from joint_inspection.follow_up.statement import Statement
from joint_inspection.follow_up.statement_check import check_statement


class FollowUp(Part):
    """What came of one inspection's recommendations: blockers, the area's answer, and what had been found before."""

    blockers: tuple[NationalBlocker, ...] = Field(default=(), max_length=1_000)
    statements: tuple[Statement, ...] = Field(default=(), max_length=100)
    before: tuple[Found, ...] = Field(default=(), max_length=2_000)
    """Findings of earlier inspections to which links go back."""
    links: tuple[Link, ...] = Field(default=(), max_length=2_000)


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T")


def check_recommendations(recommendations: Sequence[Recommendation], inspected: Inspected) -> tuple[Problem, ...]:
    """Everything wrong with an inspection's recommendations."""
    return (
        *_each("recommendations", recommendations, lambda each: check_recommendation(each, inspected)),
        *_twice("recommendations", recommendations),
    )


def check_follow_up(
    follow_up: FollowUp, recommendations: Sequence[Recommendation], inspected: Inspected, *,
    found: Iterable[Found], register: Register,
) -> tuple[Problem, ...]:  # fmt: skip
    """Everything wrong with what follows; ``found`` are the inspection's own findings, as they were published."""
    own = tuple(found)
    everything = (*own, *follow_up.before)
    return (
        *_each("blockers", follow_up.blockers, lambda each: check_blocker(each, recommendations, inspected)),
        *_each("statements", follow_up.statements,
               lambda each: check_statement(each, recommendations, inspected.framework, inspected.bodies)),
        *_each("links", follow_up.links, lambda each: check_link(each, everything, register)),
        *_twice("blockers", follow_up.blockers), *_twice("statements", follow_up.statements),
        *_twice("before", everything, begins=len(own)), *_superseded(follow_up.statements),
    )  # fmt: skip


def _each(where: str, parts: Sequence[T], check: Callable[[T], tuple[Problem, ...]]) -> Iterator[Problem]:
    for number, part in enumerate(parts):
        for problem in check(part):
            yield Problem(where=f"{where}.{number}.{problem.where}", says=problem.says)


def _twice(where: str, parts: Sequence[Named], *, begins: int = 0) -> Iterator[Problem]:
    """Parts whose id was given before; the first ``begins`` are of another part."""
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part.id in seen:
            says = "This was given before; give each a name of its own"
            yield Problem(where=f"{where}.{number - begins}.id", says=says)
        seen.add(part.id)


def _superseded(statements: Sequence[Statement]) -> Iterator[Problem]:
    """What takes the place of a statement names one that came before it, and only one does."""
    seen: set[str] = set()
    taken: set[str] = set()
    for number, each in enumerate(statements):
        if each.supersedes is not None and (each.supersedes not in seen or each.supersedes in taken):
            says = "Name an earlier statement that no other took the place of"
            yield Problem(where=f"statements.{number}.supersedes", says=says)
        taken.add(each.supersedes or "")
        seen.add(each.id)
