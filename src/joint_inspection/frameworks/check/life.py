"""Does what is told of a framework's life agree with the dates in force and with its other versions?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings
from joint_inspection.frameworks.model import Framework

BEGINNINGS = ("launched", "changed", "extended", "resumed")


def coming_into_force_is_told(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """What came into force was launched, or changed an older version."""
    if framework.in_force.start and not any(event.stage in BEGINNINGS for event in framework.life):
        yield Flaw(
            ("life",), "in_force says when it began; add the event of stage 'launched' (or 'changed') to its life"
        )
    launched = any(event.stage == "launched" and isinstance(event.happened, date) for event in framework.life)
    if launched and not framework.in_force.start:
        yield Flaw(("in_force",), "It was launched; say in 'from' since when visits started under it")


def announcements_come_first(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Nothing is announced or moved after it has happened."""
    for number, event in enumerate(framework.life):
        said: list[tuple[tuple[str | int, ...], object]] = [(("announced_on",), event.announced_on)]
        said += [(("moved", place, "on"), move.on) for place, move in enumerate(event.moved)]
        for steps, day in said:
            if isinstance(day, date) and isinstance(event.happened, date) and day > event.happened:
                says = f"{day} is after it happened ({event.happened}); correct one of the two"
                yield Flaw(("life", number, *steps), says)


def status_agrees(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Where its life had got to agrees with the dates in force."""
    if framework.status == "ended" and framework.in_force.end is None:
        yield Flaw(("in_force",), "Its status is 'ended'; say in 'to' until when visits started under it")
    if framework.status in ("proposed", "consulted") and framework.in_force.start:
        yield Flaw(("status",), f"What is only {framework.status} has not come into force; correct this or in_force")


def only_one_version_is_in_force(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """No two versions of one framework are in force on the same day."""
    for other in around.frameworks:
        if other.id != framework.id or other.version == framework.version:
            continue
        if _overlap(framework, other):
            yield Flaw(("in_force",), f"{other.ref} is in force at the same time ({_span(other)}); let one end first")


def _overlap(one: Framework, other: Framework) -> bool:
    if one.in_force.start is None or other.in_force.start is None:
        return False
    return one.in_force.start <= (other.in_force.end or date.max) and other.in_force.start <= (
        one.in_force.end or date.max
    )


def _span(framework: Framework) -> str:
    return f"{framework.in_force.start} to {framework.in_force.end or 'now'}"


def it_does_not_replace_itself(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A version replaces another, never itself."""
    for number, each in enumerate(framework.replaces):
        if each.framework == framework.ref:
            yield Flaw(("replaces", number, "framework"), "A version cannot replace itself; name the older one")


RULES: tuple[Rule, ...] = (
    coming_into_force_is_told, announcements_come_first, status_agrees, only_one_version_is_in_force,
    it_does_not_replace_itself,
)  # fmt: skip
