"""Does a whole inspection agree with itself, with its framework and with the rules of evidence?

The rules are those of the service's own pages. No problem repeats what was written in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.evidence.check import check_item
from joint_inspection.evidence.findings import check_finding
from joint_inspection.follow_up.authorities import check_authority
from joint_inspection.follow_up.check import check_recommendation
from joint_inspection.follow_up.duties import duty_register
from joint_inspection.follow_up.recommendations import Inspected
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import grades_for
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.dates_check import DatesSaid, StatementAsked, check_dates
from joint_inspection.inspections.interests import Interest, InterestKind, Vicinity
from joint_inspection.inspections.team import Member, MemberRole, Team, check_team, may_stay_away
from joint_inspection.record.follow_up import follow_up_fits
from joint_inspection.record.model import InspectionRecord, Letter, Seat

Rule: TypeAlias = Callable[[InspectionRecord, Framework], Iterator[Problem]]
NAMED = {"bodies": "code", "team": "ref", "children": "id", "evidence": "id", "findings": "id", "letters": "id",
         "recommendations": "id"}  # fmt: skip
"""The parts whose rows have a name each, and the key that holds it."""
VISIT = {"notified": "notified", "fieldwork": "first_day", "fieldwork.first": "first_day", "fieldwork.last": "last_day"}
LETTER = {
    "letter": "dated", "published": "published", "received": "received", "statement.due": "statement_due",
    "statement.address": "statement_to", "statement.because": "statement_because",
}  # fmt: skip
"""Where in a record stands what the check of dates calls so."""


def check_record(record: InspectionRecord) -> tuple[Problem, ...]:
    """Everything wrong with a record, part by part."""
    try:
        framework = find(record.framework)
        framework.kind(record.kind)
    except InvalidInput as error:
        return error.problems
    except KeyError:
        kinds = ", ".join(framework.kind_ids)
        return (Problem(where="kind", says=f"{framework.ref} has no visit of kind {record.kind!r}; it has {kinds}"),)
    return tuple(problem for rule in RULES for problem in rule(record, framework))


def names_are_given_once(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Every body, person, child, item, finding and letter has a name of its own."""
    for part, key in NAMED.items():
        seen: set[str] = set()
        for number, each in enumerate(getattr(record, part)):
            if (name := getattr(each, key)) in seen:
                yield Problem(where=f"{part}.{number}.{key}", says="This was given before; give each a name of its own")
            seen.add(name)


