"""Does a whole inspection agree with itself, with its framework and with the rules of evidence?

The rules are those of the service's own pages. No problem repeats what was written in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.evidence.check import check_item
from joint_inspection.evidence.findings import check_finding
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.interests import Interest, InterestKind, Vicinity
from joint_inspection.inspections.said import not_working, said
from joint_inspection.inspections.team import Member, MemberRole, Team, check_team, may_stay_away
from joint_inspection.record.model import InspectionRecord, Letter, Seat

Rule: TypeAlias = Callable[[InspectionRecord, Framework], Iterator[Problem]]
NAMED = {"bodies": "code", "team": "ref", "children": "id", "evidence": "id", "findings": "id", "letters": "id"}
"""The parts whose rows have a name each, and the key that holds it."""


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
    """Visits and deadlines fall on working days and in their order; a statement has a date and an address."""
    days = record.dates
    for name in ("notified", "first_day", "last_day"):
        yield from _working(f"dates.{name}", getattr(days, name))
    if days.first_day < days.notified:
        yield Problem(where="dates.first_day", says="The first day on site is before the area was told")
    if days.last_day < days.first_day:
        yield Problem(where="dates.last_day", says="The last day on site is before the first")
    for number, letter in enumerate(record.letters):
        yield from _letter(f"letters.{number}", letter, after=days.last_day)


def _letter(where: str, letter: Letter, *, after: date) -> Iterator[Problem]:
    for name in ("dated", "published", "statement_due"):
        yield from _working(f"{where}.{name}", getattr(letter, name))
    if letter.dated and letter.dated < after:
        yield Problem(
            where=f"{where}.dated", says=f"A letter about the visit is written after its last day, {said(after)}"
        )
    if letter.dated and letter.published and letter.dated != letter.published:
        says = "The letter carries another date than the one on which it was published: make them the same"
        yield Problem(where=f"{where}.dated", says=says)
    if letter.statement_due and letter.received and letter.statement_due <= letter.received:
        yield Problem(where=f"{where}.statement_due", says="The statement is due before the letter was received")
    if (letter.statement_due is None) != (letter.statement_to is None):
        name = "statement_due" if letter.statement_due is None else "statement_to"
        yield Problem(where=f"{where}.{name}", says="A statement is asked for by a date and at an address: give both")


def _working(where: str, day: date | None) -> Iterator[Problem]:
    if day and (says := not_working(day)):
        yield Problem(where=where, says=says)


def team_may_inspect(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """The team knows enough, or a named person accepted what it lacks; nobody comes from too near."""
    register = load_register()
    if not register.has(record.area):
        yield Problem(where="area", says=f"No area has the code {record.area!r}; `areas list` shows every code")
        return
    kind = framework.kind(record.kind)
    taking_part = {body.code for body in record.bodies if body.kind == "inspectorate"}
    away = {each for each in kind.team.size() if each not in taking_part and may_stay_away(framework, kind, each)}
    yield from check_team(
        Team(members=tuple(map(_member, record.team)), not_taking_part=frozenset(away)),
        framework=framework, kind=kind, theme=record.theme,
        vicinity=Vicinity(area=register.get(record.area), register=register, on=record.dates.notified),
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


RULES: tuple[Rule, ...] = (
    names_are_given_once, days_can_be, team_may_inspect, evidence_is_right, findings_may_stand, answers_fit,
)  # fmt: skip
