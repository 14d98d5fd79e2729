"""Who is asked to do what, and does whoever is asked hold the power to do it?

A recommendation has one accountable body. A body without the power is refused, with advice who holds it; what several
bodies hold together names the others, or goes to the partnership with one of them in the lead. What only the government
can do is kept apart as a national blocker. No problem repeats what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Direction
from joint_inspection.follow_up.duties import KINDS, Control, Function, begin, in_words, who_holds
from joint_inspection.follow_up.named import agencies_named
from joint_inspection.follow_up.recommendations import Inspected, Recommendation, Severity
from joint_inspection.frameworks.advice import unknown


@dataclass(frozen=True, kw_only=True)
class _Case:
    asked: Recommendation
    inspected: Inspected
    function: Function | None

    @property
    def doer(self) -> str | None:
        """The kind of body that does it: of the lead, where the partnership is asked."""
        kind = self.inspected.kind(self.asked.to)
        return self.inspected.kind(self.asked.lead) if kind == "partnership" and self.asked.lead else kind

    @property
    def most(self) -> Control | None:
        """The most control that the accountable body can have; None where that cannot be told."""
        if self.function is None or self.doer in (None, "partnership"):
            return None
        most = self.function.most(self.doer or "", self.inspected.on)
        together = self.inspected.kind(self.asked.to) == "partnership"
        return Control.SHARED if together and most == Control.FULL else most

    @property
    def involved(self) -> tuple[str, ...]:
        """Every body that has a part."""
        return (self.asked.to, *self.asked.contributors, *([self.asked.lead] if self.asked.lead else []))


def check_recommendation(recommendation: Recommendation, inspected: Inspected) -> tuple[Problem, ...]:
    """Everything that stands between a recommendation and its being made, each with what to do."""
    return tuple(problem for _, problem in breaches(recommendation, inspected))


def breaches(recommendation: Recommendation, inspected: Inspected) -> Iterator[tuple[str, Problem]]:
    """The same, each with the name of the rule that it breaks."""
    register = inspected.register
    function = register.function(recommendation.function) if register.has(recommendation.function) else None
    case = _Case(asked=recommendation, inspected=inspected, function=function)
    for rule in RULES:
        yield from ((rule.__name__, problem) for problem in rule(case))


def has_one_accountable_body(case: _Case) -> Iterator[Problem]:
    """One body of those inspected is accountable; it does not contribute to itself; something is asked of it."""
    codes = [each.code for each in case.inspected.agencies]
    if not case.asked.text.strip():
        yield Problem(where="text", says="Write what is asked for")
    if case.asked.to not in codes:
        yield Problem(where="to", says=f"Address one of the bodies inspected: {', '.join(sorted(codes))}")
    for code in case.asked.contributors:
        if code == case.asked.to:
            yield Problem(where="contributors", says=f"{code} is accountable already: take it out here")
        elif code not in codes:
            yield Problem(where="contributors", says=f"{code} is not inspected here; name bodies that are")


def asks_for_a_known_function(case: _Case) -> Iterator[Problem]:
    """What is asked is a function of the duty register, so that it is known who holds the power."""
    if case.function is None:
        known = (each.id for each in case.inspected.register.functions)
        yield Problem(where="function", says=unknown("function", case.asked.function, known))


def has_some_control(case: _Case) -> Iterator[Problem]:
    """Nobody is asked for what they do not control."""
    if case.asked.control == Control.NONE:
        yield Problem(where="control", says=f"Nobody is asked for what is out of their hands. {_advice(case)}")


def holds_the_power(case: _Case) -> Iterator[Problem]:
    """The accountable body holds the power, or a duty to help whoever holds it."""
    if case.function and case.most == Control.NONE and case.asked.control != Control.NONE:
        says = f"{begin(KINDS.get(case.doer or '', 'This body'))} has no power over this. {_advice(case)}"
        yield Problem(where="to", says=says)


def claims_no_more_than_it_has(case: _Case) -> Iterator[Problem]:
    """The level of control is no higher than the statutes give."""
    most = case.most
    if case.function and most and most != Control.NONE and case.asked.control.at_most > most.at_most:
        says = f"The control is {most.value} at most. {_advice(case)}"
        yield Problem(where="control", says=says)


def names_those_who_share_it(case: _Case) -> Iterator[Problem]:
    """Where others hold the power too, or alone, those of them that are inspected contribute."""
    if case.function is None or case.most in (None, Control.NONE, Control.FULL):
        return
    here = {each.kind for each in case.inspected.agencies}
    others = tuple(
        kind
        for kind in case.function.holders(case.inspected.on)
        if kind in here and kind not in (case.doer, "partnership")
    )
    involved = {case.inspected.kind(code) for code in case.involved}
    if others and involved.isdisjoint(others):
        says = f"The power lies with {in_words(others)} too: name who contributes, or split it into one for each"
        yield Problem(where="contributors", says=says)


def partnership_has_a_lead(case: _Case) -> Iterator[Problem]:
    """The partnership is asked through one of its members, who leads; nobody else has a lead."""
    to, lead = case.inspected.kind(case.asked.to), case.inspected.kind(case.asked.lead)
    if to == "partnership" and case.asked.lead is None:
        yield Problem(where="lead", says="The partnership acts through its members: say which of them leads")
    if case.asked.lead is not None and to not in (None, "partnership"):
        yield Problem(where="lead", says="One body is asked: it leads. Leave this empty, or ask the partnership")
    if to == "partnership" and case.asked.lead is not None and lead in (None, "partnership"):
        yield Problem(where="lead", says="Choose a member of the partnership that is inspected here")


def says_nothing_of_others(case: _Case) -> Iterator[Problem]:
    """A point that names several agencies is split, or assigned to the partnership with a lead."""
    involved = {case.inspected.kind(code) for code in case.involved}
    if "partnership" in involved:
        return
    others = tuple(
        kind for kind in agencies_named(case.asked.text)
        if kind != "partnership" and kind not in involved and kind in {each.kind for each in case.inspected.agencies}
    )  # fmt: skip
    if others:
        says = (
            f"The words name {in_words(others)}, who have no part in it: split it into one for each body, let them "
            "contribute, or ask the partnership with one of them in the lead"
        )
        yield Problem(where="text", says=says)


def follows_from_a_finding(case: _Case) -> Iterator[Problem]:
    """It follows from weaknesses that were found, and one of them is about a body that has a part in it."""
    found = {each.id: each for each in case.inspected.findings}
    if not case.asked.findings:
        yield Problem(where="findings", says="Say from which findings it follows")
    for id in case.asked.findings:
        if id not in found:
            yield Problem(where="findings", says=f"There is no finding {id}: take it out, or make the finding first")
        elif found[id].direction == Direction.STRENGTH:
            yield Problem(where="findings", says=f"Finding {id} is a strength: nothing is asked for because of it")
    known = [found[id] for id in case.asked.findings if id in found]
    if known and case.inspected.kind(case.asked.to) and not any({*each.about} & {*case.involved} for each in known):
        says = "None of these findings is about a body that has a part in it: cite one that is, or ask another body"
        yield Problem(where="findings", says=says)


def is_a_kind_that_the_framework_has(case: _Case) -> Iterator[Problem]:
    """The framework knows recommendations of this severity."""
    severity = "priority" if case.asked.severity == Severity.PRIORITY_ACTION else "improvement"
    if severity not in {each.severity for each in case.inspected.framework.recommendations}:
        says = f"{case.inspected.framework.ref} has no recommendations of this severity: choose the other"
        yield Problem(where="severity", says=says)


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    has_one_accountable_body, asks_for_a_known_function, has_some_control, holds_the_power, claims_no_more_than_it_has,
    names_those_who_share_it, partnership_has_a_lead, says_nothing_of_others, follows_from_a_finding,
    is_a_kind_that_the_framework_has,
)  # fmt: skip


def _advice(case: _Case) -> str:
    """Who holds the power, and what to do."""
    if case.function is None:
        return "Say which function of the duty register is asked for, to learn who holds the power"
    if case.function.is_national(case.inspected.on):
        return "Only the government can change it: note it as a national blocker"
    return f"The power lies with {who_holds(case.function, case.inspected.on)}: ask there"