def days_can_be(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Visits, letters and deadlines fall on working days, in their order; a statement has a date and an address."""
    visit = DatesSaid(notified=record.dates.notified, fieldwork=f"{record.dates.first_day} to {record.dates.last_day}")
    found = check_dates(visit)
    yield from (Problem(where=f"dates.{VISIT[each.where]}", says=each.says) for each in found)
    for number, letter in enumerate(record.letters):
        said = replace(
            visit, letter=letter.dated, published=letter.published, received=letter.received,
            statement=_statement(letter),
        )  # fmt: skip
        for problem in check_dates(said, statement_days=framework.statement.working_days):
            if problem.where not in VISIT:
                yield Problem(where=f"letters.{number}.{LETTER[problem.where]}", says=problem.says)


def _statement(letter: Letter) -> StatementAsked | None:
    if not (letter.asks_for_statement or letter.statement_due or letter.statement_to):
        return None
    return StatementAsked(due=letter.statement_due, address=letter.statement_to, because=letter.statement_because)


def team_may_inspect(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """The team knows enough, or a named person accepted what it lacks; nobody comes from too near."""
    register, on = load_register(), record.notified_on
    if not register.has(record.area):
        yield Problem(where="area", says=f"No area has the code {record.area!r}; `areas list` shows every code")
        return
    if on is None:
        return
    kind = framework.kind(record.kind)
    taking_part = {body.code for body in record.bodies if body.kind == "inspectorate"}
    away = {each for each in kind.team.size() if each not in taking_part and may_stay_away(framework, kind, each)}
    yield from check_team(
        Team(members=tuple(map(_member, record.team)), not_taking_part=frozenset(away)),
        framework=framework, kind=kind, theme=record.theme,
        vicinity=Vicinity(area=register.get(record.area), register=register, on=on),
        agencies=[body.kind for body in record.bodies if body.kind != "inspectorate"],
        accepted=[each.gap for each in record.accepted],
    )  # fmt: skip


def _member(seat: Seat) -> Member:
    employed = [Interest(kind=InterestKind.EMPLOYMENT, body=seat.employer, name=seat.employer)] if seat.employer else []
    return Member(
        ref=seat.ref, role=MemberRole(seat.role), inspectorate=seat.inspectorate,
        competences=frozenset(seat.competences), interests=tuple(employed),
    )  # fmt: skip


def evidence_is_right(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Each item agrees with itself, with the framework and with the rest of the record."""
    children = {child.id for child in record.children}
    roles = {seat.ref: seat.role for seat in record.team}
    for number, item in enumerate(record.items):
        where = f"evidence.{number}"
        for problem in check_item(item, framework, record.every_body):
            yield Problem(where=f"{where}.{problem.where}", says=problem.says)
        if item.child is not None and item.child not in children:
            says = "This child is not among the record's children: add the child, or correct the pseudonym"
            yield Problem(where=f"{where}.child", says=says)
        if item.author not in roles:
            says = "Nobody on the team has this reference: add the person to the team, or correct the author"
            yield Problem(where=f"{where}.author", says=says)
        elif item.by_adviser != (roles[item.author] == MemberRole.SECTOR_ADVISER.value):
            says = "Mark what a sector adviser wrote, and nothing else: this disagrees with the author's role"
            yield Problem(where=f"{where}.by_adviser", says=says)


def findings_may_stand(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Each finding is about bodies that are inspected, and rests on evidence that can carry it."""
    inspected = {body.code for body in record.bodies if body.kind != "inspectorate"}
    for number, each in enumerate(record.findings):
        for problem in check_finding(each.as_finding(), record.items, framework):
            yield Problem(where=f"findings.{number}.{problem.where}", says=problem.says)
        for body in each.about:
            if body not in inspected:
                says = f"A body here is not inspected; name only these: {', '.join(sorted(inspected))}"
                yield Problem(where=f"findings.{number}.about", says=says)


def answers_fit(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """An agency answers a finding about itself; a concern goes to an inspectorate that takes part."""
    about = {each.id: each.about for each in record.findings}
    taking_part = {body.code for body in record.bodies if body.kind == "inspectorate"}
    for number, reply in enumerate(record.replies):
        if reply.agency not in about.get(reply.finding, ()):
            says = "No finding of this id is about this agency: an agency answers points about itself"
            yield Problem(where=f"replies.{number}.finding", says=says)
    for number, referral in enumerate(record.referrals):
        if referral.to not in taking_part:
            says = f"This inspectorate does not take part; name one of: {', '.join(sorted(taking_part))}"
            yield Problem(where=f"referrals.{number}.to", says=says)
        if referral.due_on < referral.on:
            yield Problem(where=f"referrals.{number}.due_on", says="The answer is due before the concern was sent")


def recommendations_may_stand(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Each recommendation asks one body for what is in its power; each statement is asked of somebody who exists."""
    for number, letter in enumerate(record.letters):
        if letter.statement_of:
            yield from check_authority(letter.statement_of, record.every_body, where=f"letters.{number}.statement_of")
    if record.notified_on is None:
        return
    inspected = Inspected(
        bodies=record.every_body, findings=tuple(each.as_finding() for each in record.findings), framework=framework,
        register=duty_register(), on=record.notified_on,
    )  # fmt: skip
    for number, each in enumerate(record.recommendations):
        for problem in check_recommendation(each, inspected):
            yield Problem(where=f"recommendations.{number}.{problem.where}", says=problem.says)


def grades_fit(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Each grade is one that the judgement can have, and each judgement has one grade."""
    known, seen = {each.id for each in framework.judging.judgements}, set[str]()
    for number, each in enumerate(record.grades):
        if each.judgement not in known:
            yield Problem(where=f"grades.{number}.judgement", says=unknown("judgement", each.judgement, known))
        elif each.grade not in grades_for(framework, each.judgement):
            says = unknown("grade", each.grade, grades_for(framework, each.judgement))
            yield Problem(where=f"grades.{number}.grade", says=says)
        if each.judgement in seen:
            yield Problem(where=f"grades.{number}.judgement", says="This has a grade already; keep one of them")
        seen.add(each.judgement)


RULES: tuple[Rule, ...] = (
    names_are_given_once, days_can_be, team_may_inspect, evidence_is_right, findings_may_stand, answers_fit,
    recommendations_may_stand, grades_fit, follow_up_fits,
)  # fmt: skip
