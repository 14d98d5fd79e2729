"""Does a statement of action answer what was asked, in a way that can be seen to be done?

The rules hold while it is written, when it is sent and as progress is added. No problem repeats what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.authorities import check_authority
from joint_inspection.follow_up.recommendations import Recommendation, Severity
from joint_inspection.follow_up.statement import Measure, Request, Statement
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.dates_check import DatesSaid, StatementAsked, check_dates
from joint_inspection.inspections.said import not_working, said

PARTS = {
    "published": "published", "received": "received", "statement.due": "due", "statement.address": "address",
    "statement.because": "because",
}  # fmt: skip
"""Where in a request stands what the check of dates calls so."""


@dataclass(frozen=True, kw_only=True)
class _Case:
    """A statement with what it answers."""

    statement: Statement
    recommendations: tuple[Recommendation, ...]
    framework: Framework
    bodies: tuple[Body, ...]

    def who_has_a_part(self, recommendation: Recommendation) -> set[str]:
        """Bodies with a part in a recommendation; every member may act where the partnership is asked."""
        part = {
            recommendation.to,
            *recommendation.contributors,
            *([recommendation.lead] if recommendation.lead else []),
        }
        kinds = {each.code: each.kind for each in self.bodies}
        together = kinds.get(recommendation.to) == "partnership"
        return part | ({code for code, kind in kinds.items() if kind != "inspectorate"} if together else set())


def check_request(
    request: Request, recommendations: Iterable[Recommendation], framework: Framework, bodies: Iterable[Body]
) -> tuple[Problem, ...]:
    """Everything wrong with a letter's asking for a statement: of whom, by when, why, where to."""
    return tuple(_request(request, tuple(recommendations), framework, tuple(bodies)))


def check_statement(
    statement: Statement, recommendations: Iterable[Recommendation], framework: Framework, bodies: Iterable[Body]
) -> tuple[Problem, ...]:
    """Everything wrong with a statement, each with what to do."""
    return tuple(problem for _, problem in breaches(statement, recommendations, framework, bodies))


def breaches(
    statement: Statement, recommendations: Iterable[Recommendation], framework: Framework, bodies: Iterable[Body]
) -> Iterator[tuple[str, Problem]]:
    """The same, each with the name of the rule that it breaks."""
    case = _Case(statement=statement, recommendations=tuple(recommendations), framework=framework, bodies=tuple(bodies))
    for rule in RULES:
        yield from ((rule.__name__, problem) for problem in rule(case))


def was_asked_for(case: _Case) -> Iterator[Problem]:
    """A letter asked for it: a body or an office, by a day that follows from receipt or has a reason."""
    for problem in _request(case.statement.request, case.recommendations, case.framework, case.bodies):
        yield Problem(where=f"request.{problem.where}", says=problem.says)


def has_names_of_its_own(case: _Case) -> Iterator[Problem]:
    """Every action has a name of its own; progress, verifications and visits are of actions that there are."""
    seen: set[str] = set()
    for number, action in enumerate(case.statement.actions):
        if action.id in seen:
            yield Problem(where=f"actions.{number}.id", says="This was given before; give each action its own")
        seen.add(action.id)
    named = [(f"progress.{n}.action", each.action) for n, each in enumerate(case.statement.progress)]
    named += [(f"verifications.{n}.action", each.action) for n, each in enumerate(case.statement.verifications)]
    named += [(f"impact.{n}.action", each.action) for n, each in enumerate(case.statement.impact)]
    named += [(f"visits.{n}.looked_at", id) for n, each in enumerate(case.statement.visits) for id in each.looked_at]
    for where, id in named:
        if id not in seen:
            yield Problem(where=where, says=f"There is no action {id}; name one of the statement's own")


def answers_every_recommendation(case: _Case) -> Iterator[Problem]:
    """Every recommendation is answered by an action, and every action answers one."""
    known = {each.id for each in case.recommendations}
    answered = {id for action in case.statement.actions for id in action.answers}
    for id in [each.id for each in case.recommendations if each.id not in answered]:
        yield Problem(where="actions", says=f"Nothing answers recommendation {id}: add an action for it")
    for number, action in enumerate(case.statement.actions):
        if not action.answers:
            yield Problem(where=f"actions.{number}.answers", says="Say which recommendation it answers")
        for id in action.answers:
            if id not in known:
                yield Problem(where=f"actions.{number}.answers", says=f"There is no recommendation {id}: take it out")


