"""May this finding stand on what it rests on?

The same rules hold on pages, in the programming interface and when a file is brought in. A waiver excuses too little
evidence; nothing excuses hearsay, candour or silence about what speaks against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from joint_inspection.errors import Problem
from joint_inspection.evidence.candour import rests_on_candour
from joint_inspection.evidence.enough import amount, lacks, rule_of
from joint_inspection.evidence.hearsay import ADVICE, counts, is_hearsay, only_numbers
from joint_inspection.evidence.model import Direction, Finding, Item
from joint_inspection.frameworks.model import Framework

OPPOSITE = {Direction.STRENGTH: Direction.WEAKNESS, Direction.WEAKNESS: Direction.STRENGTH}


@dataclass(frozen=True, kw_only=True)
class _Case:
    """A finding with the items it cites and all that was noted."""

    finding: Finding
    supports: tuple[Item, ...]
    against: tuple[Item, ...]
    every: Mapping[str, Item]
    framework: Framework


def check_finding(finding: Finding, items: Iterable[Item], framework: Framework) -> tuple[Problem, ...]:
    """Everything that stands between a finding and its being made, each with what to do.

    ``items`` are all that were noted in the inspection, as they stand now: what speaks against the finding is looked
    for among them. No problem repeats what was written.
    """
    return tuple(problem for _, problem in breaches(finding, items, framework))


def breaches(finding: Finding, items: Iterable[Item], framework: Framework) -> Iterator[tuple[str, Problem]]:
    """The same, each with the name of the rule that it breaks."""
    every = {item.id: item for item in items}
    case = _Case(
        finding=finding, every=every, framework=framework,
        supports=tuple(every[id] for id in finding.supports if id in every),
        against=tuple(every[id] for id in finding.against if id in every),
    )  # fmt: skip
    for rule in RULES:
        yield from ((rule.__name__, problem) for problem in rule(case))


def hearsay_in(finding: Finding, items: Iterable[Item]) -> tuple[str, ...]:
    """Ids of the items cited that are hearsay: shown beside the finding, and counted for nothing."""
    cited = {*finding.supports, *finding.against}
    return tuple(item.id for item in items if item.id in cited and is_hearsay(item))


def is_whole(case: _Case) -> Iterator[Problem]:
    """A finding says something under a criterion of the framework, about a body, and cites evidence."""
    if case.finding.criterion not in {each.id for each in case.framework.criteria}:
        says = f"{case.framework.ref} has no such criterion; choose one of its own"
        yield Problem(where="criterion", says=says)
    if not case.finding.text.strip():
        yield Problem(where="text", says="Write what was found")
    if not case.finding.about:
        yield Problem(where="about", says="Say which body or bodies the finding is about")
    if not case.finding.supports:
        yield Problem(where="supports", says="Cite the evidence that the finding rests on")


def cites_what_stands(case: _Case) -> Iterator[Problem]:
    """What is cited was noted and stands; nothing speaks for and against at once."""
    for where in ("supports", "against"):
        for id in getattr(case.finding, where):
            if id not in case.every:
                yield Problem(where=where, says=f"Item {id} is not among the evidence, or was withdrawn: take it out")
    for id in sorted({*case.finding.supports} & {*case.finding.against}):
        yield Problem(where="against", says=f"Item {id} is cited for the finding and against it: choose one")


def speaks_the_same_way(case: _Case) -> Iterator[Problem]:
    """An item that says the opposite is cited against a finding, not for it."""
    for item in case.supports:
        if item.direction == OPPOSITE.get(case.finding.direction):
            yield Problem(where="supports", says=f"Item {item.id} says the opposite: cite it against the finding")


def leaves_the_adviser_out(case: _Case) -> Iterator[Problem]:
    """A sector adviser has no vote: what they wrote supports nothing."""
    for item in case.supports:
        if item.by_adviser:
            says = f"The sector adviser, who has no vote, wrote item {item.id}: cite what an inspector noted instead"
            yield Problem(where="supports", says=says)


def is_more_than_hearsay(case: _Case) -> Iterator[Problem]:
    """For each body there is at least one item about it that is not another agency's opinion."""
    for body in case.finding.about if case.finding.supports else ():
        about = [item for item in case.supports if item.about == body]
        if not about:
            says = f"Nothing cited is about {body}: cite evidence about it, or leave it out of the finding"
            yield Problem(where="supports", says=says)
        elif all(is_hearsay(item, body) for item in about):
            says = (
                f"All that is cited about {body} is what other agencies say of it. That can open a line of enquiry, "
                f"but alone it supports no finding: {ADVICE}"
            )
            yield Problem(where="supports", says=says)


def is_more_than_candour(case: _Case) -> Iterator[Problem]:
    """A weakness rests on more than what the area disclosed before it was notified."""
    for body in case.finding.about:
        if rests_on_candour(case.finding.direction, _carrying(case, body)):
            says = (
                f"All that is cited about {body} is what the area disclosed before it was notified. Candour cannot by "
                "itself lower a judgement: cite what you saw or heard besides, or note it as context"
            )
            yield Problem(where="supports", says=says)


def is_more_than_indicators(case: _Case) -> Iterator[Problem]:
    """For each body, numbers are not all that carries the finding, whichever way of them is better."""
    for body in case.finding.about:
        if only_numbers(_carrying(case, body)):
            says = (
                f"All that is cited about {body} and can carry weight is numbers. Indicators alone support no finding: "
                "cite what you saw or were told besides"
            )
            yield Problem(where="supports", says=says)


def rests_on_enough(case: _Case) -> Iterator[Problem]:
    """There is as much evidence as the framework asks for, or somebody says in writing why less will do.

    How many agencies are looked at is asked of the criterion as a whole, not of one finding.
    """
    if case.finding.waiver and case.finding.waiver.strip():
        return
    carrying = [item for item in case.supports if counts(item)]
    rule = rule_of(case.framework, case.finding.criterion)
    for lack in lacks(rule, amount(carrying), leave_out=["agencies"]) if carrying else ():
        says = f"Too little to rest on: {lack.says}. Cite more, or have a named person write why it is enough"
        yield Problem(where="supports", says=says)


def weighs_what_speaks_against(case: _Case) -> Iterator[Problem]:
    """Where something noted says the opposite, the strongest of it is cited against the finding."""
    opposite = OPPOSITE.get(case.finding.direction)
    if opposite is None or case.against:
        return
    near = [item for item in case.every.values() if _is_near(item, case.finding) and item not in case.supports]
    speaking = [item for item in near if item.direction == opposite]
    if speaking:
        number = f"{len(speaking)} items say" if len(speaking) > 1 else "1 item says"
        says = f"{number} the opposite of the same body and criterion: cite the strongest against the finding"
        yield Problem(where="against", says=says)


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    is_whole, cites_what_stands, speaks_the_same_way, leaves_the_adviser_out, is_more_than_hearsay,
    is_more_than_candour, is_more_than_indicators, rests_on_enough, weighs_what_speaks_against,
)  # fmt: skip


def _carrying(case: _Case, body: str) -> list[Item]:
    return [item for item in case.supports if item.about == body and counts(item, body)]


def _is_near(item: Item, finding: Finding) -> bool:
    """Of the same criterion and one of the bodies, and able to carry weight."""
    return item.criterion == finding.criterion and item.about in finding.about and counts(item)