def is_owned_by_who_can_do_it(case: _Case) -> Iterator[Problem]:
    """Each action has one owner, by body and office, who has a part in what it answers."""
    asked = {each.id: each for each in case.recommendations}
    known = {each.code for each in case.bodies if each.kind != "inspectorate"}
    for number, action in enumerate(case.statement.actions):
        where = f"actions.{number}.owner"
        for code in action.with_others:
            if code not in known:
                says = f"The report does not go to {code}: name a body that receives it"
                yield Problem(where=f"actions.{number}.with_others", says=says)
        if action.owner is None:
            yield Problem(where=where, says="Say who owns it: a body, and the office that answers for it")
            continue
        problems = check_authority(action.owner, case.bodies, where=where)
        yield from problems
        for id in action.answers if not problems else ():
            if id in asked and action.owner.body not in case.who_has_a_part(asked[id]):
                says = f"Its owner has no part in recommendation {id}: let somebody own it who was asked"
                yield Problem(where=where, says=says)


def says_with_what_and_by_when(case: _Case) -> Iterator[Problem]:
    """Each action has resources and a working day by which it is done."""
    for number, action in enumerate(case.statement.actions):
        if not (action.resources or "").strip():
            yield Problem(where=f"actions.{number}.resources", says="Say with what: people, money, or none needed")
        if action.due is None:
            yield Problem(where=f"actions.{number}.due", says="Say by when it is done")
        elif says := not_working(action.due):
            yield Problem(where=f"actions.{number}.due", says=says)
        elif case.statement.sent_on and action.due < case.statement.sent_on:
            says = "It is due before the statement is sent: choose a later day, or report it as done"
            yield Problem(where=f"actions.{number}.due", says=says)


def can_be_measured(case: _Case) -> Iterator[Problem]:
    """Each action has a measure with a baseline, its day, and a target that is better than the baseline."""
    for number, action in enumerate(case.statement.actions):
        where = f"actions.{number}.measure"
        if action.measure is None:
            yield Problem(where=where, says="Say by what it will be seen whether it helped")
        else:
            yield from _measure(action.measure, where)


def _measure(measure: Measure, where: str) -> Iterator[Problem]:
    if measure.baseline is None or measure.baseline_on is None:
        yield Problem(where=f"{where}.baseline", says="Say where it stands now, and on which day that was counted")
    if measure.target is None:
        yield Problem(where=f"{where}.target", says="Say what it shall come to")
    if measure.baseline is not None and measure.target is not None:
        better = measure.target > measure.baseline if measure.better == "higher" else measure.target < measure.baseline
        if not better:
            says = f"The target is no better than the baseline, where {measure.better} is better: correct one of them"
            yield Problem(where=f"{where}.target", says=says)


def tells_progress_in_order(case: _Case) -> Iterator[Problem]:
    """What was done is not undone in silence: after done or stopped, a return to an earlier state says why."""
    before: dict[str, str] = {}
    ordered = sorted(enumerate(case.statement.progress), key=lambda pair: pair[1].on)
    for number, each in ordered:
        earlier = before.get(each.action)
        if earlier in ("done", "stopped") and each.state != earlier and not (each.says or "").strip():
            says = f"This was {earlier} before: say why it is not any more"
            yield Problem(where=f"progress.{number}.says", says=says)
        before[each.action] = each.state


def is_verified_by_somebody_else(case: _Case) -> Iterator[Problem]:
    """Whoever verifies wrote neither the statement nor the progress, and comes after the action was done."""
    for number, each in enumerate(case.statement.verifications):
        reported = case.statement.progress_of(each.action)
        if each.by == case.statement.author or each.by in {entry.by for entry in reported}:
            says = "Who wrote the statement or its progress does not verify it: ask somebody else"
            yield Problem(where=f"verifications.{number}.by", says=says)
        if not any(entry.state == "done" and entry.on <= each.on for entry in reported):
            says = "Nobody had reported it as done by that day: verify it afterwards"
            yield Problem(where=f"verifications.{number}.on", says=says)


def is_checked_for_impact_by_somebody_else(case: _Case) -> Iterator[Problem]:
    """Whoever checks the impact did not write of it, checks after something was done, and gives shares that can be."""
    for number, each in enumerate(case.statement.impact):
        where, reported = f"impact.{number}", case.statement.progress_of(each.action)
        if each.by == case.statement.author or each.by in {entry.by for entry in reported}:
            says = "Who wrote the statement or its progress does not check the impact: ask somebody else"
            yield Problem(where=f"{where}.by", says=says)
        if not any(entry.state in ("under_way", "done") and entry.on <= each.on for entry in reported):
            yield Problem(where=f"{where}.on", says="Nobody had begun by that day: check the impact afterwards")
        for name, share in (("before", each.before), ("after", each.after)):
            if not share.low <= share.share <= share.high:
                says = "The share lies outside its own interval: take all three from the same sample"
                yield Problem(where=f"{where}.{name}", says=says)


def is_judged_with_reasons(case: _Case) -> Iterator[Problem]:
    """A plan that does not reflect the findings is told why, by somebody else than its author."""
    known = {each.id for each in case.recommendations}
    for number, each in enumerate(case.statement.reviews):
        where = f"reviews.{number}"
        if each.by == case.statement.author:
            yield Problem(where=f"{where}.by", says="The author does not judge the plan: an inspector does")
        if not each.reflects and not (each.because or "").strip():
            yield Problem(where=f"{where}.because", says="Say in what way the plan does not reflect the findings")
        if each.reflects and each.left_out:
            says = "It reflects the findings and leaves some out: correct one of the two"
            yield Problem(where=f"{where}.left_out", says=says)
        for id in each.left_out:
            if id not in known:
                yield Problem(where=f"{where}.left_out", says=f"There is no recommendation {id}: take it out")


def comes_after_what_it_follows(case: _Case) -> Iterator[Problem]:
    """The statement is sent after the letter came; the plan is judged, and monitored, after it was sent."""
    sent, came = case.statement.sent_on, case.statement.request.received or case.statement.request.published
    if sent and came and sent < came:
        yield Problem(where="sent_on", says=f"The letter that asks for it came on {said(came)}: correct one of the two")
    days = [(f"reviews.{n}.on", each.on) for n, each in enumerate(case.statement.reviews)]
    days += [(f"visits.{n}.on", each.on) for n, each in enumerate(case.statement.visits)]
    for where, day in days:
        if sent is None or day < sent:
            when = f"on {said(sent)}" if sent else "not yet"
            yield Problem(where=where, says=f"The statement was sent {when}: this comes afterwards")
    for number, visit in enumerate(case.statement.visits):
        if visit.until and visit.until < visit.on:
            yield Problem(where=f"visits.{number}.until", says="The last day is before the first: correct one")


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    was_asked_for, has_names_of_its_own, answers_every_recommendation, is_owned_by_who_can_do_it,
    says_with_what_and_by_when, can_be_measured, tells_progress_in_order, is_verified_by_somebody_else,
    is_checked_for_impact_by_somebody_else, is_judged_with_reasons, comes_after_what_it_follows,
)  # fmt: skip


def _request(
    request: Request, recommendations: tuple[Recommendation, ...], framework: Framework, bodies: tuple[Body, ...]
) -> Iterator[Problem]:
    rule = framework.statement
    if rule.asked == "never":
        yield Problem(where="letter", says=f"{framework.ref} asks for no statement of action: leave it out")
        return
    grave = any(each.severity == Severity.PRIORITY_ACTION for each in recommendations)
    if rule.asked == "when_priority_action" and not grave:
        says = f"{framework.ref} asks for a statement only after a priority action, and there is none"
        yield Problem(where="letter", says=says)
    yield from check_authority(request.to, bodies)
    asked = StatementAsked(due=request.due, address=request.address, because=request.because)
    received = None if rule.counted_from == "published" else request.received
    found = check_dates(
        DatesSaid(published=request.published, received=received, statement=asked), statement_days=rule.working_days
    )
    yield from (Problem(where=PARTS[each.where], says=each.says) for each in found)
